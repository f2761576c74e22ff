"""Every story once: mentions join as they come, on both engines."""

import subprocess
import sys
from datetime import timedelta
from itertools import permutations

import pytest
from sqlmodel import Session

from db.engine import Database
from db.kinds import ClaimKind, Event, Relation
from db.queries.mentions import MentionFilter, NewClaim, PlacedMention, set_verdict, update_mention
from db.queries.stories import find_stories, resolve_story, show_story
from db.queries.story_links import links_of
from monitor.dedup.story import World
from monitor.jobs.joining import StoryError, join_stories, merge_stories, split_story
from tests.databases import *  # noqa: F403
from tests.db.rows import NOON, judged, mention_found

WORLD = World(frozenset({"video-surveillance", "safe-city"}))
RELEASE = (
    "Акимат города сообщил, что до конца года на улицах Павлодара установят три тысячи новых камер видеонаблюдения. "
    "Проект рассчитан на три года, его стоимость составит 4,6 миллиарда тенге. Первые сто комплексов начнут работать "
    "уже четырнадцатого ноября, остальные подключат к центру оперативного управления полиции следующей весной."
)


def told(session: Session, **values: object) -> PlacedMention:
    usual: dict[str, object] = {
        "text": RELEASE,
        "published": NOON,
        "places": ("pavlodar",),
        "entities": ("mergen", "video-surveillance"),
        "claims": (NewClaim(ClaimKind.AMOUNT, 4_600_000_000, "KZT"), NewClaim(ClaimKind.CAMERAS, 3000, "camera")),
    }
    placed = mention_found(session, **{**usual, **values})  # type: ignore[arg-type]
    joined = join_stories(session, placed.id, WORLD, NOON)
    return PlacedMention(placed.id, joined.story_id)


def kazakh(session: Session) -> PlacedMention:
    return told(
        session,
        source="inform-kk",
        text="Павлодарда 3000 камера орнатылады, жобаның құны 4,6 миллиард теңге.",
        language="kk",
        published=NOON + timedelta(hours=5),
    )


def stories(session: Session) -> list[set[int]]:
    return sorted((set(story.mentions) for story in find_stories(session, MentionFilter())), key=min)


def test_a_reprint_and_a_translation_join_the_story_and_say_why(database: Database) -> None:
    with database.writing() as session:
        first = told(session)
        reprint = told(session, source="copy-kz", text="Копия. " + RELEASE, title="Город под прицелом")
        other = kazakh(session)
        assert stories(session) == [{first.id, reprint.id, other.id}]
        by_pair = {(link.one_id, link.other_id): link for link in links_of(session, [first.id])}
        assert by_pair[first.id, reprint.id].relation is Relation.REPRINT
        assert by_pair[first.id, other.id].relation is Relation.REPORT
        assert any("4,600,000,000 KZT" in reason for reason in by_pair[first.id, other.id].reasons)
        assert reprint.story_id == other.story_id == first.story_id


def test_two_tenders_of_one_city_in_one_week_stay_two_even_when_a_third_text_is_like_both(database: Database) -> None:
    with database.writing() as session:
        one = told(session, claims=(NewClaim(ClaimKind.AMOUNT, 582_000_000, "KZT"),), text="Тендер на кладбища")
        two = told(session, claims=(NewClaim(ClaimKind.AMOUNT, 911_000_000, "KZT"),), text="Тендер на школы")
        both = (NewClaim(ClaimKind.AMOUNT, 582_000_000, "KZT"), NewClaim(ClaimKind.AMOUNT, 911_000_000, "KZT"))
        told(session, claims=both, text="Два тендера объявили в городе")
        together = stories(session)
    assert not any({one.id, two.id} <= story for story in together)
    assert len(together) == 2


def test_the_same_figures_a_year_later_are_another_story(database: Database) -> None:
    with database.writing() as session:
        told(session)
        told(session, published=NOON + timedelta(days=365), seen=NOON + timedelta(days=365))
        assert len(stories(session)) == 2


def test_any_order_of_arrival_gives_the_same_stories(database: Database) -> None:
    texts = [
        {"source": "a", "text": RELEASE},
        {"source": "b", "text": RELEASE[:160], "claims": ()},
        {"source": "c", "text": "Мерген в Павлодаре", "claims": (NewClaim(ClaimKind.AMOUNT, 911_000_000, "KZT"),)},
        {"source": "d", "text": "3000 камер за 4,6 млрд и ещё тендер на 911 млн", "claims": (
            NewClaim(ClaimKind.AMOUNT, 4_600_000_000, "KZT"), NewClaim(ClaimKind.AMOUNT, 911_000_000, "KZT"))},
    ]  # fmt: skip
    seen = set()
    for number, order in enumerate(permutations(texts)):
        day = NOON + timedelta(days=100 * number)
        with database.writing() as session:
            names = {told(session, published=day, seen=day, **one).id: one["source"] for one in order}
            mine = [story for story in stories(session) if story <= set(names)]
            seen.add(frozenset(frozenset(str(names[one]) for one in story) for story in mine))
    assert len(seen) == 1


