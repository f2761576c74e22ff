"""What a source needs of HTTP. `monitor.fetch` fits this by its shape; sources know nothing of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Request:
    """One GET. Validators are sent when given."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    user_agent: str | None = None
    """None: the setting's."""
    proxy: str | None = None
    accept: str = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.8"
    max_bytes: int | None = None
    """Of the inflated body; None: the client's default."""


class Answer(Protocol):
    """What the server said at last, after redirects. Any status: judging it is the caller's.

    A protocol, because `monitor.fetch` and `monitor.sources` do not import each other: `monitor.fetch.http.Fetched`
    has this shape.
    """

    @property
    def url(self) -> str:
        """The address that answered."""
        ...

    @property
    def status(self) -> int:
        """The HTTP status."""
        ...

    @property
    def headers(self) -> Mapping[str, str]:
        """Names in lower case."""
        ...

    @property
    def body(self) -> bytes:
        """Inflated; empty for a 304."""
        ...

    @property
    def moved_to(self) -> str | None:
        """Where an unbroken chain of permanent redirects (301, 308) from the asked address leads; else None."""
        ...

    @property
    def fetched_at(self) -> datetime:
        """Aware, UTC."""
        ...


class Client(Protocol):
    """Polite, guarded HTTP. Raises an error of its own family when no answer came (each has `.reason` for people)."""

    async def get(self, request: Request) -> Answer:
        """Fetch one address."""
        ...
