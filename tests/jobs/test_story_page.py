"""What is said of one story: who was first, who is official, who copied, what contradicts, what came later."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import update
from sqlmodel import Session

from alerts.compose import compose_due
from alerts.content import from_json
from alerts.known import Known
from db.engine import Database
from db.kinds import ClaimKind
from db.models import Article
from db.queries.mentions import NewClaim
from db.queries.sources import SourceMemory, save_source
from monitor.jobs.joining import merge_stories
from monitor.jobs.story_page import story_page
from tests.alerts.rows import subscription
from tests.databases import *  # noqa: F403
from tests.db.rows import NOON
from tests.jobs.test_joining import RELEASE, WORLD, kazakh, told


def outlet(session: Session, identity: str, **values: object) -> None:
    memory = SourceMemory(identity, f"https://{identity}.example/feed", name=identity.title())
    save_source(session, replace(memory, **values))  # type: ignore[arg-type]


def test_official_independent_and_reprints_are_counted_apart(database: Database) -> None:
    with database.writing() as session:
        outlet(session, "akimat", ownership="state", role="first")
        outlet(session, "orda", ownership="private", role="reporter")
        first = told(session, source="orda", published=NOON - timedelta(hours=2))
        told(session, source="copy", text="Дополнено. " + RELEASE, published=NOON)
        told(session, source="akimat", text="Павлодар: 3000 камер за 4,6 млрд тенге.", published=NOON)
        page = story_page(session, first.story_id)
    assert page is not None
    assert page["outlets"] == {"official": ["Akimat"], "independent": ["Orda"], "reprint": ["copy"]}
    assert (page["earliest"]["outlet"], page["first_official"]["outlet"]) == ("Orda", "Akimat")
    assert page["links"]
    assert all(link["reasons"] for link in page["links"])


def test_a_mirror_is_never_the_earliest_source(database: Database) -> None:
    with database.writing() as session:
        copy = told(session, source="copy", published=NOON - timedelta(hours=3))
        session.execute(update(Article).values(url="https://uzsushi.com/a/1"))
        told(session, source="24-kg", text=RELEASE + " Конец.", published=NOON)
        page = story_page(session, copy.story_id)
    assert page is not None
    assert page["earliest"]["source"] == "24-kg"
    assert page["outlets"]["reprint"] == ["copy"]


def test_contradicting_figures_stand_side_by_side_and_what_comes_later_is_an_update(database: Database) -> None:
    with database.writing() as session:
        first = told(session, published=NOON)
        other = (NewClaim(ClaimKind.AMOUNT, 4_600_000_000, "KZT"), NewClaim(ClaimKind.CAMERAS, 2900, "camera"))
        told(session, source="b", text="Павлодар получит 2900 камер за 4,6 млрд тенге", claims=other,
             published=NOON + timedelta(days=1))  # fmt: skip
        page = story_page(session, first.story_id)
    assert page is not None
    assert [[fact["value"] for fact in group] for group in page["conflicts"]] == [[3000, 2900]]
    assert [[fact["value"] for fact in update["facts"]] for update in page["updates"]] == [[2900]]


def test_an_unknown_story_has_no_page(database: Database) -> None:
    with database.writing() as session:
        assert story_page(session, 404) is None


def test_a_merge_of_two_stories_of_which_one_was_told_is_not_told_again(database: Database) -> None:
    morning = subscription()
    with database.writing() as session:
        one = told(session)
    assert compose_due(database, morning, NOON, Known(), forced=True) is not None
    with database.writing() as session:
        two = told(session, places=("osh",), countries=("KG",), text="Другое событие", claims=(), source="b")
        kazakh(session)
        merge_stories(session, one.story_id, two.story_id, by="Aigul", world=WORLD, now=NOON)
    made = compose_due(database, morning, NOON + timedelta(days=1), Known(), forced=True)
    assert made is None or from_json(made.content).stories == ()
