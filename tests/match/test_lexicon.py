"""The word lists themselves: nothing stands in a list twice."""

from collections.abc import Iterator
from typing import Any

import pytest

from monitor.match.lexicon_files import FOLDER, lexicon

FILES = sorted(file.name.removesuffix(".yaml") for file in FOLDER.iterdir() if file.name.endswith(".yaml"))


def lists(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], list[Any]]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from lists(inner, (*path, str(key)))
    elif isinstance(value, list):
        yield path, value


@pytest.mark.parametrize("name", FILES)
def test_no_list_has_a_form_twice(name: str) -> None:
    doubles = {
        path: [one for one in dict.fromkeys(map(str, forms)) if list(map(str, forms)).count(one) > 1]
        for path, forms in lists(lexicon(name))
        if all(isinstance(one, str | int) for one in forms)
    }
    assert {path: found for path, found in doubles.items() if found} == {}


def test_every_signal_that_weighs_on_the_grade_is_told_in_words() -> None:
    words, tables = lexicon("wording"), lexicon("weights")
    names = {name for table in ("mentioned", "relevant", "concrete", "unnamed") for name in tables[table]}
    bare = {name.rpartition(":")[2] for name in names if name != "bias" and name not in words}
    assert sorted(name for name in bare if name not in words) == []
