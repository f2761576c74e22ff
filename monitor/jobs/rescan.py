"""Judge stored articles anew: to see what a changed watch list would add and drop, or to apply it to history."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlmodel import Session

from db.engine import Database
from db.kinds import TextKind
from db.queries.articles import NewText, latest_text, want_text
from db.queries.history import JudgedArticle, articles_since
from monitor.dedup.story import World
from monitor.jobs.by_hand import SOURCE as BY_HAND
from monitor.jobs.judging import known_words
from monitor.jobs.place import Around, Finding, arrives_as, keep_mention, source_of
from monitor.match.match import Match, Text
from monitor.match.matcher import Matcher
from monitor.sources.catalogue import Catalogue
from monitor.sources.source import FullText
from monitor.text.fold import fold

NO_MENTION: Final = 0


class Effect(StrEnum):
    """What judging anew does to an article."""

    ADDED = "added"
    """It was no mention and becomes one."""
    DROPPED = "dropped"
    """It was a mention and is none any more."""
    CHANGED = "changed"
    """It stays a mention, with another grade or other watched names."""


@dataclass(frozen=True, slots=True)
class Change:
    """One article that is judged otherwise than before."""

    effect: Effect
    article: int
    title: str
    url: str
    source: str
    published: datetime | None
    before: int
    after: int
    """The grades; 0: no mention."""
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    """Watched names that are found now and were not, and the other way round."""
    reason: str
    """Why it is judged so, in a sentence; empty where nothing is found any more."""


@dataclass(frozen=True, slots=True)
class Rescanned:
    """What a look through the stored articles came to."""

    articles: int
    changes: tuple[Change, ...]

    def count(self, effect: Effect) -> int:
        """How many changes of one kind."""
        return sum(change.effect is effect for change in self.changes)


@dataclass(frozen=True, slots=True)
class _Verdict:
    """An article with what is said of it now."""

    article: JudgedArticle
    text: Text
    match: Match


def preview(
    database: Database, catalogue: Catalogue, matcher: Matcher, since: datetime | None, *, instead_of: Matcher | None
) -> Rescanned:
    """What `matcher` would change, without changing it. Raises DatabaseError.

    It is compared with `instead_of`, judging the same texts, or (None) with the judgements that are stored.
    """
    changes, articles = [], 0
    for verdict in _judged(database, catalogue, matcher, since):
        articles += 1
        if instead_of is None:
            change = _change(verdict, verdict.article.grade, verdict.article.entities)
        else:
            before = instead_of.match(verdict.text)
            change = _change(verdict, before.grade, before.entities)
        if change:
            changes.append(change)
    return Rescanned(articles, tuple(changes))


def rescan(
    database: Database, catalogue: Catalogue, matcher: Matcher, world: World, since: datetime | None, now: datetime
) -> Rescanned:
    """Judge stored articles anew and keep what comes of it, each in a transaction of its own. Raises DatabaseError.

    An analyst's verdict stays above the machine's. A mention found so arrives as backlog when it was published more
    than 30 days ago. Nothing is fetched; pages that the new judgement asks for are read by the next poll.
    """
    sources = {source.id: source for source in catalogue.sources}
    changes, articles = [], 0
    for verdict in _judged(database, catalogue, matcher, since):
        articles += 1
        article = verdict.article
        change = _change(verdict, article.grade, article.entities)
        if change:
            changes.append(change)
        if change or (article.grade is not None and article.matched_with != matcher.hash):
            source = source_of(sources.get(article.source_id), article.source_id, article.url)
            with database.writing() as session:
                _keep(session, verdict, Around(source, now, world, matcher.hash))
    return Rescanned(articles, tuple(changes))


def _judged(database: Database, catalogue: Catalogue, matcher: Matcher, since: datetime | None) -> Iterator[_Verdict]:
    sources = {source.id: source for source in catalogue.sources}
    after = 0
    while True:
        with database.reading() as session:
            batch = articles_since(session, since, after)
        if not batch:
            return
        after = batch[-1].id
        for article in batch:
            if article.source_id != BY_HAND:  # an analyst put it there and said what it is
                stored = article.text
                text = known_words(article, stored.title, stored.text, sources.get(article.source_id))
                yield _Verdict(article, text, matcher.match(text))


def _change(verdict: _Verdict, grade: int | None, entities: tuple[str, ...]) -> Change | None:
    article, match = verdict.article, verdict.match
    before = grade or NO_MENTION
    gained = tuple(one for one in match.entities if one not in entities)
    lost = tuple(one for one in entities if one not in match.entities)
    if not (before or match.grade) or (before == match.grade and not gained and not lost):
        return None
    effect = Effect.CHANGED if before and match.grade else Effect.ADDED if match.grade else Effect.DROPPED
    return Change(
        effect,
        article.id,
        article.text.title,
        article.url,
        article.source_id,
        article.published,
        before,
        match.grade,
        gained,
        lost,
        match.reasons[0] if match.reasons else "",
    )


def _keep(session: Session, verdict: _Verdict, around: Around) -> None:
    article, match = verdict.article, verdict.match
    stored = article.text
    last = latest_text(session, article.id)
    if last is not None and last.id != stored.id:
        return  # its page was read since: that judgement rests on more than this one
    text = NewText(
        stored.kind, stored.hash, stored.fetched_at, stored.title, stored.text, fold(verdict.text.whole).text
    )
    arrived_as = arrives_as(article.published, around.now, first_look=True)
    keep_mention(session, article.id, Finding(text, stored.id, match, arrived_as), around)
    unread = article.grade is None and stored.kind is TextKind.SUMMARY
    if unread and match.text_wanted and around.source.full_text is not FullText.NEVER:
        want_text(session, article.id, match.text_wanted, around.now)
