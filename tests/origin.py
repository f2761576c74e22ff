"""An HTTP server that misbehaves on purpose: on 127.0.0.1, a free port, in threads, so that any process can ask it.

    with Origin() as origin:
        origin.serve("/rss", body, content_type="application/rss+xml", etag='"v1"')
        ...fetch origin.url("/rss")...
        assert origin.seen("/rss")[0].headers["if-none-match"] == '"v1"'

Every fault that a source has shown us is a named route (tests/faults.py): `origin.url("/faults/hang")`. In a test
module or a conftest, `from tests.origin import origin` gives the fixture.
"""

import gzip
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.faults import FAULTS

RSS = "application/rss+xml; charset=utf-8"


@dataclass(frozen=True)
class Reply:
    """What a route answers."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    etag: str | None = None
    last_modified: str | None = None
    together: threading.Barrier | None = None
    """Given only once so many readers have asked."""

    def is_known_to(self, asked: Mapping[str, str]) -> bool:
        """Whether the validators sent by the reader are this reply's own."""
        by_tag = self.etag is not None and asked.get("if-none-match") == self.etag
        return by_tag or (self.last_modified is not None and asked.get("if-modified-since") == self.last_modified)


@dataclass(frozen=True)
class Seen:
    """One request that arrived."""

    path: str
    """With its query."""
    headers: Mapping[str, str]
    """Names in lower case."""
    at: datetime


class Origin:
    """The server. Routes may be set and changed while it runs."""

    def __init__(self) -> None:
        self.routes: dict[str, list[Reply]] = {}
        self.requests: list[Seen] = []
        self.under_way = 0
        self.most_under_way = 0
        self.gate = threading.Event()
        """`/faults/hang` answers once this is set."""
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), Handler)
        self._server.origin = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.gate.set()
        self._server.stopping.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """The address of a route; `localhost` is another host to a reader, and the same server."""
        return f"http://{host}:{self.port}{path}"

    def serve(
        self,
        path: str,
        body: bytes | str = b"",
        *,
        status: int = 200,
        content_type: str = RSS,
        headers: Mapping[str, str] | None = None,
        etag: str | None = None,
        last_modified: str | None = None,
        packed: bool = False,
        then: bool = False,
        together: threading.Barrier | None = None,
    ) -> str:
        """Set what `path` answers from now on, and give back its address.

        With validators, a reader that sends them back gets a 304. `packed` sends gzip. `then` adds an answer after
        those set before: each is given once, the last for ever.
        """
        raw = body.encode() if isinstance(body, str) else body
        named = {"Content-Type": content_type} | dict(headers or {})
        if packed:
            raw, named = gzip.compress(raw), named | {"Content-Encoding": "gzip"}
        reply = Reply(raw, status, named, etag, last_modified, together)
        with self._lock:
            self.routes[path] = [*self.routes.get(path, ()), reply] if then else [reply]
        return self.url(path)

    def redirect(self, path: str, to: str, status: int = 301) -> str:
        """Let `path` lead to `to`."""
        return self.serve(path, status=status, headers={"Location": to})

    def seen(self, path: str) -> list[Seen]:
        """The requests for `path` (its query aside), in order."""
        with self._lock:
            return [one for one in self.requests if urlsplit(one.path).path == path or one.path == path]

    def count(self, path: str) -> int:
        """How often `path` was asked for."""
        return len(self.seen(path))

    def begin(self, seen: Seen) -> Reply | None:
        """Note a request, and take the answer set for it."""
        with self._lock:
            self.requests.append(seen)
            self.under_way += 1
            self.most_under_way = max(self.most_under_way, self.under_way)
            replies = self.routes.get(seen.path) or self.routes.get(urlsplit(seen.path).path)
            if not replies:
                return None
            return replies.pop(0) if len(replies) > 1 else replies[0]

    def end(self) -> None:
        """Note that an answer is over."""
        with self._lock:
            self.under_way -= 1


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    origin: Origin

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.stopping = threading.Event()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Readers that break off are what these tests are about."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        reply = self.server.origin.begin(Seen(self.path, headers, datetime.now(UTC)))
        try:
            parts = urlsplit(self.path)
            fault = FAULTS.get(parts.path.removeprefix("/faults/")) if parts.path.startswith("/faults/") else None
            if reply is None and fault:
                self.close_connection = True
                fault(self, {name: values[0] for name, values in parse_qs(parts.query).items()})
            else:
                self.answer(reply or Reply(b"nothing here", 404, {"Content-Type": "text/plain"}), headers)
        finally:
            self.server.origin.end()

    def answer(self, reply: Reply, asked: Mapping[str, str]) -> None:
        if reply.together:
            reply.together.wait(30)
        known = reply.is_known_to(asked)
        self.send_response(304 if known else reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.etag:
            self.send_header("ETag", reply.etag)
        if reply.last_modified:
            self.send_header("Last-Modified", reply.last_modified)
        body = b"" if known or reply.status == 304 else reply.body
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def head(self, status: int = 200, **headers: str) -> None:
        """A status line and headers, `content_type` for Content-Type, and no length."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Connection", "close")
        self.end_headers()

    def raw(self, data: bytes) -> None:
        self.wfile.write(data)
        self.wfile.flush()

    def pour(self, part: bytes, times: int | None = None) -> None:
        """Write `part` again and again, until the reader goes."""
        written = 0
        while (times is None or written < times) and not self.server.stopping.is_set():
            self.raw(part)
            written += 1

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


@pytest.fixture
def origin() -> Iterator[Origin]:
    """A running origin, fresh for one test."""
    with Origin() as running:
        yield running
