"""The floor under the figures of the README: articles that nothing was fitted to."""

import json
from pathlib import Path
from typing import Any

import pytest

from db.kinds import ClaimKind, Event
from monitor.jobs.evaluate import evaluate
from monitor.match.matcher import Matcher
from monitor.match.terms import gazetteer
from monitor.match.watchlist import load_watchlist

pytestmark = pytest.mark.xdist_group("exam")  # judged once, by one worker
CORPUS = Path(__file__).resolve().parent.parent / "corpus"


@pytest.fixture(scope="module")
def exam(product: Matcher) -> dict[str, Any]:
    return evaluate(CORPUS / "exam", product.match).scores


def test_relevance_does_not_fall(exam: dict[str, Any]) -> None:
    assert exam["precision"] >= 0.91
    assert exam["recall"] >= 0.96


def test_no_language_is_left_behind(exam: dict[str, Any]) -> None:
    groups = exam["by_language"].items()  # two relevant articles say nothing
    enough = {code: group for code, group in groups if group["right"] + group["missed"] >= 5}
    assert set(enough) >= {"ru", "kk", "uz", "uz-Cyrl", "ky"}
    assert min(group["f1"] for group in enough.values()) >= 0.88


@pytest.mark.parametrize(("label", "floor"), [("countries", 0.95), ("places", 0.86), ("entities", 0.9)])
def test_labels_do_not_fall(exam: dict[str, Any], label: str, floor: float) -> None:
    assert exam[label]["f1"] >= floor


def test_events_are_told(exam: dict[str, Any]) -> None:
    assert exam["events"]["accuracy"] >= 0.65
    assert exam["events"]["heading"] >= 0.6


def test_languages_are_told(exam: dict[str, Any]) -> None:
    assert exam["language"]["accuracy"] >= 0.98


def test_the_exam_shares_no_story_with_what_is_learnt() -> None:
    learnt, exam = (
        {item["story"] or item["id"] for part in parts for item in _items(part)}
        | {item["source_url"] for part in parts for item in _items(part) if item.get("source_url")}
        for parts in (("tune", "held", "languages"), ("exam",))
    )
    assert not learnt & exam


def _items(part: str) -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for path in (CORPUS / part).glob("*.jsonl")
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    ]


def test_labels_are_of_the_closed_lists() -> None:
    """A label that does not exist is never right, and no error would tell."""
    items = [item for part in ("tune", "held", "languages", "exam") for item in _items(part)]
    known = {entry.id for entry in load_watchlist()}
    places = {place["id"] for place in gazetteer()}
    assert {item.get("event") for item in items} <= {*map(str, Event), None}
    assert {item["grade"] for item in items} <= {0, 1, 2, 3}
    assert {name for item in items for name in item["entities"]} <= known
    assert {place for item in items for place in item["places"]} <= places
    assert {fact["kind"] for item in items for fact in item["facts"]} <= {*map(str, ClaimKind)}
    assert len({item["id"] for item in items}) == len(items)
