"""Stories about one system at one place become a deployment; what is new is said as what it is."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import Session

from db.engine import Database
from db.kinds import ClaimKind, ClaimState, Event, EvidenceOf, RoleKind
from db.queries.deployment_records import (
    NewLedgerClaim,
    Statement,
    add_claim,
    confirm_deployment,
    correct_claim,
)
from db.queries.deployments import (
    Coverage,
    DeploymentView,
    LedgerClaim,
    LedgerRole,
    deployments_of_story,
    find_deployments,
    show_deployment,
)
from db.queries.mentions import NewClaim, PlacedMention, update_mention
from db.queries.stories import show_story
from monitor.jobs.baseline import baseline, load_baseline
from monitor.jobs.joining import join_stories, merge_stories, split_story
from monitor.jobs.novelty import Surroundings, names_of, novelty, novelty_lines
from monitor.jobs.world import world_of
from monitor.match.terms import gazetteer
from monitor.match.watchlist import load_watchlist
from tests.databases import *  # noqa: F403
from tests.db.rows import NOON, judged, mention_found

WATCHLIST = load_watchlist()
WORLD = world_of(WATCHLIST)
NAMES = names_of(WATCHLIST)
STANDING = NewClaim(ClaimKind.CAMERAS, 70_000, "camera", ClaimState.STANDING, sentence="В городе 70 тысяч камер")


def told(session: Session, **values: object) -> PlacedMention:
    usual: dict[str, object] = {
        "text": "Новая система",
        "published": NOON,
        "places": ("taldykorgan",),
        "entities": ("sergek", "hikvision", "video-surveillance"),
        "claims": (NewClaim(ClaimKind.CAMERAS, 300, "camera", ClaimState.PLANNED, sentence="300 камер"),),
    }
    placed = mention_found(session, **{**usual, **values})  # type: ignore[arg-type]
    return PlacedMention(placed.id, join_stories(session, placed.id, WORLD, NOON).story_id)


def lines(session: Session, story_id: int) -> tuple[str, ...]:
    return novelty_lines(session, [story_id], WORLD, NAMES).get(story_id, ())


class TestTheBaseline:
    def test_every_id_in_it_is_watched_or_a_place_and_every_row_has_a_public_source(self) -> None:
        watched, places = {entry.id for entry in WATCHLIST}, {place["id"] for place in gazetteer()}
        statements, _ = baseline()
        assert len(statements) > 100
        for one in statements:
            assert one.subject in watched
            assert one.place is None or one.place in places
            assert one.reference.startswith(("http://", "https://"))

    def test_reports_on_one_system_at_one_place_are_one_deployment_with_a_timeline(self, database: Database) -> None:
        with database.writing() as session:
            assert load_baseline(session, NOON)
            almaty = show_deployment(session, "almaty-sergek")
        assert almaty is not None
        assert [one.value for one in almaty.held(ClaimKind.COMPLEXES, ClaimState.STANDING)] == [1341, 1641, 1641]
        days = [one.as_of for one in almaty.claims if one.as_of]
        assert days == sorted(days)
        assert "korkem-telecom" in almaty.entities(RoleKind.INTEGRATOR)

    def test_loading_it_again_changes_nothing_and_an_analysts_word_outlives_a_new_version(
        self, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with database.writing() as session:
            load_baseline(session, NOON)
            before = find_deployments(session)
            assert not load_baseline(session, NOON)
            assert find_deployments(session) == before
            wrong = show_deployment(session, "temirtau-video-surveillance")
            assert wrong is not None
            claim = wrong.held(ClaimKind.CAMERAS, ClaimState.PLANNED)[0]
            correct_claim(session, claim.id, NewLedgerClaim(ClaimKind.CAMERAS, 450), by="Aigul", now=NOON)
            fewer = tuple(one for one in baseline()[0] if one.place != "temirtau")
            monkeypatch.setattr("monitor.jobs.baseline.baseline", lambda: (fewer, "another version"))
            assert load_baseline(session, NOON)
            left = show_deployment(session, "temirtau-video-surveillance")
        assert left is not None
        assert [one.value for one in left.held(ClaimKind.CAMERAS)] == [450]
        assert len(before) == len({one.deployment_id for one in baseline()[0]})


class TestTheLedgerFollowsItsStories:
    def test_a_story_brings_its_system_into_the_ledger_with_roles_and_figures(self, database: Database) -> None:
        with database.writing() as session:
            placed = told(session)
            (found,) = deployments_of_story(session, placed.story_id)
        assert found.id == "taldykorgan-sergek"
        assert found.entities(RoleKind.MAKER) == ("hikvision",)
        assert [(one.value, one.state) for one in found.held(ClaimKind.CAMERAS)] == [(300, ClaimState.PLANNED)]
        assert found.status == "expanding"
        assert found.as_json()["planned"] == {"cameras": 300}

    def test_the_texts_own_word_on_a_part_comes_before_the_usual_one(self, database: Database) -> None:
        with database.writing() as session:
            named = ("sergek", "hikvision", "sunwin", "kazakhtelecom", "sergek-group")
            said = (
                (RoleKind.INTEGRATOR, "sunwin"),
                (RoleKind.OPERATOR, "kazakhtelecom"),
                (RoleKind.CUSTOMER, "Акимат Талдыкоргана"),
            )
            placed = told(session, entities=named, roles=said)
            (found,) = deployments_of_story(session, placed.story_id)
            whole = show_story(session, placed.story_id)
        assert found.entities(RoleKind.MAKER) == ("hikvision",)
        assert set(found.entities(RoleKind.INTEGRATOR)) == {"sunwin", "sergek-group"}
        assert found.entities(RoleKind.OPERATOR) == ("kazakhtelecom",)
        assert found.entities(RoleKind.CUSTOMER) == ("Акимат Талдыкоргана",)
        assert whole is not None
        assert whole.as_json()["roles"] == {
            "integrator": ["sunwin"],
            "operator": ["kazakhtelecom"],
            "customer": ["Акимат Талдыкоргана"],
        }

    def test_planned_and_standing_stand_beside_each_other_over_the_years(self, database: Database) -> None:
        with database.writing() as session:
            told(session, published=NOON - timedelta(days=400), text="Поставят")
            built = NewClaim(ClaimKind.CAMERAS, 280, "camera", ClaimState.STANDING)
            told(session, text="Поставили", claims=(built,), event=Event.LAUNCH, source="b")
            found = show_deployment(session, "taldykorgan-sergek")
        assert found is not None
        assert len(found.stories) == 2
        said = [one for one in found.claims if one.kind is ClaimKind.CAMERAS]
        assert [(one.value, one.state) for one in said] == [(300, ClaimState.PLANNED), (280, ClaimState.STANDING)]

    def test_a_text_judged_anew_takes_back_what_it_said(self, database: Database) -> None:
        with database.writing() as session:
            placed = told(session)
            whole = show_story(session, placed.story_id)
            assert whole is not None
            version = whole.mentions[0].text_version_id
            update_mention(session, placed.id, judged(version, grade=1, places=(), entities=(), claims=()))
            join_stories(session, placed.id, WORLD, NOON)
            assert show_deployment(session, "taldykorgan-sergek") is None

    def test_a_confirmed_deployment_and_a_corrected_figure_stay(self, database: Database) -> None:
        with database.writing() as session:
            placed = told(session)
            assert confirm_deployment(session, "taldykorgan-sergek", "Aigul")
            (found,) = deployments_of_story(session, placed.story_id)
            (claim,) = found.held(ClaimKind.CAMERAS)
            better = NewLedgerClaim(ClaimKind.CAMERAS, 30, "camera", ClaimState.PLANNED, note="a slip of the wire")
            assert correct_claim(session, claim.id, better, by="Aigul", now=NOON) is not None
            join_stories(session, placed.id, WORLD, NOON)
            after = show_deployment(session, "taldykorgan-sergek")
        assert after is not None
        assert [one.value for one in after.held(ClaimKind.CAMERAS)] == [30]
        assert len([one for one in after.claims if one.kind is ClaimKind.CAMERAS]) == 2
        assert after.confirmed_by == "Aigul"

    def test_merged_stories_speak_with_one_voice_and_a_split_gives_each_its_own(self, database: Database) -> None:
        with database.writing() as session:
            one = told(session)
            two = told(session, text="Другое", published=NOON - timedelta(days=60), source="b")
            merged = merge_stories(session, one.story_id, two.story_id, by="Aigul", world=WORLD, now=NOON)
            found = show_deployment(session, "taldykorgan-sergek")
            assert found is not None
            assert found.stories == (merged,)
            apart = split_story(session, merged, two.id, by="Aigul", world=WORLD, now=NOON)
            found = show_deployment(session, "taldykorgan-sergek")
            assert found is not None
            assert found.stories == tuple(sorted((merged, apart)))

    def test_coverage_adds_to_what_is_there_and_founds_nothing(self, database: Database) -> None:
        with database.writing() as session:
            told(session, grade=2, event=Event.POLICY)
            assert show_deployment(session, "taldykorgan-sergek") is None
            told(session, grade=2, places=("almaty",), claims=(STANDING,), event=Event.STATISTICS)
            almaty = show_deployment(session, "almaty-sergek")
        assert almaty is not None
        assert len(almaty.stories) == 1

    @pytest.mark.parametrize("places", [("almaty", "pavlodar"), ("taraz", "osh", "oral")])
    def test_a_list_of_places_is_no_deployment_at_one_of_them(
        self, database: Database, places: tuple[str, ...]
    ) -> None:
        with database.writing() as session:
            placed = told(session, places=places)
            assert deployments_of_story(session, placed.story_id) == []


class TestWhatIsNew:
    def test_what_the_ledger_does_not_hold_is_not_called_first(self, database: Database) -> None:
        with database.writing() as session:
            placed = told(session)
            assert lines(session, placed.story_id) == (
                "not in our ledger; no other story on Taldykorgan yet, so that says little",
            )
            told(session, published=NOON - timedelta(days=2000), text="Старое", entities=("video-surveillance",))
            said = lines(session, placed.story_id)[0]
        assert said.startswith("not in our ledger; 1 story on Taldykorgan since 2021; known there: ")
        assert "first" not in said

    def test_a_higher_count_is_compared_with_every_standing_count_we_know(self, database: Database) -> None:
        with database.writing() as session:
            placed = told(session, places=("almaty",), entities=("almaty-unified-video",), claims=(STANDING,))
            (said,) = lines(session, placed.story_id)
        assert said == "70,000 cameras: higher than any standing count we know for Almaty (65,000, 2026)"

    def test_a_disputed_operator_is_said(self, database: Database) -> None:
        with database.writing() as session:
            placed = told(session, places=("astana",), entities=("presight",), claims=())
            assert "operator disputed" in lines(session, placed.story_id)

    def test_what_was_taken_down_and_works_again_is_said(self, database: Database) -> None:
        with database.writing() as session:
            placed = told(session, places=("kostanay",), entities=("sergek",), claims=(), event=Event.LAUNCH)
            assert "our ledger has it as dismantled since 2025" in lines(session, placed.story_id)

    def test_nothing_new_is_said_where_nothing_is(self, database: Database) -> None:
        with database.writing() as session:
            known = NewClaim(ClaimKind.COMPLEXES, 1641, "complex", ClaimState.STANDING)
            placed = told(session, places=("almaty",), entities=("sergek",), claims=(known,))
            assert lines(session, placed.story_id) == ()

    def test_an_analysts_count_counts(self, database: Database) -> None:
        with database.writing() as session:
            load_baseline(session, NOON)
            count = NewLedgerClaim(ClaimKind.CAMERAS, 80_000, "camera", ClaimState.STANDING)
            assert add_claim(session, "almaty-unified-video", count, by="Aigul", now=NOON) == add_claim(
                session, "almaty-unified-video", count, by="Aigul", now=NOON
            )
            placed = told(session, places=("almaty",), entities=("almaty-unified-video",), claims=(STANDING,))
            assert lines(session, placed.story_id) == ()


def view(roles: Iterable[LedgerRole]) -> DeploymentView:
    claim = LedgerClaim(1, ClaimKind.STATUS, "contract", None, None, NOON.date(), EvidenceOf.STORY, "1", "", None, None)
    return DeploymentView("astana-x", "x", "KZ", "astana", None, "", tuple(roles), (claim,))


def test_a_consortium_is_not_a_replacement() -> None:
    told = Statement("x", "KZ", "astana", "9", ())
    one = LedgerRole(RoleKind.OPERATOR, "presight", EvidenceOf.STORY, "1")
    both = [one, replace(one, reference="2"), replace(one, entity="sergek-group", reference="2")]
    other = [one, replace(one, entity="sergek-group", reference="2")]
    assert novelty(told, Surroundings(view(both), (), Coverage(4, 2020)), str) == ()
    assert novelty(told, Surroundings(view(other), (), Coverage(4, 2020)), str) == ("operator disputed",)
