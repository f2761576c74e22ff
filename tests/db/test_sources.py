"""What one poll leaves to the next; what was refused."""

from dataclasses import replace
from datetime import timedelta

from db.engine import Database
from db.queries.refusals import LONGEST_KEY, add_refusal, find_refusals
from db.queries.sources import (
    SourceMemory,
    forget_source,
    save_source,
    source_health,
    source_memories,
    source_memory,
    usual_gap,
)
from tests.db.rows import NOON, article_seen, hours, mention_found

ONE = SourceMemory(
    "inform-kz",
    "https://inform.kz/rss",
    name="Kazinform",
    role="first",
    etag='W/"1"',
    body_hash=2**62,
    failures=2,
    retry_after=NOON,
    notes=("declared utf-8, is windows-1251",),
)


def test_what_is_saved_is_remembered(database: Database) -> None:
    with database.writing() as session:
        assert source_memory(session, "inform-kz") is None
        save_source(session, ONE)
    with database.writing() as session:
        assert source_memory(session, "inform-kz") == ONE
        later = replace(ONE, failures=0, etag=None, notes=())
        save_source(session, later)
    with database.reading() as session:
        assert source_memories(session) == {"inform-kz": later}


def test_a_forgotten_source_keeps_its_articles(database: Database) -> None:
    with database.writing() as session:
        save_source(session, ONE)
        mention_found(session)
        assert forget_source(session, "inform-kz")
        assert not forget_source(session, "inform-kz")
        assert source_memories(session) == {}


def test_health_counts_what_a_source_brought(database: Database) -> None:
    with database.writing() as session:
        save_source(session, ONE)
        save_source(session, replace(ONE, source_id="silent"))
        article_seen(session)
        mention_found(session)
        mention_found(session, grade=0)
        add_refusal(session, "inform-kz", "g", "no title", NOON)
    with database.reading() as session:
        busy, silent = source_health(session, since=NOON)
        assert (busy.articles, busy.articles_lately, busy.mentions, busy.refusals) == (3, 3, 1, 1)
        assert (silent.articles, silent.mentions) == (0, 0)
        assert source_health(session, since=NOON + hours(1), only=["inform-kz"])[0].articles_lately == 0
        assert source_health(session, since=NOON, only=[]) == []


def test_a_sources_own_rhythm_shows_in_what_it_brought(database: Database) -> None:
    with database.writing() as session:
        assert usual_gap(session, "inform-kz") is None
        for number in range(4):
            article_seen(session, published=NOON - hours(2 * number))
        assert usual_gap(session, "inform-kz") == timedelta(hours=2)


def test_the_same_refusal_is_kept_once_with_its_latest_date(database: Database) -> None:
    with database.writing() as session:
        assert add_refusal(session, "a", "entry\0" + "ә" * 9999, "no address", NOON)
        assert not add_refusal(session, "a", "entry\0" + "ә" * 9999, "no address", NOON + hours(1))
        assert add_refusal(session, "a", "other", "no address", NOON)
        assert add_refusal(session, "b", "other", "no address", NOON)
    with database.reading() as session:
        latest, *_ = find_refusals(session, source_id="a")
        assert (latest.first_seen, latest.last_seen) == (NOON, NOON + hours(1))
        assert len(latest.entry_key) == LONGEST_KEY
        assert len(find_refusals(session)) == 3
        assert len(find_refusals(session, since=NOON + hours(1))) == 1
        assert len(find_refusals(session, limit=2)) == 2
