"""Which watched things a text is labelled with: the lines of labels.yaml."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from monitor.match.match import Text
from monitor.match.matcher import Matcher

CASES = YAML(typ="safe").load((Path(__file__).parent / "labels.yaml").read_text(encoding="utf-8"))


def lines() -> Iterator[Any]:
    for about, cases in CASES.items():
        for case in cases:
            yield pytest.param(case, id=f"{about}: {case['text'][:50]}")


@pytest.mark.parametrize("case", list(lines()))
def test_a_text_is_labelled_with_these_and_no_others(matcher: Matcher, case: dict[str, Any]) -> None:
    title, _, body = case["text"].partition("\n")
    found = matcher.match(Text(title, body, source_country=case["country"]))
    assert sorted(found.entities) == sorted(case["says"])
