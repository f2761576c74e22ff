"""`${NAME}` in a file that analysts edit is read from the environment."""

from pathlib import Path

import pytest

from monitor.yamlfile import ConfigError, expand, read_yaml


def test_a_reference_is_replaced_wherever_it_stands() -> None:
    value = {"to": ["${WHO}@example.org"], "hook": "https://x/${A}/${B}", "n": 3}
    assert expand(value, {"WHO": "desk", "A": "1", "B": "2"}) == (
        {"to": ["desk@example.org"], "hook": "https://x/1/2", "n": 3},
        (),
    )


def test_what_is_not_set_or_empty_is_named_once_and_left_as_written() -> None:
    value = ["${GONE}", "${EMPTY}", "${GONE}"]
    assert expand(value, {"EMPTY": ""}) == (value, ("GONE", "EMPTY"))


def test_what_the_environment_holds_is_not_expanded_again() -> None:
    assert expand("${A}", {"A": "${B}", "B": "secret"}) == ("${B}", ())


def test_a_file_that_cannot_be_read_is_a_problem_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").mkdir()
    with pytest.raises(ConfigError, match="cannot be read"):
        read_yaml(tmp_path / "sources.yaml")
