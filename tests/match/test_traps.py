"""What looks like a mention and is not, and what looks like nothing and is: traps.yaml."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from monitor.match.match import Text
from monitor.match.matcher import Matcher

HERE = Path(__file__).parent
TRAPS = YAML(typ="safe").load((HERE / "traps.yaml").read_text("utf-8"))
CASES = [
    pytest.param(case, id=f"{trap['trap']}-{number}") for trap in TRAPS for number, case in enumerate(trap["cases"])
]
LESSONS = YAML(typ="safe").load((HERE / "lessons.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES)
def test_the_trap_is_not_fallen_into(product: Matcher, case: dict[str, Any]) -> None:
    match = product.match(Text(case["title"], case["text"], source_country=case["source"]))
    lowest, highest = case["grade"]
    assert lowest <= match.grade <= highest, match.reasons
    assert set(case.get("has", ())) <= set(match.entities)
    assert not set(case.get("lacks", ())) & set(match.entities)
    assert list(match.places) == case.get("places", list(match.places))
    assert list(match.countries) == case.get("countries", list(match.countries))


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: str(trap["trap"]))
def test_every_trap_stands_in_two_texts_or_more(trap: dict[str, Any]) -> None:
    assert len(trap["cases"]) >= 2


def test_the_weights_have_learnt_what_signals_can_tell(matcher: Matcher) -> None:
    right = sum(
        (matcher.match(Text(title, text, country)).grade >= 2) == (grade >= 2)
        for grade, country, title, text in LESSONS
    )
    assert right / len(LESSONS) >= 0.88
