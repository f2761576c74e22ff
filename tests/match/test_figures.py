"""The floor under the figures of the README: articles that nothing was fitted to."""

from pathlib import Path
from typing import Any

import pytest

from monitor.jobs.evaluate import evaluate
from monitor.match.matcher import Matcher

CORPUS = Path(__file__).resolve().parent.parent / "corpus"


@pytest.fixture(scope="module")
def held(matcher: Matcher) -> dict[str, Any]:
    return evaluate(CORPUS / "held", matcher.match).scores


def test_relevance_does_not_fall(held: dict[str, Any]) -> None:
    assert held["precision"] >= 0.88
    assert held["recall"] >= 0.88


def test_no_language_is_left_behind(held: dict[str, Any]) -> None:
    enough = {code: group for code, group in held["by_language"].items() if group["items"] >= 20}
    assert set(enough) >= {"ru", "kk", "uz", "uz-Cyrl", "ky", "tg", "tk", "en"}
    assert min(group["f1"] for group in enough.values()) >= 0.78


@pytest.mark.parametrize(("label", "floor"), [("countries", 0.97), ("places", 0.84), ("entities", 0.78)])
def test_labels_do_not_fall(held: dict[str, Any], label: str, floor: float) -> None:
    assert held[label]["f1"] >= floor


def test_languages_are_told(held: dict[str, Any]) -> None:
    assert held["language"]["accuracy"] >= 0.98


def test_the_halves_share_no_story() -> None:
    import json

    halves = {
        half: {
            item["story"]
            for path in (CORPUS / half).glob("*.jsonl")
            for item in map(json.loads, path.read_text("utf-8").splitlines())
            if item.get("story")
        }
        for half in ("tune", "held")
    }
    assert not halves["tune"] & halves["held"]
