"""`${NAME}` in a file that analysts edit is read from the environment."""

from monitor.yamlfile import expand


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
