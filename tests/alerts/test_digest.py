"""The pure rules of a digest: who comes first, what stands side by side, what each publication is."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.content import Named, Standing, Trouble
from alerts.coverage import SourceFacts, coverage_of
from alerts.digest import Floors, Found, Window, compose
from alerts.filters import Filters
from alerts.known import Known, Outlet
from alerts.line import Brief, story_line
from db.kinds import ArrivedAs, ClaimKind, ClaimState, Event, ItemKind
from db.queries.digest_stories import DigestClaim, DigestMention, DigestStory
from tests.alerts.rows import NOON

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
FLOORS = Floors(NOON - 30 * DAY)
WINDOW = Window(NOON - DAY, NOON)
BRIEF = Brief("morning", "Morning digest")


def mention(number: int = 1, **values: object) -> DigestMention:
    usual = DigestMention(
        id=number, story_id=1, article_id=number, text_version_id=number, text_hash=number,
        url=f"https://source-{number}.example/", title=f"Title {number}", source_id=f"source-{number}",
        sources=(f"source-{number}",), language="ru", published=NOON + (number - 10) * HOUR, first_seen=NOON - HOUR,
        removed=False, grade=3, event=Event.TENDER, arrived_as=ArrivedAs.NEWS, reasons=("Sergek in the title",),
        snippet="", countries=("KZ",), places=("almaty",), entities=("sergek",),
    )  # fmt: skip
    return replace(usual, **values)  # type: ignore[arg-type]


def cameras(number: int, state: ClaimState | None = ClaimState.PLANNED, **more: object) -> DigestClaim:
    usual = DigestClaim(ClaimKind.CAMERAS, number, "camera", state, None, None, None, None, f"{number} cameras.")
    return replace(usual, **more)  # type: ignore[arg-type]


def story(number: int, *mentions: DigestMention, **values: object) -> DigestStory:
    found = mentions or (mention(number),)
    usual = DigestStory(number, f"Story {number}", found[0].grade, found[0].event, NOON - HOUR, NOON, found)
    return replace(usual, **values)  # type: ignore[arg-type]


def order(*stories: DigestStory, brief: Brief = BRIEF, known: Known | None = None) -> list[int]:
    composed = compose(brief, Found(fresh=stories), FLOORS, known or Known(), WINDOW)
    return [line.story_id for line in composed.content.stories]


class TestOrder:
    def test_what_the_reader_follows_comes_first_in_the_readers_order(self) -> None:
        brief = replace(BRIEF, interests=("osh", "law"))
        law = story(1, mention(1, event=Event.LAW), event=Event.LAW)
        osh = story(2, mention(2, places=("osh",), grade=2), grade=2)
        assert order(story(3), law, osh, brief=brief) == [2, 1, 3]

    def test_then_what_the_ledger_does_not_hold(self) -> None:
        knows = Known(novelties={2: ("not in our ledger",)})
        assert order(story(1), story(2), known=knows) == [2, 1]

    def test_then_event_then_grade_then_country_then_size(self) -> None:
        statistics = story(1, mention(1, event=Event.STATISTICS), event=Event.STATISTICS)
        small = story(2, mention(2, claims=(cameras(10),)))
        large = story(3, mention(3, claims=(cameras(900),)))
        uzbek = story(4, mention(4, countries=("UZ",), claims=(cameras(5000),)))
        weak = story(5, mention(5, grade=2), grade=2)
        assert order(statistics, small, large, uzbek, weak) == [3, 2, 4, 5, 1]

    @given(st.permutations(range(1, 7)))
    def test_the_order_of_arrival_changes_nothing(self, numbers: list[int]) -> None:
        stories = {n: story(n, mention(n, grade=2 + n % 2, claims=(cameras(n % 3),))) for n in range(1, 7)}
        assert order(*(stories[n] for n in numbers)) == order(*stories.values())


class TestStandings:
    KNOWN = Known(outlets={
        "source-1": Outlet("Akimat", "state", "first", official=True),
        "source-3": Outlet("Lenta", "private", "reprinter"),
    })  # fmt: skip

    def test_official_independent_and_reprints_are_counted_apart(self) -> None:
        one = story(1, mention(1), mention(2), mention(3), mention(4, text_hash=2), mention(5))
        line = story_line(one, ItemKind.NEW, BRIEF, self.KNOWN)
        assert [line.count(standing) for standing in Standing] == [1, 2, 2]
        assert line.first_official is line.earliest
        assert line.earliest is not None
        assert line.earliest.outlet == "Akimat"

    def test_who_has_the_words_of_an_earlier_one_is_a_reprint_though_not_to_the_letter(self) -> None:
        copy, other = mention(2, same_words=frozenset({1, 9})), mention(3, same_words=frozenset({4}))
        line = story_line(story(1, mention(1), copy, other), ItemKind.NEW, BRIEF, Known())
        assert [one.standing for one in line.references] == [
            Standing.INDEPENDENT, Standing.REPRINT, Standing.INDEPENDENT,
        ]  # fmt: skip

    def test_a_reprinter_that_was_first_is_no_reprint(self) -> None:
        line = story_line(story(1, mention(3)), ItemKind.NEW, BRIEF, self.KNOWN)
        assert line.count(Standing.INDEPENDENT) == 1


class TestConflicts:
    def conflicts(self, *mentions: DigestMention) -> list[list[int | str]]:
        line = story_line(story(1, *mentions), ItemKind.NEW, BRIEF, Known())
        return [[fact.value for fact in group] for group in line.conflicts]

    def test_two_texts_that_give_different_counts_stand_side_by_side(self) -> None:
        assert self.conflicts(mention(1, claims=(cameras(350),)), mention(2, claims=(cameras(400),))) == [[350, 400]]

    def test_so_do_those_of_one_place_in_two_languages(self) -> None:
        russian = cameras(350, scope="в Бишкеке", place="bishkek")
        kyrgyz = cameras(400, scope="Бишкекте", place="bishkek")
        assert self.conflicts(mention(1, claims=(russian,)), mention(2, claims=(kyrgyz,))) == [[350, 400]]
        elsewhere = replace(kyrgyz, scope="Ошто", place="osh")
        assert self.conflicts(mention(1, claims=(russian,)), mention(2, claims=(elsewhere,))) == []

    def test_two_counts_in_one_text_do_not(self) -> None:
        both = (cameras(350), cameras(400))
        assert self.conflicts(mention(1, claims=both)) == []
        assert self.conflicts(mention(1, claims=both), mention(2, claims=(cameras(400),))) == []

    @pytest.mark.parametrize(
        "other",
        [
            cameras(400, ClaimState.STANDING),
            cameras(400, scope="district"),
            cameras(400, as_of=date(2025, 1, 1)),
            cameras(400, unit=None),
            cameras(350),
        ],
    )
    def test_nor_what_counts_something_else(self, other: DigestClaim) -> None:
        assert self.conflicts(mention(1, claims=(cameras(350),)), mention(2, claims=(other,))) == []

    def test_statuses_follow_each_other_and_do_not_contradict(self) -> None:
        status = [
            DigestClaim(ClaimKind.STATUS, word, None, None, None, None, None, None, "")
            for word in ("tender", "contract")
        ]
        assert self.conflicts(mention(1, claims=(status[0],)), mention(2, claims=(status[1],))) == []


class TestFacts:
    def test_each_figure_once_from_the_text_that_said_it_first(self) -> None:
        line = story_line(
            story(1, mention(1, claims=(cameras(350),)), mention(2, claims=(cameras(350),))),
            ItemKind.NEW,
            BRIEF,
            Known(),
        )
        assert [(fact.value, fact.mention_id) for fact in line.facts] == [(350, 1)]

    def test_a_sum_in_dollars_at_the_rate_of_its_date(self) -> None:
        rates = {"KZT": {date(2026, 1, 1): 500.0, date(2026, 7, 1): 550.0}}
        amount = DigestClaim(ClaimKind.AMOUNT, 1_100_000_000, "KZT", None, None, None, date(2026, 11, 1), None, "")
        early = replace(amount, value=5_000_000, as_of=date(2026, 3, 1))
        unknown = replace(amount, value=7, as_of=date(2025, 3, 1))
        one = story(1, mention(1, claims=(amount, early, unknown)))
        line = story_line(one, ItemKind.NEW, BRIEF, Known(rates=rates))
        assert [fact.usd for fact in line.facts] == [2_000_000, 10_000, None]

    def test_names_for_people(self) -> None:
        known = Known(entities={"sergek": Named("sergek", "Sergek", "system")})
        russian = story_line(story(1), ItemKind.NEW, replace(BRIEF, language="ru"), known)
        assert [place.name for place in russian.places] == ["Алматы"]
        assert [entity.name for entity in russian.entities] == ["Sergek"]


class TestFloors:
    @given(st.integers(-60, 60), st.integers(-60, 60))
    def test_the_newest_floor_below_which_it_lies(self, first: int, floor: int) -> None:
        floors = Floors(NOON + floor * DAY)
        found = floors.above(story(1, first_seen=NOON + first * DAY))
        assert found == (NOON + floor * DAY if first < floor else None)

    def test_what_the_filters_before_a_change_passed_needs_no_new_floor(self) -> None:
        floors = Floors(NOON - 90 * DAY, ((Filters(countries=("KZ",)), NOON),))
        assert floors.above(story(1)) is None
        assert floors.above(story(2, mention(2, countries=("UZ",)))) == NOON


class TestCoverage:
    def source(self, number: int, **values: object) -> SourceFacts:
        usual = SourceFacts(
            f"s{number}", f"Source {number}", "TJ", first_polled=NOON - 90 * DAY, last_success=NOON, last_new=NOON
        )
        return replace(usual, **values)  # type: ignore[arg-type]

    def test_read_silent_failing_and_not_yet_asked(self) -> None:
        coverage = coverage_of(
            [
                self.source(1),
                self.source(2, last_new=NOON - 6 * DAY),
                self.source(3, failures=4, last_success=NOON - 2 * DAY, error="HTTP 503"),
                SourceFacts("s4", "Source 4", "KZ"),
            ],
            NOON,
        )
        assert (coverage.configured, coverage.read) == (4, 2)
        assert [(one.country, one.configured, one.read) for one in coverage.countries] == [("KZ", 1, 0), ("TJ", 3, 2)]
        assert [(one.source_id, one.trouble, one.since) for one in coverage.troubled] == [
            ("s2", Trouble.SILENT, NOON - 6 * DAY), ("s3", Trouble.FAILING, NOON - 2 * DAY),
        ]  # fmt: skip

    def test_one_that_is_slow_by_nature_may_say_so(self) -> None:
        slow = self.source(1, last_new=NOON - 6 * DAY, silent_after=10 * DAY)
        assert coverage_of([slow], NOON).troubled == ()
