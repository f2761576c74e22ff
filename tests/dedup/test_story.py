"""Do two tellings tell one event? Symmetric, with reasons; two tenders of one city never become one story."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations, permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.kinds import ClaimKind, Event, Relation
from monitor.dedup.grouping import Pins, group, group_linked, pair_of
from monitor.dedup.handles import asked_of, handles_of
from monitor.dedup.story import Verdict, World, verdict
from monitor.dedup.telling import Figure, Telling, figures_of, names_of, words_of

CORPUS = Path(__file__).parent.parent / "corpus" / "tune"
THEMES = frozenset(
    ["video-surveillance", "facial-recognition", "traffic-enforcement", "command-centre", "smart-city", "safe-city",
     "plate-recognition", "biometrics", "interception", "police-drones", "ppp", "kz-law-and-order"]
)  # fmt: skip
WORLD = World(THEMES, {"kostanay": "kostanay-region"})
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
SUM = Figure(ClaimKind.AMOUNT, 4_600_000_000, "KZT")
OTHER_SUM = Figure(ClaimKind.AMOUNT, 911_000_000, "KZT")
COUNT = Figure(ClaimKind.CAMERAS, 3223, "camera")


def telling(key: str = "a", text: str = "", **values: Any) -> Telling:
    shingles, stems = words_of("", text)
    usual = Telling(
        key=key,
        when=NOON,
        event=Event.TENDER,
        entities=frozenset({"mergen", "video-surveillance"}),
        places=frozenset({"pavlodar"}),
        countries=frozenset({"KZ"}),
        shingles=shingles,
        stems=stems,
    )
    return replace(usual, **values)


figures = st.frozensets(st.sampled_from([SUM, OTHER_SUM, COUNT, Figure(ClaimKind.CAMERAS, 5, "camera")]), max_size=3)
tellings = st.builds(
    telling,
    key=st.sampled_from("abcdef"),
    text=st.sampled_from(["", "камеры в Павлодаре поставят на улицах до конца года сто штук сразу", "Павлодар камера"]),
    when=st.none() | st.integers(0, 60).map(lambda days: NOON + timedelta(days=days)),
    exact=st.booleans(),
    places=st.frozensets(st.sampled_from(["pavlodar", "kostanay", "kostanay-region"]), max_size=2),
    countries=st.frozensets(st.sampled_from(["KZ", "KG"]), max_size=2),
    figures=figures,
)


@given(tellings, tellings)
def test_the_verdict_does_not_depend_on_which_is_first(one: Telling, other: Telling) -> None:
    other = replace(other, key=other.key + "2")
    assert verdict(one, other, WORLD) == verdict(other, one, WORLD)


@given(tellings, tellings)
def test_a_veto_is_never_the_same_event_and_every_verdict_has_reasons(one: Telling, other: Telling) -> None:
    said = verdict(one, replace(other, key=other.key + "2"), WORLD)
    assert not (said.vetoed and said.same)
    assert said.reasons or not said.same


@given(st.lists(tellings, min_size=2, max_size=4, unique_by=lambda one: one.key))
def test_any_order_gives_the_same_stories(told: list[Telling]) -> None:
    for pins in (Pins(), Pins(together=frozenset({pair_of(told[0].key, told[1].key)})),
                 Pins(apart=frozenset({pair_of(told[0].key, told[1].key)}))):  # fmt: skip
        assert len({group(order, WORLD, pins).stories for order in permutations(told)}) == 1


@given(st.lists(tellings, min_size=2, max_size=5, unique_by=lambda one: one.key))
def test_no_story_holds_a_vetoed_pair_unless_an_analyst_joined_it(told: list[Telling]) -> None:
    by_key = {one.key: one for one in told}
    for story in group(told, WORLD).stories:
        assert not any(verdict(by_key[a], by_key[b], WORLD).vetoed for a, b in combinations(sorted(story), 2))
    pair = pair_of(told[0].key, told[1].key)
    assert any({*pair} <= story for story in group(told, WORLD, Pins(together=frozenset({pair}))).stories)
    assert not any({*pair} <= story for story in group(told, WORLD, Pins(apart=frozenset({pair}))).stories)


@given(tellings, tellings)
def test_what_is_one_event_and_near_in_time_is_found_by_a_handle(one: Telling, other: Telling) -> None:
    other = replace(other, key=other.key + "2")
    near = one.when is not None and other.when is not None and abs(one.when - other.when) <= timedelta(days=7)
    if near and verdict(one, other, WORLD).same:
        assert handles_of(one, WORLD) & asked_of(other, WORLD)
        assert handles_of(other, WORLD) & asked_of(one, WORLD)


class TestTheSameEvent:
    def test_the_same_sum_and_city_in_two_languages(self) -> None:
        russian = telling("a", "Павлодар получит камеры за 4,6 млрд тенге", figures=frozenset({SUM}))
        kazakh = telling("b", "Павлодарға 4,6 миллиард теңгенің камерасы", figures=frozenset({SUM}))
        said = verdict(russian, kazakh, WORLD)
        assert said.relation is Relation.REPORT
        assert "both say 4,600,000,000 KZT" in said.reasons

    def test_an_unknown_date_is_compatible(self) -> None:
        one, other = telling("a", figures=frozenset({SUM, COUNT})), telling("b", figures=frozenset({SUM, COUNT}))
        assert verdict(one, replace(other, when=None), WORLD).same

    def test_a_city_and_its_region_may_be_one_place(self) -> None:
        one = telling("a", places=frozenset({"kostanay"}), figures=frozenset({SUM}))
        other = telling("b", places=frozenset({"kostanay-region"}), figures=frozenset({SUM}))
        assert not verdict(one, other, WORLD).vetoed

    def test_a_rounded_sum_is_no_conflict(self) -> None:
        one = telling("a", figures=frozenset({Figure(ClaimKind.AMOUNT, 93_200_000_000, "KZT")}))
        other = telling("b", figures=frozenset({Figure(ClaimKind.AMOUNT, 93_000_000_000, "KZT")}))
        assert not verdict(one, other, WORLD).vetoed


class TestTwoEvents:
    @pytest.mark.parametrize(
        "other",
        [
            {"figures": frozenset({OTHER_SUM})},
            {"figures": frozenset({Figure(ClaimKind.AMOUNT, 582_000_000, "KZT")})},
            {"places": frozenset({"oral"})},
            {"countries": frozenset({"UZ"}), "places": frozenset()},
            {"when": NOON + timedelta(days=365)},
        ],
    )
    def test_another_sum_place_country_or_year_is_a_veto(self, other: dict[str, Any]) -> None:
        changed = telling("b", **{"figures": frozenset({SUM}), **other})
        said = verdict(telling("a", figures=frozenset({SUM})), changed, WORLD)
        assert said.vetoed
        assert said.reasons

    def test_what_was_seen_before_the_other_came_out_is_too_old_for_it(self) -> None:
        seen = telling("a", when=NOON - timedelta(days=90), exact=False, figures=frozenset({SUM}))
        fresh = telling("b", figures=frozenset({SUM}))
        assert verdict(seen, fresh, WORLD).vetoed
        assert not verdict(replace(seen, when=NOON + timedelta(days=90)), fresh, WORLD).vetoed

    def test_a_subject_and_a_date_alone_are_not_enough(self) -> None:
        one = telling("a", places=frozenset(), entities=frozenset({"video-surveillance"}))
        assert not verdict(one, replace(one, key="b"), WORLD).same

    def test_without_a_date_one_sum_alone_may_be_the_background_of_both(self) -> None:
        one, other = telling("a", figures=frozenset({SUM})), telling("b", when=None, figures=frozenset({SUM}))
        assert not verdict(one, other, WORLD).same
        assert not verdict(one, other, WORLD).vetoed
        assert verdict(replace(one, names=frozenset({"dosae"})), replace(other, names=frozenset({"dosae"})), WORLD).same

    def test_a_vendor_place_or_sum_that_is_spelled_out_ties_nothing_twice(self) -> None:
        names = frozenset({"mergn", "pavlo", "#46"})
        world = replace(WORLD, spelled={"mergen": frozenset({"mergn"}), "pavlodar": frozenset({"pavlo"})})
        one, other = (
            telling("a", names=names, figures=frozenset({SUM})),
            telling("b", names=names, figures=frozenset({SUM})),
        )
        plain = verdict(replace(one, names=frozenset()), replace(other, names=frozenset()), world)
        assert verdict(one, other, world) == plain
        assert verdict(one, other, WORLD).score > plain.score

    def test_numbers_that_all_differ_are_another_weeks(self) -> None:
        text = "полиция подвела итоги: за неделю камеры записали нарушения скорости, ремня и сигнала светофора в городе"
        one = telling("a", text, names=frozenset({"#137", "#61", "#18"}))
        other = telling("b", text, names=frozenset({"#254", "#93", "#27"}), when=NOON + timedelta(days=7))
        assert not verdict(one, other, WORLD).same
        assert verdict(one, replace(other, names=one.names), WORLD).same
        assert verdict(one, replace(other, when=NOON), WORLD).same, "on one day they may be two sides of it"

    def test_a_list_of_places_with_figures_is_none_of_its_events(self) -> None:
        figures = frozenset(Figure(ClaimKind.CAMERAS, number, "camera") for number in (3223, 31, 58, 73, 89))
        places = frozenset({"pavlodar", "oral", "aktau", "taraz", "atyrau"})
        many, single = telling("a", figures=figures, places=places), telling("b", figures=frozenset({COUNT}))
        assert verdict(many, single, WORLD).vetoed
        assert not verdict(replace(many, figures=frozenset({COUNT})), single, WORLD).vetoed, "one count for all of them"

    def test_a_third_text_that_is_like_both_does_not_chain_two_tenders(self) -> None:
        one, two = telling("a", figures=frozenset({SUM})), telling("b", figures=frozenset({OTHER_SUM}))
        both = telling("c", figures=frozenset({SUM, OTHER_SUM}))
        grouped = group([one, two, both], WORLD)
        assert grouped.stories == (frozenset({"a"}), frozenset({"b", "c"}))
        assert list(grouped.left_out.values()) == ["it would unite a and b, which tell two events"]


def test_one_uncertain_link_does_not_unite_two_stories_that_several_tell() -> None:
    pairs = {("a", "b"): 9.0, ("c", "d"): 9.0, ("b", "c"): 5.5}
    verdicts = {pair: Verdict(score, Relation.REPORT, False, ("alike",)) for pair, score in pairs.items()}
    told = [telling(key) for key in "abcd"]
    apart = group_linked(told, verdicts, lambda _: False, Pins())
    assert apart.stories == (frozenset("ab"), frozenset("cd"))
    assert apart.left_out == {("b", "c"): "one uncertain link does not unite two stories"}
    for more in ({("a", "d"): 5.4}, {("b", "c"): 7.5}):
        scores = {**pairs, **more}
        verdicts = {pair: Verdict(score, Relation.REPORT, False, ("alike",)) for pair, score in scores.items()}
        assert group_linked(told, verdicts, lambda _: False, Pins()).stories == (frozenset("abcd"),)


class TestReprints:
    TEXT = "Городское управление обещает смонтировать на перекрёстках сотни новых комплексов до самой весны этого года"

    def test_a_reprint_leads_to_the_earliest(self) -> None:
        first = telling("c", self.TEXT)
        second = telling("a", "Дополнено. " + self.TEXT, when=NOON + timedelta(hours=1))
        third = telling("b", self.TEXT + " Конец.", when=NOON + timedelta(hours=2))
        assert group([third, second, first], WORLD).reprint_of == {"a": "c", "b": "c"}

    def test_a_report_in_other_words_is_no_reprint(self) -> None:
        one = telling("a", self.TEXT, figures=frozenset({SUM}))
        other = telling("b", "Камеры за 4,6 миллиарда появятся весной", figures=frozenset({SUM}))
        assert verdict(one, other, WORLD).relation is Relation.REPORT
        assert group([one, other], WORLD).reprint_of == {}

    def test_the_same_words_with_another_sum_are_another_tender(self) -> None:
        one = telling("a", self.TEXT + " за один миллиард тенге", figures=frozenset({SUM}))
        other = telling("b", self.TEXT + " за девятьсот миллионов тенге", figures=frozenset({OTHER_SUM}))
        assert verdict(one, other, WORLD).vetoed


def corpus() -> list[tuple[dict[str, Any], Telling]]:
    rows = [json.loads(line) for file in sorted(CORPUS.glob("*.jsonl")) for line in file.open(encoding="utf-8")]
    return [(row, _labelled(row)) for row in rows if row["grade"] >= 1]


def _labelled(row: dict[str, Any]) -> Telling:
    shingles, stems = words_of(row["title"], row["text"])
    when = datetime.fromisoformat(row["published"]).replace(tzinfo=UTC) if row["published"] else None
    facts = ((ClaimKind(one["kind"]), _whole(one["value"]), one["unit"]) for one in row["facts"])
    return Telling(
        key=row["id"],
        when=when,
        event=Event(row["event"]) if row.get("event") else None,
        entities=frozenset(row["entities"]),
        places=frozenset(row["places"]),
        countries=frozenset(row["countries"]),
        figures=figures_of(facts),
        shingles=shingles,
        stems=stems,
        names=names_of(row["title"], row["text"]),
    )


def _whole(value: Any) -> int | str:
    return value if isinstance(value, str) else int(value)


def test_the_corpus_keeps_the_quality_once_reached() -> None:
    """Floors: by the labels' own entities, places and figures, B³ was 0.994 precision and 0.926 recall of 350 items,
    0.975 and 0.93 of 970, 0.96 and 0.94 of 1,300, 0.95 and 0.945 of 1,900, 0.954 and 0.97 of 2,400, a third
    of the last without a date, whose tellers did not know each other's."""
    rows = corpus()
    gold = {row["id"]: row["story"] or row["id"] for row, _ in rows}
    said = {key: number for number, story in enumerate(group([one for _, one in rows], WORLD).stories) for key in story}
    precision = recall = 0.0
    for key, story in gold.items():
        mine = {other for other in gold if said[other] == said[key]}
        true = {other for other, its in gold.items() if its == story}
        precision += len(mine & true) / len(mine) / len(gold)
        recall += len(mine & true) / len(true) / len(gold)
    assert precision >= 0.95
    assert 2 * precision * recall / (precision + recall) >= 0.95
