"""From the raw parts of a publication, however a kind of source found them, to an `Entry`."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from urllib.parse import urljoin, urlsplit

from monitor.sources.entry import Entry, EntryRefusal, Parsed
from monitor.text.dates import understand_date
from monitor.text.html import clean_text, one_line, printable

LONGEST_TITLE = 1_000
LONGEST_TEXT = 100_000
LONGEST_MARKUP = 1_000_000
LONGEST_URL = 2_000
LONGEST_GUID = 1_000
MOST_ENTRIES = 2_000
MOST_AUTHORS = 20
LEAD = 60
"""Characters by which a lead is recognised at the head of the full text."""
LANGUAGE = re.compile(r"^[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})*$")


@dataclass(frozen=True, slots=True)
class Raw:
    """The parts of one publication as they stood in the source."""

    link: str | None = None
    title: str = ""
    texts: tuple[str, ...] = ()
    """Markup: the short description first, then whatever says more."""
    guid: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    base: str | None = None
    """What a relative link is relative to, when the source says so."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the entries of one source have in common."""

    base: str
    zone: tzinfo
    now: datetime
    language: str | None = None
    """The source's, as the catalogue says it."""
    declared_language: str | None = None
    """The source's, as it says itself."""


@dataclass(slots=True)
class Drafts:
    """Collects entries, refusals and what had to be put up with."""

    around: Surroundings
    entries: list[Entry] = field(default_factory=list)
    refusals: list[EntryRefusal] = field(default_factory=list)
    _counted: Counter[str] = field(default_factory=Counter)

    def add(self, raws: Sequence[Raw]) -> None:
        """Make entries of `raws`, at most MOST_ENTRIES of them."""
        for raw in raws[:MOST_ENTRIES]:
            self._add_one(raw)
        if len(raws) > MOST_ENTRIES:
            self._counted[f"only the first {MOST_ENTRIES} entries of {len(raws)} were taken"] = 0

    def parsed(self, title: str | None, notes: Iterable[str] = ()) -> Parsed:
        """All that was collected."""
        seen = len(self.entries) + len(self.refusals)
        counted = [f"{words} ({times} of {seen})" if times else words for words, times in self._counted.items()]
        return Parsed(tuple(self.entries), tuple(self.refusals), one_line(title or "") or None, (*notes, *counted))

    def _add_one(self, raw: Raw) -> None:
        """One entry, or one refusal: what is wrong with it must not stop the others."""
        try:
            entry = self._entry(raw)
        except (ValueError, TypeError, LookupError, RecursionError) as error:
            self._refuse(raw, f"it cannot be read ({type(error).__name__}: {str(error)[:200]})")
            return
        if not entry.title and not entry.summary:
            self._refuse(raw, "it has neither a title nor a text")
            return
        self.entries.append(entry)

    def _entry(self, raw: Raw) -> Entry:
        around = self.around
        published = None
        if raw.published and raw.published.strip():
            published = understand_date(printable(raw.published), around.zone, around.now, around.language)
            if published.at is None:
                self._counted["the date could not be understood"] += 1
        return Entry(
            url=self._url(raw),
            title=self._cut(one_line(self._bounded(raw.title)), LONGEST_TITLE, "the title"),
            summary=self._cut(whole_text(map(self._bounded, raw.texts)), LONGEST_TEXT, "the text"),
            guid=_guid(raw.guid),
            published=published,
            authors=tuple(dict.fromkeys(filter(None, map(one_line, raw.authors[:MOST_AUTHORS])))),
            language=declared_language(around.declared_language),
        )

    def _url(self, raw: Raw) -> str | None:
        if not raw.link or not raw.link.strip():
            return None
        try:
            url = absolute(raw.link, raw.base or self.around.base)
        except ValueError:
            url = None
        if url is None:
            self._counted["the link is no address of a page"] += 1
        return url

    def _cut(self, text: str, limit: int, what: str) -> str:
        if len(text) <= limit:
            return text
        self._counted[f"{what} is longer than {limit} characters and was cut"] += 1
        return text[:limit]

    def _bounded(self, markup: str) -> str:
        """Markup short enough to be parsed."""
        return self._cut(markup, LONGEST_MARKUP, "the markup")

    def _refuse(self, raw: Raw, reason: str) -> None:
        key = next((part for part in (raw.guid, raw.link, raw.title) if part and part.strip()), "")
        self.refusals.append(EntryRefusal(printable(key).strip()[:200] or "an entry without a name", reason))


def whole_text(texts: Iterable[str]) -> str:
    """The text that says most, with the lead before it if it says something else; markup in, clean text out."""
    cleaned = [clean for clean in map(clean_text, texts) if clean]
    if not cleaned:
        return ""
    longest = max(cleaned, key=len)
    lead = cleaned[0]
    if lead is longest or lead[:LEAD].replace("\n", " ") in longest.replace("\n", " "):
        return longest
    return f"{lead}\n{longest}"


def absolute(link: str, base: str) -> str | None:
    """`link` as an absolute http(s) address without blanks; None when it is none. Raises ValueError for a bad one."""
    url = urljoin(base, "".join(printable(link).split()) if link.strip().startswith("http") else link.strip())
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or len(url) > LONGEST_URL:
        return None
    _ = parts.port  # raises ValueError
    return printable(url).replace(" ", "%20")


def declared_language(declared: str | None) -> str | None:
    """A language tag, tidied (`ru_RU` → `ru-RU`); None for what is none."""
    text = (declared or "").strip()
    return text.replace("_", "-") if LANGUAGE.match(text) else None


def _guid(raw: str | None) -> str | None:
    """The entry's own id; a very long one by its hash, since it must fit an index."""
    text = printable(raw or "").strip()
    if len(text) > LONGEST_GUID:
        return "sha256:" + hashlib.sha256(text.encode()).hexdigest()
    return text or None
