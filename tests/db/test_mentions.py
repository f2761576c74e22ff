"""Mentions: what is stored of a judgement, what a later one replaces, what filters find."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from db.engine import Database
from db.kinds import ArrivedAs, ClaimKind, ClaimState, Event
from db.queries.articles import add_sighting
from db.queries.mentions import (
    MentionFilter,
    NewClaim,
    NewMention,
    add_mention,
    count_mentions,
    find_mentions,
    mention_of,
    set_verdict,
    show_mention,
    update_mention,
)
from db.queries.stories import show_story
from tests.db.rows import NOON, hours, judged, mention_found, text_said


def found(session: Session, **wanted: object) -> list[int]:
    return [one.id for one in find_mentions(session, MentionFilter(**wanted))]  # type: ignore[arg-type]


def test_a_mention_is_read_back_whole_as_the_contract_says(database: Database) -> None:
    claim = NewClaim(
        kind=ClaimKind.AMOUNT,
        value=93_200_000_000,
        unit="KZT",
        state=ClaimState.PLANNED,
        scope="Astana",
        place="astana",
        as_of=date(2026, 10, 1),
        said_by="акимат",
        sentence="93,2 млрд",
    )
    status = NewClaim(ClaimKind.STATUS, "contract")
    with database.writing() as session:
        placed = mention_found(
            session, published=datetime(2026, 11, 23, 5, tzinfo=UTC), claims=(claim, status), places=("astana", "kz")
        )
    with database.reading() as session:
        (row,) = find_mentions(session, MentionFilter())
    assert row.as_json() == {
        "id": str(placed.id),
        "url": row.url,
        "title": "Камеры в Алматы",
        "source": "inform-kz",
        "language": "ru",
        "published": "2026-11-23T05:00:00Z",
        "first_seen": "2026-11-24T12:00:00Z",
        "grade": 3,
        "event": "expansion",
        "countries": ["KZ"],
        "places": ["astana", "kz"],
        "entities": ["sergek"],
        "reasons": ["350 more Sergek complexes in Almaty"],
        "facts": [
            {
                "kind": "amount",
                "value": 93_200_000_000,
                "unit": "KZT",
                "state": "planned",
                "scope": "Astana",
                "as_of": "2026-10-01",
                "said_by": "акимат",
                "sentence": "93,2 млрд",
            },
            {
                "kind": "status",
                "value": "contract",
                "unit": None,
                "state": None,
                "scope": None,
                "as_of": None,
                "said_by": None,
                "sentence": "",
            },
        ],
        "story": str(placed.story_id),
        "snippet": "350 комплексов",
    }


def test_every_mention_has_a_story_from_the_first_day(database: Database) -> None:
    with database.writing() as session:
        one, two = mention_found(session), mention_found(session)
        assert one.story_id != two.story_id
        whole = show_story(session, one.story_id)
    assert whole is not None
    assert [mention.id for mention in whole.mentions] == [one.id]


def test_an_article_is_one_mention(database: Database) -> None:
    with database.writing() as session:
        placed = mention_found(session)
        row = show_mention(session, placed.id)
        assert row is not None
        assert mention_of(session, row.article_id) == placed
        assert mention_of(session, 404) is None
        again = NewMention(row.article_id, "x", judged(row.text_version_id), ArrivedAs.NEWS, NOON)
        with pytest.raises(IntegrityError), session.begin_nested():
            add_mention(session, again)
        assert len(find_mentions(session, MentionFilter())) == 1


def test_a_later_judgement_replaces_grade_event_tags_and_claims_and_the_story_follows(database: Database) -> None:
    with database.writing() as session:
        placed = mention_found(session, grade=2, event=Event.OTHER)
        row = show_mention(session, placed.id)
        assert row is not None
        page = text_said(session, row.article_id, "вся страница")
        later = judged(
            page,
            event=Event.TENDER,
            entities=("sergek", "dahua"),
            places=("astana",),
            claims=(NewClaim(ClaimKind.CAMERAS, 5000, "camera"),),
        )
        update_mention(session, placed.id, later)
    with database.reading() as session:
        after, whole = show_mention(session, placed.id), show_story(session, placed.story_id)
        assert found(session, places=("almaty",)) == []
    assert after is not None
    assert whole is not None
    assert (after.grade, after.event) == (3, Event.TENDER)
    assert (after.entities, after.places) == (("sergek", "dahua"), ("astana",))
    assert [fact.value for fact in after.facts] == [5000]
    assert after.text_version_id == page
    assert (whole.story.grade, whole.story.event) == (3, Event.TENDER)


def test_the_analysts_verdict_outranks_every_machine_grade(database: Database) -> None:
    with database.writing() as session:
        raised, lowered = mention_found(session, grade=1), mention_found(session, grade=3)
        set_verdict(session, raised.id, 3)
        set_verdict(session, lowered.id, 0)
        row = show_mention(session, lowered.id)
        assert row is not None
        update_mention(session, lowered.id, judged(row.text_version_id, grade=3))
        assert found(session, grade=2) == [raised.id]
        assert [one.grade for one in find_mentions(session, MentionFilter(grade=0))] == [0, 3]
        whole = show_story(session, lowered.story_id)
        assert whole is not None
        assert whole.story.grade == 0
        set_verdict(session, lowered.id, None)
        assert found(session, grade=3) == [lowered.id, raised.id]


def test_filters_combine(database: Database) -> None:
    with database.writing() as session:
        almaty = mention_found(session)
        osh = mention_found(
            session, countries=("KG",), places=("osh",), entities=("kg-safe-city",), language="ky", event=Event.LAUNCH,
            source="kg-24", seen=NOON + hours(1),
        )  # fmt: skip
        passing = mention_found(session, grade=1, seen=NOON + hours(2), countries=("KZ", "KG"))
        row = show_mention(session, almaty.id)
        assert row is not None
        add_sighting(session, row.article_id, "zakon-kz", "g", row.url, NOON)
    with database.reading() as session:
        assert found(session) == [passing.id, osh.id, almaty.id]
        assert found(session, grade=2) == [osh.id, almaty.id]
        assert found(session, countries=("KG",)) == [passing.id, osh.id]
        assert found(session, countries=("KZ", "KG"), grade=2) == [osh.id, almaty.id]
        assert found(session, countries=("KG",), places=("almaty",)) == [passing.id]
        assert found(session, entities=("kg-safe-city",), events=(Event.LAUNCH,), languages=("ky",)) == [osh.id]
        assert found(session, sources=("zakon-kz",)) == [almaty.id]
        assert found(session, since=NOON + hours(1), until=NOON + hours(2)) == [osh.id]
        assert found(session, limit=2) == [passing.id, osh.id]
        assert count_mentions(session, MentionFilter(countries=("KG",), limit=1)) == 2


def test_since_and_until_go_by_the_day_of_publication_where_it_is_known(database: Database) -> None:
    with database.writing() as session:
        old = mention_found(session, published=NOON - hours(900))
        fresh = mention_found(session)
        assert found(session, since=NOON - hours(1)) == [fresh.id]
        assert found(session, until=NOON - hours(1)) == [old.id]


def test_a_search_finds_all_words_in_any_text_of_the_article(database: Database) -> None:
    with database.writing() as session:
        one = mention_found(session, text="СЕРГЕК камералары 100% орнатылды")
        two = mention_found(session, text="camera_x")
        row = show_mention(session, two.id)
        assert row is not None
        text_said(session, row.article_id, "Сергек кайтты")
        assert found(session, search="сергек") == [two.id, one.id]
        assert found(session, search="камера сергек") == [one.id]
        assert found(session, search="100%") == [one.id]
        assert found(session, search="%") == [one.id]
        assert found(session, search="camera_") == [two.id]
        assert found(session, search="cameraXx") == []


PLANS = {
    "a key": ("SELECT id FROM article WHERE key = 'x'", "key"),
    "an address": ("SELECT article_id FROM article_url WHERE url IN ('x', 'y')", "article_url_1|pk_article_url"),
    "a guid": ("SELECT article_id FROM sighting WHERE source_id = 'a' AND guid = 'b'", "ix_sighting_guid"),
    "a text": ("SELECT article_id FROM text_version WHERE hash = 5", "ix_text_version_hash"),
    "wanted pages": (
        "SELECT id FROM article WHERE text_wanted IS NOT NULL AND text_due <= '2026-11-24' ORDER BY text_due",
        "ix_article_wanted",
    ),
    "a tag": ("SELECT mention_id FROM mention_tag WHERE kind = 'place' AND value IN ('a')", "ix_mention_tag_value"),
    "a story's mentions": ("SELECT id FROM mention WHERE story_id = 5", "ix_mention_story_id"),
    "a mention's claims": ("SELECT id FROM claim WHERE mention_id = 5", "ix_claim_mention_id"),
    "versions of a text": ("SELECT id FROM text_version WHERE article_id = 5", "article_id"),
}


@pytest.mark.parametrize("question", PLANS)
def test_what_is_asked_for_every_entry_goes_by_an_index(database: Database, question: str) -> None:
    asked, index = PLANS[question]
    with database.reading() as session:
        connection = session.connection()
        if not database.is_sqlite:
            connection.execute(text("SET LOCAL enable_seqscan = off"))  # a test's tables are small enough to read whole
        explain = "EXPLAIN QUERY PLAN " if database.is_sqlite else "EXPLAIN "
        plan = " ".join(str(row) for row in connection.execute(text(explain + asked)))
    assert any(name in plan for name in index.split("|")), plan
    assert "SCAN " not in plan.replace("Index Scan", "").replace("Index Only Scan", "").replace("Bitmap Heap Scan", "")


def test_claims_of_the_same_kind_are_never_merged(database: Database) -> None:
    counts = tuple(NewClaim(ClaimKind.CAMERAS, number, "camera") for number in (400, 400, 1200))
    with database.writing() as session:
        placed = mention_found(session, claims=counts)
        row = show_mention(session, placed.id)
    assert row is not None
    assert [fact.value for fact in row.facts] == [400, 400, 1200]
    assert replace(row.facts[0]) == row.facts[1]
