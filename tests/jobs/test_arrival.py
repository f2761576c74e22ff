"""Real articles through the database in any order: the same stories, with and without an analyst's word."""

import json
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

from sqlmodel import Session

from db.engine import Database
from db.kinds import ArrivedAs, ClaimKind, Event, Relation
from db.queries.mentions import MentionFilter, NewClaim, NewMention, add_mention
from db.queries.stories import find_stories
from db.queries.story_links import Link, pin_link
from monitor.dedup.story import World
from monitor.jobs.joining import join_stories
from tests.databases import *  # noqa: F403
from tests.db.rows import NOON, article_seen, judged, text_said

CORPUS = Path(__file__).parent.parent / "corpus" / "tune" / "stories.jsonl"
CITIES = {"almaty", "kostanay"}
WORLD = World(frozenset({"video-surveillance", "facial-recognition", "traffic-enforcement", "command-centre"}))
ORDERS = 3
Stories = frozenset[frozenset[str]]


def articles() -> list[dict[str, Any]]:
    rows = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if CITIES & set(row["places"]) and row["style"] != "digest"]


def arrive(session: Session, row: dict[str, Any], day: datetime) -> int:
    published = datetime.fromisoformat(row["published"]).replace(tzinfo=UTC)
    key = f"url:https://example.org/{row['id']}"
    article = article_seen(session, title=row["title"], key=key, published=published, first_seen=day, url=key[4:])
    version = text_said(session, article, row["text"], title=row["title"])
    facts = [one for one in row["facts"] if one["kind"] != "status"]
    said = judged(
        version,
        grade=row["grade"],
        event=Event(row["event"]),
        language=row["lang"],
        entities=tuple(row["entities"]),
        places=tuple(row["places"]),
        claims=tuple(NewClaim(ClaimKind(one["kind"]), one["value"], one["unit"]) for one in facts),
    )
    return add_mention(session, NewMention(article, row["title"], said, ArrivedAs.NEWS, day)).id


def stories_in_order(
    database: Database, rows: list[dict[str, Any]], pins: dict[tuple[str, str], Relation] | None = None
) -> Stories:
    ids: dict[str, int] = {}
    with database.writing() as session:
        for number, row in enumerate(rows):
            ids[row["id"]] = arrive(session, row, NOON + timedelta(minutes=number))
            for pair, relation in (pins or {}).items():
                if row["id"] in pair and set(pair) <= ids.keys():
                    one, other = sorted(ids[key] for key in pair)
                    pin_link(session, Link(one, other, relation, pinned=True, by="Aigul"), NOON)
            join_stories(session, ids[row["id"]], WORLD, NOON)
        names = {mention: key for key, mention in ids.items()}
        found = find_stories(session, MentionFilter())
        together = frozenset(frozenset(names[one] for one in story.mentions) for story in found)
        for story in found:  # leave the database as it was: the next order starts afresh
            assert story.mentions
        session.rollback()
        return together


def orders(rows: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    return [rows, rows[::-1], Random(3).sample(rows, len(rows))][:ORDERS]


def test_any_order_of_arrival_gives_the_labelled_stories(database: Database) -> None:
    rows = articles()
    found = {stories_in_order(database, order) for order in orders(rows)}
    assert len(found) == 1
    (stories,) = found
    labels = {row["id"]: row["story"] for row in rows}
    for story in stories:
        assert len({labels[key] for key in story}) == 1, f"two events in one story: {sorted(story)}"
    joined = sum(labels[a] == labels[b] for story in stories for a, b in combinations(sorted(story), 2))
    wanted = sum(labels[a] == labels[b] for a, b in combinations(sorted(labels), 2))
    assert joined >= 0.8 * wanted


def test_an_analysts_word_holds_in_any_order(database: Database) -> None:
    rows = articles()
    parks = [row["id"] for row in rows if row["story"] == "kostanay-36-2026-01"]
    tripods = [row["id"] for row in rows if row["story"] == "kostanay-tripods-2026-01"]
    pins = {(parks[0], tripods[0]): Relation.REPORT, (parks[0], parks[1]): Relation.APART}
    found = {stories_in_order(database, order, pins) for order in orders(rows)}
    assert len(found) == 1
    (stories,) = found
    assert any({parks[0], tripods[0]} <= story for story in stories)
    assert not any({parks[0], parks[1]} <= story for story in stories)
