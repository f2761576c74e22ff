"""What a source says about one publication, before anybody has judged it."""

from dataclasses import dataclass

from monitor.text.dates import Precision, Published

__all__ = ["Entry", "EntryRefusal", "Parsed", "Precision", "Published"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One publication as a source tells it. Text is clean (no markup), in its own case and script."""

    url: str | None
    """Absolute address, as the source wrote it; canonicalising is monitor/dedup's."""
    title: str
    summary: str
    """Clean text, paragraphs separated by newlines."""
    guid: str | None = None
    published: Published | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    """What the feed declares of itself, if anything."""


@dataclass(frozen=True, slots=True)
class EntryRefusal:
    """An entry that could not be read, and why; `key` is what it can be recognised by."""

    key: str
    reason: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """What one body held."""

    entries: tuple[Entry, ...]
    refusals: tuple[EntryRefusal, ...] = ()
    title: str | None = None
    """The source's own name for itself."""
    notes: tuple[str, ...] = ()
    """What had to be put up with (declared charset wrong, broken XML), in words."""