def test_a_judgement_after_the_page_was_read_moves_the_mention(database: Database) -> None:
    with database.writing() as session:
        first = told(session)
        short = told(session, source="b", text="Камеры", places=("almaty",), entities=("sergek",), claims=())
        assert len(stories(session)) == 2
        whole = show_story(session, short.story_id)
        assert whole is not None
        version = whole.mentions[0].text_version_id
        claims = (NewClaim(ClaimKind.AMOUNT, 4_600_000_000, "KZT"),)
        update_mention(session, short.id, judged(version, places=("pavlodar",), entities=("mergen",), claims=claims))
        join_stories(session, short.id, WORLD, NOON)
        assert stories(session) == [{first.id, short.id}]
        assert resolve_story(session, short.story_id) == first.story_id
        update_mention(session, short.id, judged(version, places=("osh",), countries=("KG",), claims=()))
        join_stories(session, short.id, WORLD, NOON)
        assert stories(session) == [{first.id}, {short.id}]


def test_a_merge_keeps_the_older_id_and_the_machine_never_undoes_it(database: Database) -> None:
    with database.writing() as session:
        one = told(session)
        two = told(session, places=("osh",), countries=("KG",), text="Другое", claims=())
        assert merge_stories(session, two.story_id, one.story_id, by="Aigul", world=WORLD, now=NOON) == one.story_id
        assert resolve_story(session, two.story_id) == one.story_id
        join_stories(session, two.id, WORLD, NOON)
        kazakh(session)
        assert len(stories(session)) == 1


def test_a_split_stays_split_and_a_later_merge_takes_it_back(database: Database) -> None:
    with database.writing() as session:
        one, two, three = told(session), told(session, source="b"), kazakh(session)
        apart = split_story(session, one.story_id, two.id, by="Aigul", world=WORLD, now=NOON)
        assert stories(session) == [{one.id, three.id}, {two.id}]
        join_stories(session, two.id, WORLD, NOON)
        fourth = told(session, source="d")
        assert {one.id, three.id} <= next(story for story in stories(session) if one.id in story)
        assert not any({one.id, two.id} <= story for story in stories(session))
        merge_stories(session, one.story_id, apart, by="Aigul", world=WORLD, now=NOON)
        assert stories(session) == [{one.id, two.id, three.id, fourth.id}]


def test_what_cannot_be_merged_or_split_is_said(database: Database) -> None:
    with database.writing() as session:
        one = told(session)
        with pytest.raises(StoryError, match="404"):
            merge_stories(session, one.story_id, 404, by="Aigul", world=WORLD, now=NOON)
        with pytest.raises(StoryError, match="beside others"):
            split_story(session, one.story_id, one.id, by="Aigul", world=WORLD, now=NOON)


def test_one_misgraded_reprint_lifts_nothing(database: Database) -> None:
    with database.writing() as session:
        first = told(session, grade=2, event=Event.POLICY)
        told(session, source="b", grade=3, event=Event.CONTRACT, claims=())
        whole = show_story(session, first.story_id)
        assert whole is not None
        assert (whole.story.grade, whole.story.event) == (2, Event.POLICY)
        set_verdict(session, whole.mentions[1].id, 3)
        whole = show_story(session, first.story_id)
        assert whole is not None
        assert whole.story.grade == 3


TOGETHER = """
import sys
from datetime import UTC, datetime
from db.engine import open_database
from monitor.dedup.telling import words_of
from tests.jobs.test_joining import RELEASE, told
words_of("", RELEASE)
with open_database(sys.argv[1]) as database:
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(8):
        with database.writing() as session:
            told(session, source=sys.argv[2], published=datetime(2020 + number, 1, 1, tzinfo=UTC))
"""


def test_two_workers_bringing_the_same_text_at_once_make_one_story(database: Database, database_url: str) -> None:
    started = [
        subprocess.Popen(
            [sys.executable, "-c", TOGETHER, database_url, source],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for source in ("a-kz", "b-kz")
    ]  # fmt: skip
    for one in started:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in started:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    for one in started:
        _, said = one.communicate(timeout=60)
        assert one.returncode == 0, said
    with database.reading() as session:
        assert [len(story) for story in stories(session)] == [2] * 8
