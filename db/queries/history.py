"""Stored articles with their texts and the judgement in force, for judging them anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from db.kinds import TagKind, TextKind
from db.models import Article, Mention, MentionTag, TextVersion
from db.queries.articles import TextView
from db.queries.chunks import known

BATCH = 400
"""Articles looked at in one go: enough to be fast, few enough to hold in memory."""


@dataclass(frozen=True, slots=True)
class JudgedArticle:
    """An article, what it said last, and what the watch list said of that."""

    id: int
    source_id: str
    url: str
    language: str | None
    published: datetime | None
    first_seen: datetime
    text: TextView
    grade: int | None
    """The machine's; None where it is no mention."""
    entities: tuple[str, ...] = ()
    matched_with: str | None = None


def articles_since(session: Session, since: datetime | None, after: int = 0) -> list[JudgedArticle]:
    """Which articles published (or, without a date, first seen) since then come next behind the id `after`?

    A batch, by id; empty at the end. Of an article's texts its page outranks its summary, as in `latest_text`.
    """
    with_text = select(TextVersion.article_id)
    asked = select(Article).where(col(Article.id) > after, col(Article.id).in_(with_text))
    if since is not None:
        asked = asked.where(func.coalesce(Article.published, Article.first_seen) >= since)
    rows = list(session.exec(asked.order_by(col(Article.id)).limit(BATCH)))
    ids = [known(row.id) for row in rows]
    texts, judged = _texts(session, ids), _judged(session, ids)
    return [_judged_article(row, texts[known(row.id)], judged.get(known(row.id))) for row in rows]


def _judged_article(row: Article, text: TextVersion, judged: tuple[int, str, tuple[str, ...]] | None) -> JudgedArticle:
    grade, matched_with, entities = judged or (None, None, ())
    return JudgedArticle(
        known(row.id),
        row.source_id,
        row.url,
        row.language,
        row.published,
        row.first_seen,
        TextView(known(text.id), text.article_id, text.kind, text.hash, text.fetched_at, text.title, text.text),
        grade,
        entities,
        matched_with,
    )


def _texts(session: Session, ids: Sequence[int]) -> dict[int, TextVersion]:
    asked = select(TextVersion).where(col(TextVersion.article_id).in_(ids)).order_by(col(TextVersion.id))
    found: dict[int, TextVersion] = {}
    for row in session.exec(asked):
        before = found.get(row.article_id)
        if before is None or _rank(row) >= _rank(before):
            found[row.article_id] = row
    return found


def _rank(row: TextVersion) -> tuple[bool, datetime]:
    return row.kind == TextKind.PAGE, row.fetched_at


def _judged(session: Session, ids: Sequence[int]) -> dict[int, tuple[int, str, tuple[str, ...]]]:
    mentions = session.exec(
        select(Mention.id, Mention.article_id, Mention.grade, Mention.matched_with).where(
            col(Mention.article_id).in_(ids)
        )
    ).all()
    tags: dict[int, list[str]] = {}
    asked = select(MentionTag.mention_id, MentionTag.value).where(
        MentionTag.kind == TagKind.ENTITY, col(MentionTag.mention_id).in_([row[0] for row in mentions])
    )
    for mention_id, value in session.exec(asked.order_by(col(MentionTag.rank))):
        tags.setdefault(mention_id, []).append(value)
    return {
        article: (grade, matched_with, tuple(tags.get(known(mention), ())))
        for mention, article, grade, matched_with in mentions
    }
