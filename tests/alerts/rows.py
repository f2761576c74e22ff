"""Situations in the database, named as what happened."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

from sqlmodel import Session

from alerts.check import check_subscriptions
from alerts.subscriptions import Subscription, Subscriptions
from db.kinds import ArrivedAs, ClaimKind, ClaimState, Event, TagKind, TextKind
from db.models import Article, Claim, Mention, MentionTag, Sighting, Story, TextVersion
from monitor.yamlfile import parse_yaml

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
_numbers = count(1)


@dataclass(frozen=True)
class Said:
    """One publication to be stored."""

    title: str = "350 new complexes in Almaty"
    source: str = "inform-kz"
    seen: datetime = NOON - timedelta(hours=2)
    published: datetime | None = None
    grade: int = 3
    event: Event = Event.EXPANSION
    language: str = "ru"
    countries: tuple[str, ...] = ("KZ",)
    places: tuple[str, ...] = ("almaty",)
    entities: tuple[str, ...] = ("sergek",)
    cameras: int | None = 350
    state: ClaimState = ClaimState.PLANNED
    text: str | None = None
    arrived: ArrivedAs = ArrivedAs.NEWS


def story(session: Session, *said: Said) -> int:
    """A story of these publications (one, if none is given); gives its id."""
    mentions = said or (Said(),)
    first = min(one.seen for one in mentions)
    row = Story(
        headline=mentions[0].title, grade=max(one.grade for one in mentions), event=mentions[0].event,
        first_seen=first, last_seen=max(one.seen for one in mentions),
    )  # fmt: skip
    session.add(row)
    session.flush()
    assert row.id is not None
    for one in mentions:
        mention(session, row.id, one)
    return row.id


def mention(session: Session, story_id: int, said: Said) -> int:
    """One more publication of a story; gives the mention's id."""
    number = next(_numbers)
    url = f"https://{said.source}.example/{number}"
    article = Article(
        key=f"url:{url}", url=url, host=f"{said.source}.example", title=said.title, source_id=said.source,
        language=said.language, published=said.published, first_seen=said.seen,
    )  # fmt: skip
    session.add(article)
    session.flush()
    assert article.id is not None
    session.add(Sighting(article_id=article.id, source_id=said.source, guid=url, url=url, first_seen=said.seen))
    version = text(session, article.id, said.text or f"{said.title} {number}", said.seen)
    row = Mention(
        article_id=article.id, story_id=story_id, text_version_id=version, grade=said.grade, event=said.event,
        language=said.language, reasons=["Sergek (system) in the title"], matched_with="x", arrived_as=said.arrived,
        first_seen=said.seen,
    )  # fmt: skip
    session.add(row)
    session.flush()
    assert row.id is not None
    tags = ((TagKind.COUNTRY, said.countries), (TagKind.PLACE, said.places), (TagKind.ENTITY, said.entities))
    for kind, values in tags:
        for rank, value in enumerate(values):
            session.add(MentionTag(mention_id=row.id, kind=kind, value=value, rank=rank))
    if said.cameras is not None:
        claim(session, row.id, version, said.cameras, said.state)
    session.flush()
    return row.id


def text(session: Session, article_id: int, words: str, when: datetime) -> int:
    """One more version of an article's text."""
    row = TextVersion(
        article_id=article_id, kind=TextKind.PAGE, hash=hash(words) & (2**63 - 1), fetched_at=when, title=words[:40],
        text=words, folded=words.lower(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    assert row.id is not None
    return row.id


def claim(
    session: Session, mention_id: int, version: int, cameras: int, state: ClaimState = ClaimState.PLANNED
) -> None:
    """A count of cameras that a text gives."""
    session.add(
        Claim(
            mention_id=mention_id, text_version_id=version, kind=ClaimKind.CAMERAS, number=cameras, unit="camera",
            state=state, said_by="the akimat", sentence=f"There will be {cameras} cameras.",
        )
    )  # fmt: skip


def subscriptions(text_of_file: str, environment: dict[str, str] | None = None) -> Subscriptions:
    """The subscriptions that a file gives; every mistake in it fails the test."""
    found, problems = check_subscriptions(parse_yaml(text_of_file, "subscriptions.yaml"), environment or {})
    assert not [str(problem) for problem in problems if problem.fatal]
    return found


def subscription(more: str = "", channels: str = "[{kind: file, path: out/}]") -> Subscription:
    """One subscription with the usual values and `more` lines of YAML."""
    lines = ["subscriptions:", "  - id: morning", "    name: Morning digest", '    schedule: "0 8 * * *"']
    lines += [f"    {line}" for line in more.splitlines() if line.strip()] + [f"    channels: {channels}"]
    return subscriptions("\n".join(lines)).subscriptions[0]
