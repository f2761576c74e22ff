"""Tables: rows of cells, and what their columns count and pay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.match.match import Text
from monitor.match.matcher import Matcher
from monitor.match.tables import tables_of

BY_CITY = (
    "City | Sergek complexes | Street surveillance cameras\n"
    "Pavlodar | 92 | 3,140\n"
    "Ekibastuz | 31 | 870\n"
    "Total | 123 | 4,010"
)
BY_YEAR = (
    "| Год | Комплексы | Взыскано штрафов, млрд тенге |\n|---|---|---|\n| 2022 | 214 | 3,1 |\n| 2023 | 286 | 4,4 |"
)


def figures(matcher: Matcher, title: str, text: str, country: str | None = None) -> set[tuple[str, object]]:
    claims = matcher.match(Text(title, text, country)).claims
    return {(claim.kind.value, claim.value) for claim in claims if claim.unit}


def test_a_column_counts_what_its_head_names(matcher: Matcher) -> None:
    text = "Police of Pavlodar region told what is in service:\n" + BY_CITY
    assert figures(matcher, "Sergek in Pavlodar region", text) == {
        ("complexes", 92), ("complexes", 31), ("complexes", 123),
        ("cameras", 3140), ("cameras", 870), ("cameras", 4010),
    }  # fmt: skip


def test_the_towns_of_the_rows_are_the_storys_places_and_each_has_its_count(matcher: Matcher) -> None:
    filler = "Residents had long asked for it, and their letters were read at meetings. " * 14
    match = matcher.match(
        Text(
            "Sergek cameras in Pavlodar region", f"Cameras watch Pavlodar region. {filler}\nCameras by city:\n{BY_CITY}"
        )
    )
    assert {"pavlodar-region", "pavlodar", "ekibastuz"} <= set(match.places)
    assert {("Ekibastuz", 31)} <= {(claim.scope, claim.value) for claim in match.claims}


def test_the_scale_and_currency_of_a_head_are_those_of_its_cells(matcher: Matcher) -> None:
    text = "Камеры «Сергек» в Шымкенте принесли бюджету деньги:\n" + BY_YEAR
    assert figures(matcher, "«Сергек» Шымкента: что дали камеры", text) == {
        ("complexes", 214), ("complexes", 286), ("amount", 3_100_000_000), ("amount", 4_400_000_000),
    }  # fmt: skip


def test_heads_that_name_nothing_count_what_led_up_to_the_table(matcher: Matcher) -> None:
    table = "Қала | Қазір бары | Қосылатыны\nАрал | 13 | 14\nҚазалы | 10 | 9"
    text = f"Облыста 84 кешен жұмыс істейді. Кешендер былай бөлінеді:\n{table}"
    assert figures(matcher, "Қызылорда облысында «Сергек» кешендері көбейеді", text) == {
        ("complexes", 84), ("complexes", 13), ("complexes", 14), ("complexes", 10), ("complexes", 9),
    }  # fmt: skip


def test_a_column_of_other_things_counts_nothing(matcher: Matcher) -> None:
    text = "Камеры работают в школах.\nГород | Камеры | Школы\nТараз | 300 | 41\nКентау | 120 | 18"
    assert figures(matcher, "Камеры в школах Казахстана", text) == {("cameras", 300), ("cameras", 120)}


@pytest.mark.parametrize("text", ["a | b", "a | b\nc", "no strokes\nat all", "", "|", "a|b\nc|d|e"])
def test_one_line_or_uneven_rows_are_no_table(text: str) -> None:
    assert tables_of(text, 0, len(text)) == ()


@given(st.lists(st.lists(st.text("ab1 ", max_size=5), min_size=2, max_size=2), min_size=2, max_size=6))
def test_cells_are_read_where_they_stand(rows: list[list[str]]) -> None:
    text = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    (table,) = tables_of(text, 0, len(text)) or (None,)
    filled = [row for row in rows if "".join(row).strip()]
    if table is None:
        assert len(filled) < 2
        return
    cells = [[text[start:end] for start, end in row] for row in (table.head, *table.rows)]
    assert cells == [[cell.strip() for cell in row] for row in filled]


@given(st.text("|-: ab1\n", max_size=200))
def test_any_text_is_cut_into_tables_within_itself(text: str) -> None:
    for table in tables_of(text, 0, len(text)):
        assert all(len(row) == len(table.head) for row in table.rows)
        assert all(0 <= start <= end <= len(text) for row in (table.head, *table.rows) for start, end in row)
