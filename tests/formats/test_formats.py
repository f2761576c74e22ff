"""Tables, JSON and CSV of the same rows."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.formats.rows import Column, as_text, formats, render

ROWS = [
    {
        "id": "1",
        "title": "Камеры «Сергек», Алматы",
        "places": ["almaty"],
        "at": datetime(2026, 11, 24, 5, tzinfo=UTC),
        "facts": [{"kind": "cameras", "value": 350}],
        "event": None,
    }
]
COLUMNS = [Column("id", "ID"), Column("title", "Title", wrap=True), Column("places", "Where")]


def test_every_format_of_the_folder_is_offered() -> None:
    assert formats() == ["csv", "json", "table"]


def test_an_unknown_format_is_an_error() -> None:
    with pytest.raises(KeyError):
        render("xlsx", ROWS, COLUMNS)


def test_json_keeps_the_script_and_writes_times_with_z() -> None:
    text = render("json", ROWS, COLUMNS)
    assert "Сергек" in text
    assert json.loads(text)[0]["at"] == "2026-11-24T05:00:00Z"


def test_csv_gives_every_key_and_joins_lists() -> None:
    rows = list(csv.DictReader(io.StringIO(render("csv", ROWS, COLUMNS))))
    assert rows[0]["title"] == "Камеры «Сергек», Алматы"
    assert rows[0]["places"] == "almaty"
    assert json.loads(rows[0]["facts"]) == ROWS[0]["facts"]


def test_csv_without_rows_still_has_a_header() -> None:
    assert render("csv", [], COLUMNS) == "id,title,places\r\n"


@given(st.sampled_from("=+-@\t\r\n"), st.text(max_size=20))
def test_no_csv_cell_starts_a_formula(first: str, rest: str) -> None:
    text = render("csv", [{"title": first + rest}], [])
    cell = list(csv.reader(io.StringIO(text, newline="")))[1][0]
    assert cell == "'" + first + rest


def test_a_negative_number_stays_a_number_in_csv() -> None:
    assert render("csv", [{"value": -5}], []) == "value\r\n-5\r\n"


def test_a_table_shows_the_chosen_columns() -> None:
    text = render("table", ROWS, COLUMNS)
    assert "Where" in text
    assert "almaty" in text
    assert "350" not in text


def test_an_empty_table_says_so() -> None:
    assert render("table", [], COLUMNS) == "nothing to show"


def test_values_are_said_in_words() -> None:
    assert as_text([{"kind": "cameras", "value": 3}, "x", None, True]) == "cameras 3, x, , yes"
