"""Receivers on loopback (port 0) that misbehave on purpose: a stand-in for Slack that enforces its documented limits
and rate, and a plain webhook receiver. Each request takes the next of `faults`.

Import the fixtures: `from tests.receivers import receiver, slack`.
"""

import json
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest

FAULTS = ("429", "500", "500-after-accept", "503", "404", "drop", "drop-after-accept", "hang-after-accept")


@dataclass(frozen=True)
class Posted:
    """One request that was taken."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        data: dict[str, Any] = json.loads(self.body)
        return data


@dataclass
class Receiver:
    """What came, and what will go wrong."""

    posted: list[Posted] = field(default_factory=list)
    faults: deque[str] = field(default_factory=deque)
    refused: list[str] = field(default_factory=list)
    """Why requests broke the rules."""
    port: int = 0
    limited: bool = False
    """Whether one message a second is enforced."""
    last: float = 0.0
    history: list[dict[str, Any]] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)
    """Ids of webhooks that were taken, and whose yes was not given."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def broken_rules(message: dict[str, Any]) -> list[str]:
    """What Slack would not take (https://docs.slack.dev/reference/block-kit/blocks)."""
    wrong = []
    blocks = message.get("blocks") or []
    if len(blocks) > 50:
        wrong.append(f"{len(blocks)} blocks")
    total = 0
    for block in blocks:
        text = (block.get("text") or {}).get("text", "")
        parts = [element.get("text", "") for element in block.get("elements", ())]
        total += len(text) + sum(map(len, parts))
        if block["type"] == "section" and not 1 <= len(text) <= 3000:
            wrong.append(f"section of {len(text)} characters")
        if block["type"] == "header" and (not 1 <= len(text) <= 150 or block["text"]["type"] != "plain_text"):
            wrong.append(f"header of {len(text)} characters")
        if block["type"] == "context" and (not 1 <= len(parts) <= 10 or not all(parts)):
            wrong.append("context elements")
    if total > 13_000:
        wrong.append("msg_blocks_too_long")
    if not message.get("text"):
        wrong.append("no text")
    return wrong


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    receiver: Receiver

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        self.answer(200, "ok")

    def do_POST(self) -> None:
        length = int(self.headers.get("content-length") or 0)
        body = self.rfile.read(length)
        if len(body) < length:  # whoever sent it was killed on the way: no server takes half a request
            return self.drop()
        taken = Posted(self.path, {key.lower(): value for key, value in self.headers.items()}, body)
        receiver = self.receiver
        with receiver.lock:
            fault = receiver.faults.popleft() if receiver.faults else ""
            posts = self.path.startswith(("/services", "/api/chat"))  # reading has a limit of its own
            too_fast = receiver.limited and posts and time.monotonic() - receiver.last < 1.0
        if fault == "429" or too_fast:
            return self.answer(429, "ratelimited", {"retry-after": "1"})
        if fault in ("500", "503", "404"):
            return self.answer(int(fault), "trouble")
        if fault == "drop":
            return self.drop()
        if posts:
            with receiver.lock:
                receiver.last = time.monotonic()
        return self.take(taken, fault)

    def take(self, taken: Posted, fault: str) -> None:
        receiver = self.receiver
        if taken.path.startswith("/api/"):
            return self.web_api(taken, fault)
        if taken.path.startswith("/services"):
            wrong = broken_rules(taken.json)
            if wrong:
                receiver.refused += wrong
                return self.answer(400, "invalid_blocks")
        receiver.posted.append(taken)
        if "accept" in fault:
            receiver.hidden.add(taken.headers.get("webhook-id", ""))
        return self.after_accept(fault) or self.answer(200, "ok")

    def web_api(self, taken: Posted, fault: str) -> None:
        receiver = self.receiver
        if taken.headers.get("authorization") != "Bearer xoxb-test":
            return self.say(ok=False, error="invalid_auth")
        if taken.path == "/api/conversations.history":
            found = [one for one in receiver.history if one["channel"] == parse_qs(taken.body.decode())["channel"][0]]
            return self.say(ok=True, messages=found)
        message = taken.json
        wrong = broken_rules(message)
        if wrong:
            receiver.refused += wrong
            return self.say(ok=False, error="invalid_blocks")
        stamp = f"17000000{len(receiver.history):02}.000100"
        receiver.history.append({**message, "ts": stamp})
        receiver.posted.append(taken)
        return self.after_accept(fault) or self.say(ok=True, channel="C" + message["channel"].strip("#"), ts=stamp)

    def after_accept(self, fault: str) -> bool:
        if fault == "500-after-accept":
            self.answer(500, "trouble")
        elif fault == "drop-after-accept":
            self.drop()
        elif fault == "hang-after-accept":
            time.sleep(3)
            self.drop()
        return bool(fault)

    def say(self, **data: Any) -> None:
        self.answer(200, json.dumps(data), {"content-type": "application/json"})

    def answer(self, status: int, text: str, headers: dict[str, str] | None = None) -> None:
        body = text.encode()
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def drop(self) -> None:
        self.close_connection = True
        self.connection.close()


@contextmanager
def running_receiver(*, limited: bool = False) -> Iterator[Receiver]:
    """A running receiver; `limited`: it takes one message a second, as Slack does."""
    found = Receiver(limited=limited)
    handler = type("Handler", (_Handler,), {"receiver": found})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    found.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with running_receiver() as found:
        yield found


@pytest.fixture
def slack() -> Iterator[Receiver]:
    with running_receiver(limited=True) as found:
        yield found
