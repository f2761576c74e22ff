"""The feeds and pages of the demo, served on loopback."""

import html
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from threading import Thread
from types import TracebackType
from typing import Any, Self

from monitor.yamlfile import parse_yaml


@dataclass(frozen=True)
class Page:
    """One answer of the demo's server."""

    status: int
    content_type: str
    body: bytes


def demo_feeds() -> list[dict[str, Any]]:
    """The bundled feeds, as written in demo_feeds.yaml."""
    text = files("monitor.jobs").joinpath("demo_feeds.yaml").read_text(encoding="utf-8")
    feeds: list[dict[str, Any]] = parse_yaml(text, "demo_feeds.yaml").data["feeds"]
    return feeds


def pages(feeds: list[dict[str, Any]], base: str, now: datetime) -> dict[str, Page]:
    """Every path the server knows, with its answer. Pure."""
    entries = {f"{feed['id']}/{entry['slug']}": entry for feed in feeds for entry in feed["entries"] if "slug" in entry}
    answers = {f"/{path}": _article(entry) for path, entry in entries.items()}
    for feed in feeds:
        told = [_resolved(feed, entry, entries, base, now) for entry in feed["entries"]]
        answers[f"/{feed['id']}/feed"] = _feed(feed, told)
    return answers


def _resolved(
    feed: Mapping[str, Any], entry: Mapping[str, Any], entries: Mapping[str, Any], base: str, now: datetime
) -> dict[str, Any]:
    path = entry.get("same_as") or f"{feed['id']}/{entry['slug']}"
    original = entries[path]
    return {
        "url": f"{base}/{path}{entry.get('tracking', '')}",
        "title": original["title"],
        "summary": original["summary"],
        "at": now - timedelta(hours=original["hours_ago"]),
    }


def _article(entry: Mapping[str, Any]) -> Page:
    paragraphs = str(entry.get("page") or entry["summary"]).split("\n\n")
    body = "".join(f"<p>{html.escape(part.strip())}</p>" for part in paragraphs)
    title = html.escape(entry["title"])
    head = f"<head><meta charset=utf-8><title>{title}</title></head>"
    page = f"<!doctype html><html>{head}<body><article><h1>{title}</h1>{body}</article></body></html>"
    return Page(200, "text/html; charset=utf-8", page.encode())


def _feed(feed: Mapping[str, Any], told: list[dict[str, Any]]) -> Page:
    if feed.get("fault") == "gone":
        return Page(404, "text/plain", b"not here")
    if feed["kind"] == "json":
        items = [
            {
                "id": one["url"],
                "url": one["url"],
                "title": one["title"],
                "content_text": one["summary"],
                "date_published": one["at"].isoformat(),
            }
            for one in told
        ]
        document = {"version": "https://jsonfeed.org/version/1.1", "title": feed["name"], "items": items}
        return Page(200, "application/feed+json", json.dumps(document, ensure_ascii=False).encode())
    text = _atom(feed, told) if feed["kind"] == "atom" else _rss(feed, told)
    if feed.get("fault") == "cut":
        text = text[: text.rindex("</description>") - 4]
    charset = feed.get("charset", "utf-8")
    kind = "atom" if feed["kind"] == "atom" else "rss"
    return Page(
        200,
        f"application/{kind}+xml; charset={charset}",
        f'<?xml version="1.0" encoding="{charset}"?>{text}'.encode(charset, "xmlcharrefreplace"),
    )


def _rss(feed: Mapping[str, Any], told: list[dict[str, Any]]) -> str:
    items = "".join(
        f"<item><title>{html.escape(one['title'])}</title><link>{html.escape(one['url'])}</link>"
        f"<guid>{html.escape(one['url'])}</guid>"
        f"<pubDate>{format_datetime(one['at'])}</pubDate><description>{html.escape(one['summary'])}</description></item>"
        for one in told
    )
    return f'<rss version="2.0"><channel><title>{html.escape(feed["name"])}</title>{items}</channel></rss>'


def _atom(feed: Mapping[str, Any], told: list[dict[str, Any]]) -> str:
    items = "".join(
        f'<entry><title>{html.escape(one["title"])}</title><link href="{html.escape(one["url"])}"/>'
        f"<id>{html.escape(one['url'])}</id>"
        f"<updated>{one['at'].isoformat()}</updated><summary>{html.escape(one['summary'])}</summary></entry>"
        for one in told
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{html.escape(feed["name"])}</title>{items}</feed>'


class DemoServer:
    """Serves the bundled feeds at `base` while its `with` block lasts."""

    def __init__(self, now: datetime | None = None) -> None:
        self.feeds = demo_feeds()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self.base = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._server.pages = pages(self.feeds, self.base, now or datetime.now(UTC))  # type: ignore[attr-defined]
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        known: dict[str, Page] = self.server.pages  # type: ignore[attr-defined]
        page = known.get(self.path.partition("?")[0].partition("#")[0]) or Page(404, "text/plain", b"not here")
        self.send_response(page.status)
        self.send_header("Content-Type", page.content_type)
        self.send_header("Content-Length", str(len(page.body)))
        self.end_headers()
        self.wfile.write(page.body)

    def log_message(self, format: str, *args: Any) -> None:
        """Silence: the demo's log is the monitor's."""
