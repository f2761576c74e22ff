"""What an analyst brings: a page, a PDF, a court file, a note of a call. It becomes a mention like any other.

material → match → mention with its provenance → story        one transaction
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Final

from sqlmodel import Session

from db.kinds import ArrivedAs, TextKind
from db.queries.articles import NewArticle, add_article, add_sighting, add_text_version, add_url, known_article
from db.queries.by_hand import Provenance, note_provenance
from db.queries.chunks import known
from db.queries.mentions import set_verdict
from db.queries.stories import story_of
from monitor.dedup.address import AddressError, canonical_url, host_of
from monitor.dedup.identity import text_hash
from monitor.dedup.story import World
from monitor.jobs.joining import join_stories
from monitor.jobs.judging import new_text
from monitor.jobs.means import net
from monitor.jobs.place import Around, Finding, keep_mention
from monitor.jobs.remembering import refusal_of
from monitor.match.match import Match, Text
from monitor.settings import Settings
from monitor.sources.client import Request
from monitor.sources.source import Source
from monitor.text.article import extract_article
from monitor.text.dates import understand_date
from monitor.text.html import printable, tidy

SOURCE: Final = "by-hand"
"""The source of what no source carried."""

KINDS: Final = ("page", "pdf", "court", "call", "note")
ACCEPT: Final = "text/html, application/pdf, application/xhtml+xml, text/plain, */*;q=0.5"


class NothingToRead(Exception):
    """The page or file holds no text; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Material:
    """A text as it was brought."""

    title: str
    text: str
    kind: str
    origin: str
    url: str | None = None
    """Its canonical address on the web, where it has one."""
    published: datetime | None = None


async def fetched(settings: Settings, url: str, now: datetime) -> Material:
    """The article or the PDF at an address. Raises NothingToRead, and FetchError when it cannot be had."""
    async with net(settings) as client:
        answer = await client.get(Request(url, accept=ACCEPT))
    if why := refusal_of(answer):
        raise NothingToRead(f"{url}: {why}")
    found = of_bytes(answer.body, url, answer.headers.get("content-type"), now)
    try:
        return replace(found, url=canonical_url(answer.url))
    except AddressError as error:
        raise NothingToRead(f"{url}: {error}") from None


def from_file(path: Path, now: datetime) -> Material:
    """The text of a PDF, a saved page or a text file. Raises NothingToRead."""
    try:
        return of_bytes(path.read_bytes(), path.name, None, now)
    except OSError as error:
        raise NothingToRead(f"{path}: cannot be read ({error.strerror})") from None


def of_bytes(body: bytes, origin: str, content_type: str | None, now: datetime) -> Material:
    """The text in these bytes: a PDF, a web page, or plain text whose first line is the title. Raises NothingToRead."""
    if body.startswith(b"%PDF"):
        return _pdf(body, origin)
    start = body[:2000].lstrip().lower()
    if "html" in (content_type or "") or start.startswith((b"<!doctype html", b"<html")):
        return _page(body, origin, content_type, now)
    try:
        whole = tidy(printable(body.decode("utf-8-sig")))
    except UnicodeDecodeError:
        raise NothingToRead(f"{origin}: neither a PDF nor a page nor UTF-8 text; save it as one of these") from None
    title, _, text = whole.strip().partition("\n")
    if not title.strip():
        raise NothingToRead(f"{origin}: it is empty")
    return Material(title.strip(), text.strip(), "note", origin)


def _page(body: bytes, origin: str, content_type: str | None, now: datetime) -> Material:
    found = extract_article(body, origin, content_type=content_type)
    if found.reason:
        raise NothingToRead(f"{origin}: {found.reason}; save its text as a file and add that")
    published = understand_date(found.published, UTC, now, None).at if found.published else None
    return Material(found.title or "", found.text, "page", origin, published=published)


def _pdf(body: bytes, origin: str) -> Material:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(BytesIO(body))
        pages = [page.extract_text() for page in reader.pages]
        title = reader.metadata.title if reader.metadata else None
    except (PyPdfError, ValueError, KeyError, RecursionError) as error:
        raise NothingToRead(f"{origin}: the PDF cannot be read ({type(error).__name__}: {error})") from None
    text = tidy(printable("\n".join(pages)))
    if not text.strip():
        raise NothingToRead(f"{origin}: the PDF holds pictures of text only; run it through OCR and add the result")
    first, _, rest = text.strip().partition("\n")
    named = printable(title or "").strip()
    return Material(named or first.strip(), text if named else rest.strip(), "pdf", origin)


@dataclass(frozen=True, slots=True)
class Added:
    """What became of it."""

    mention: int
    story: int


@dataclass(frozen=True, slots=True)
class Hand:
    """Who adds it, what they say of it, and with what it is judged."""

    provenance: Provenance
    world: World
    matched_with: str
    verdict: int | None = None
    """The analyst's grade; None: the machine's stands."""


def add_by_hand(session: Session, material: Material, match: Match, hand: Hand) -> Added:
    """Store it as a mention of the source `by-hand`, judged and joined into a story like any other.

    An address that is known already keeps its article, and gets the provenance and the verdict beside it.
    """
    now = hand.provenance.added
    text = new_text(TextKind.PAGE, Text(material.title, material.text), now)
    key = f"url:{material.url}" if material.url else f"text:{SOURCE}:{text_hash(text.title + chr(10) + text.text)}"
    article_id = known_article(session, key, [material.url] if material.url else [])
    if article_id is None:
        article_id = add_article(
            session,
            NewArticle(
                key=key,
                url=material.url or material.origin,
                host=host_of(material.url) if material.url else SOURCE,
                title=material.title,
                source_id=SOURCE,
                first_seen=now,
                language=match.language,
                published=material.published,
            ),
        )
        if material.url:
            add_url(session, article_id, material.url)
    add_sighting(session, article_id, SOURCE, key, material.url or material.origin, now)
    version = add_text_version(session, article_id, text)
    note_provenance(session, article_id, hand.provenance)
    around = Around(
        Source(id=SOURCE, name="By hand", url="https://by-hand.invalid/"), now, hand.world, hand.matched_with
    )
    mention = keep_mention(session, article_id, Finding(text, version.id, match, ArrivedAs.NEWS), around)
    if hand.verdict is not None:
        set_verdict(session, mention, hand.verdict)
        join_stories(session, mention, hand.world, now)  # stories and ledger go by the analyst's grade
    return Added(mention, known(story_of(session, mention)))
