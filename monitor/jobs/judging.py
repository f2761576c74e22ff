"""From the bytes of a source to judged entries, and from a page to its judged text. Pure: no net, no database."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Protocol

from db.kinds import Event, TextKind
from db.queries.articles import NewText
from db.queries.mentions import Judgement, NewClaim
from monitor.dedup.identity import Identity, identify, siblings, text_hash
from monitor.match.match import EvidenceKind, Match, Text
from monitor.match.matcher import Matcher
from monitor.match.promise import lead_of
from monitor.sources.entry import Entry, EntryRefusal
from monitor.sources.kinds import kind
from monitor.sources.source import Source
from monitor.text.article import extract_article
from monitor.text.dates import Published, understand_date
from monitor.text.fold import fold

LONGEST_SNIPPET = 300
TITLE_FROM_TEXT = 120
"""Characters of the text that stand for a title where there is none."""
_SENTENCE_END = re.compile(r"[.!?…](?=\s)|\n")


class Known(Protocol):
    """What is asked of a stored article; the views of `db.queries` fit."""

    @property
    def language(self) -> str | None: ...  # noqa: D102
    @property
    def published(self) -> datetime | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Judged:
    """One entry: by what it is known, and what the watch list says of it."""

    entry: Entry
    identity: Identity
    text: NewText
    match: Match


@dataclass(frozen=True, slots=True)
class Told:
    """All that one body of a source told."""

    judged: tuple[Judged, ...]
    refusals: tuple[EntryRefusal, ...]
    notes: tuple[str, ...]
    title: str | None = None
    """The source's own name for itself."""

    @property
    def newest(self) -> datetime | None:
        """The latest date of an entry."""
        dates = [one.entry.published.at for one in self.judged if one.entry.published and one.entry.published.at]
        return max(dates, default=None)


@dataclass(frozen=True, slots=True)
class JudgedPage:
    """The article on a page. Where `reason` is set there is none, and it says why."""

    text: NewText | None
    match: Match | None
    published: Published | None = None
    canonical_url: str | None = None
    reason: str | None = None


def judge_body(
    body: bytes, headers: Mapping[str, str], url: str, source: Source, matcher: Matcher, now: datetime
) -> Told:
    """Parse what a source answered and judge each entry. Raises SourceError when it is not what the kind reads."""
    parsed = kind(source.kind).parse(body, content_type=headers.get("content-type"), url=url, source=source, now=now)
    among = siblings(parsed.entries)
    judged, refusals = [], list(parsed.refusals)
    for entry in parsed.entries:
        try:
            judged.append(_judged(entry, identify(entry, source.id, among), source, matcher, now))
        except Exception as error:  # noqa: BLE001  (whatever one entry does to us, the others come through)
            name = entry.guid or entry.url or entry.title
            refusals.append(EntryRefusal(name, f"it cannot be judged ({type(error).__name__}: {error})"))
    return Told(tuple(judged), tuple(refusals), parsed.notes, parsed.title)


def _judged(entry: Entry, identity: Identity, source: Source, matcher: Matcher, now: datetime) -> Judged:
    title = entry.title or entry.summary[:TITLE_FROM_TEXT].partition("\n")[0]
    published = entry.published.at if entry.published else None
    words = Text(title, entry.summary, source.country, source.language or entry.language, published)
    return Judged(entry, identity, new_text(TextKind.SUMMARY, words, now), matcher.match(words))


def judge_page(
    body: bytes, headers: Mapping[str, str], url: str, known: Text, matcher: Matcher, now: datetime
) -> JudgedPage:
    """Extract the article from a page and judge all of it. `known`: what its source said of it."""
    found = extract_article(body, url, content_type=headers.get("content-type"))
    if found.reason:
        return JudgedPage(None, None, canonical_url=found.canonical_url, reason=found.reason)
    if not is_about_the_same(known, f"{found.title or ''}\n{found.text}"):
        return JudgedPage(None, None, reason="the page shows something else than the article that its source told of")
    words = replace(known, title=known.title or found.title or "", text=found.text)
    published = None
    if found.published:
        published = understand_date(found.published, UTC, now, known.source_language)
    match = matcher.match(words)
    if match.grade == 0:  # a long text without a watched word is not read as a whole; its beginning may tell of it
        match = replace(matcher.match(lead_of(words)), text_wanted=None)
    return JudgedPage(new_text(TextKind.PAGE, words, now), match, published, found.canonical_url)


def is_about_the_same(known: Text, page: str) -> bool:
    """Whether a page can be the article that a source told of: a third of its title's longer words stand there.

    A page of a wall, an apology or the newest stories must not be taken for what the article says.
    """
    words = {word[:5] for word in re.findall(r"\w{5,}", fold(known.title).text)}
    there = fold(page).text
    return len(words) < 3 or sum(word in there for word in words) * 3 >= len(words)


def known_words(article: Known, title: str, text: str, source: Source | None) -> Text:
    """A stored text to be judged again, with what is known of its article and, if it is still there, its source."""
    return Text(
        title,
        text,
        source.country if source else None,
        (source.language if source else None) or article.language,
        article.published,
    )


def new_text(kind_of_text: TextKind, words: Text, now: datetime) -> NewText:
    """A text as it is kept."""
    return NewText(
        kind=kind_of_text,
        hash=text_hash(words.whole),
        fetched_at=now,
        title=words.title,
        text=words.text,
        folded=fold(words.whole).text,
    )


def judgement_of(match: Match, text: NewText, version_id: int, matched_with: str) -> Judgement:
    """A Match as it is stored with the text version that it judges."""
    return Judgement(
        text_version_id=version_id,
        grade=match.grade,
        event=match.event or Event.OTHER,
        matched_with=matched_with,
        language=match.language,
        reasons=match.reasons,
        evidence=tuple(one.as_json() for one in match.evidence),
        snippet=snippet(f"{text.title}\n{text.text}", match),
        entities=match.entities,
        places=match.places,
        countries=match.countries,
        claims=tuple(
            NewClaim(
                one.kind, one.value, one.unit, one.state, one.scope, one.place, one.as_of, one.said_by, one.sentence
            )
            for one in match.claims
        ),
        roles=tuple((one.kind, one.entity) for one in match.roles),
    )


def snippet(whole: str, match: Match) -> str:
    """The sentence that says most of what matters: watched names first, then weight; the title only where no other."""
    telling = [one for one in match.evidence if one.end > one.start and one.kind is not EvidenceKind.AGAINST]
    if not telling:
        return ""
    bounds = [0, *(found.end() for found in _SENTENCE_END.finditer(whole)), len(whole)]
    scores: dict[int, tuple[int, float]] = {}
    for one in telling:
        place = bisect_right(bounds, one.start) - 1
        names, weight = scores.get(place, (0, 0.0))
        scores[place] = (names + (one.kind is EvidenceKind.ENTITY), weight + max(one.weight, 0))
    best = max(scores, key=lambda place: (place > 0, bool(scores[place][0]), scores[place][1], -place))
    start, stop = bounds[best], bounds[best + 1]
    if stop - start > LONGEST_SNIPPET:
        first = min(one.start for one in telling if bisect_right(bounds, one.start) - 1 == best)
        start = max(start, first - LONGEST_SNIPPET // 3)
        stop = min(stop, start + LONGEST_SNIPPET)
    return " ".join(whole[start:stop].split())
