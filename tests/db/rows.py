"""Situations to ask questions of, named as what happened."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

from sqlmodel import Session

from db.kinds import ArrivedAs, ClaimKind, ClaimState, Event, TextKind
from db.queries.articles import NewArticle, NewText, add_article, add_sighting, add_text_version
from db.queries.mentions import Judgement, NewClaim, NewMention, PlacedMention, add_mention

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
_numbers = count(1)


def hours(number: float) -> timedelta:
    return timedelta(hours=number)


def article_seen(
    session: Session, *, source: str = "inform-kz", title: str = "Камеры в Алматы", **values: object
) -> int:
    number = next(_numbers)
    url = f"https://{source}.example/{number}"
    fields = {"key": f"url:{url}", "url": url, "host": f"{source}.example", "first_seen": NOON, **values}
    article_id = add_article(session, NewArticle(title=title, source_id=source, **fields))  # type: ignore[arg-type]
    add_sighting(session, article_id, source, f"guid-{number}", url, NOON)
    return article_id


def text_said(session: Session, article_id: int, text: str, **values: object) -> int:
    new = NewText(TextKind.SUMMARY, hash(text) & (2**63 - 1), NOON, "Камеры в Алматы", text, text.lower())
    return add_text_version(session, article_id, replace(new, **values)).id  # type: ignore[arg-type]


def judged(text_version_id: int, **values: object) -> Judgement:
    usual = Judgement(
        text_version_id=text_version_id,
        grade=3,
        event=Event.EXPANSION,
        matched_with="abc",
        language="ru",
        reasons=("350 more Sergek complexes in Almaty",),
        snippet="350 комплексов",
        entities=("sergek",),
        places=("almaty",),
        countries=("KZ",),
        claims=(NewClaim(ClaimKind.COMPLEXES, 350, "complex", ClaimState.PLANNED, sentence="350 комплексов"),),
    )
    return replace(usual, **values)  # type: ignore[arg-type]


def mention_found(
    session: Session,
    *,
    source: str = "inform-kz",
    title: str = "Камеры в Алматы",
    text: str = "В Алматы поставят камеры",
    seen: datetime = NOON,
    published: datetime | None = None,
    **judgement: object,
) -> PlacedMention:
    article_id = article_seen(session, source=source, title=title, first_seen=seen, published=published)
    version = text_said(session, article_id, text)
    return add_mention(session, NewMention(article_id, title, judged(version, **judgement), ArrivedAs.NEWS, seen))
