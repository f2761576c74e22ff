"""Stories: what they say together."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from db.engine import Database
from db.kinds import ClaimKind, Event
from db.queries.mentions import MentionFilter, NewClaim
from db.queries.stories import count_stories, find_stories, resolve_story, show_story
from db.story_summary import Member, summarise
from tests.db.rows import NOON, hours, mention_found

members = st.builds(
    Member,
    mention_id=st.integers(1, 50),
    title=st.sampled_from(["a", "б", "ң"]),
    grade=st.integers(0, 3),
    event=st.sampled_from(Event),
    first_seen=st.integers(0, 9).map(lambda number: NOON + hours(number)),
    published=st.none() | st.integers(-9, 0).map(lambda number: NOON + hours(number)),
    role=st.sampled_from([None, "first", "reporter", "reprinter"]),
    claims=st.integers(0, 3),
)


@given(st.lists(members, min_size=1, max_size=4, unique_by=lambda one: one.mention_id))
def test_a_story_says_the_same_whatever_came_first(told: list[Member]) -> None:
    assert len({summarise(order) for order in permutations(told)}) == 1


def test_the_headline_is_the_best_sources_and_dates_span_all() -> None:
    reprint = Member(1, "Перепечатка", 3, Event.OTHER, NOON, role="reprinter", claims=4)
    official = Member(2, "Заявление", 3, Event.TENDER, NOON + hours(2), role="first")
    passing = Member(3, "Мимоходом", 1, Event.POLICY, NOON + hours(5), role="first")
    summary = summarise([reprint, official, passing])
    assert (summary.headline, summary.grade, summary.event) == ("Заявление", 3, Event.TENDER)
    assert (summary.first_seen, summary.last_seen) == (NOON, NOON + hours(5))


def test_a_story_is_found_by_its_mentions_and_shown_with_them(database: Database) -> None:
    with database.writing() as session:
        older = mention_found(session, claims=(NewClaim(ClaimKind.CAMERAS, 40, "camera"),), title="Старое")
        newer = mention_found(session, seen=NOON + hours(1), places=("osh",), countries=("KG",), grade=2)
        mention_found(session, grade=0)
    with database.reading() as session:
        assert [story.id for story in find_stories(session, MentionFilter())] == [newer.story_id, older.story_id]
        assert [story.id for story in find_stories(session, MentionFilter(limit=1))] == [newer.story_id]
        assert [story.id for story in find_stories(session, MentionFilter(countries=("KZ",)))] == [older.story_id]
        assert count_stories(session) == 2
        whole = show_story(session, older.story_id)
        assert show_story(session, 404) is None
        assert resolve_story(session, 404) is None
    assert whole is not None
    row = whole.as_json()
    assert row["headline"] == "Старое"
    assert (row["countries"], row["places"], row["entities"]) == (["KZ"], ["almaty"], ["sergek"])
    assert [fact["value"] for fact in row["facts"]] == [40]
    assert (row["languages"], row["sources"]) == (["ru"], ["inform-kz"])
    assert [mention["id"] for mention in row["mentions"]] == [str(older.id)]
    assert whole.story.as_json()["mentions"] == [str(older.id)]
