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


def test_a_table_far_below_counts_what_the_sentences_before_it_spoke_of(matcher: Matcher) -> None:
    filler = "Residents had long asked for it, and their letters were read at meetings. " * 14
    table = "| Town | Working now | To be added |\n|---|---|---|\n| Temirtau | 1,300 | 260 |\n| Saran | 388 | 90 |"
    lead_up = "New cameras are meant for yards. People ask for them.\n\nThe plan by town looks as follows:\n\n"
    text = f"Karaganda Region will add 350 street cameras. {filler}\n\n{lead_up}{table}"
    assert figures(matcher, "Karaganda Region to add street cameras", text) == {
        ("cameras", 350), ("cameras", 1300), ("cameras", 260), ("cameras", 388), ("cameras", 90),
    }  # fmt: skip


def test_a_column_of_other_things_counts_nothing(matcher: Matcher) -> None:
    text = "Камеры работают в школах.\nГород | Камеры | Школы\nТараз | 300 | 41\nКентау | 120 | 18"
    assert figures(matcher, "Камеры в школах Казахстана", text) == {("cameras", 300), ("cameras", 120)}


LEAD = "В Таразе полиция установила камеры видеонаблюдения на улицах города.\n"


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("| Город | Камеры |\n|---|---|\n| Тараз | 214 шт. |\n| Кентау | 300 камер |", {214, 300}),
        ("| Город | Камеры, тыс. | Сумма, тенге |\n|---|---|---|\n| Тараз | 12,5 | 32 100 000 |", {12_500, 32_100_000}),
        ("| | 2024 | 2025 |\n|---|---|---|\n| Тараз | 350 камер | 400 камер |", {350, 400}),
        ("Количество камер | 214\nСтоимость проекта | 350 млн тенге", {214, 350_000_000}),
        ("Новости | Тараз\nУстановили 350 камер за 120 млн тенге | Фото", {350, 120_000_000}),
        ("| Город | Камеры |\n|---|---|\n| Тараз | 214 |\n| Город | Школы |\n|---|---|\n| Тараз | 41 |", {214}),
        ("| Город | Камеры |\n|---|---|\n| Тараз | 214 | прим. |\n| Кентау |", {214}),
    ],
)
def test_cells_with_units_sentences_and_uneven_rows_lose_nothing(
    matcher: Matcher, table: str, values: set[int]
) -> None:
    assert {value for _, value in figures(matcher, "В Таразе установили камеры", LEAD + table, "KZ")} == values


@pytest.mark.parametrize(
    "table",
    [
        "| Город | Нарушений, выявленных камерами |\n|---|---|\n| Тараз | 350 000 |",
        "| Город | Штрафов с камер |\n|---|---|\n| Тараз | 120 000 |",
        "| Город | Цена камеры, тенге |\n|---|---|\n| Тараз | 1 200 000 |",
        "| Город | Школ с камерами |\n|---|---|\n| Тараз | 112 |",
        "| Город | Работающие камеры, % |\n|---|---|\n| Тараз | 95 |",
        "| № | Номер камеры |\n|---|---|\n| 1 | 101 |\n| 2 | 102 |",
        "| Камеры | Адрес |\n|---|---|\n| 1 | Абая |\n| 2 | Сатпаева |",
        "Подробнее о камерах:\n| | Покупка | Продажа |\n|---|---|---|\n| USD | 468 | 470 |",
        "По данным камер:\n| Вид преступления | 2024 | 2025 |\n|---|---|---|\n| Кражи | 1200 | 900 |",
        "| Год | Бюджет города, млрд тенге | Зарплата полиции, млн тенге |\n|---|---|---|\n| 2024 | 640 | 350 |",
        "Новости | Камеры | Спорт\n12:30 | 2025 | 17\n© | 2024 | 18+",
    ],
)
def test_a_column_of_something_else_beside_cameras_counts_nothing(matcher: Matcher, table: str) -> None:
    assert figures(matcher, "В Таразе установили камеры", LEAD + table, "KZ") == set()


def test_a_chinese_table_is_read_by_its_signs(matcher: Matcher) -> None:
    table = "| 城市 | 摄像头数量 | 投资（亿坚戈） |\n|---|---|---|\n| 阿拉木图 | 6500 | 12 |\n| 奇姆肯特 | 300个 | 3 |"
    assert figures(matcher, "阿拉木图安装摄像头", f"阿拉木图警方安装监控摄像头。\n{table}") == {
        ("cameras", 6500), ("cameras", 300), ("amount", 1_200_000_000), ("amount", 300_000_000),
    }  # fmt: skip


@pytest.mark.parametrize("text", ["a | b", "a | b\nc", "no strokes\nat all", "", "|", "a|b\nc|d|e"])
def test_one_line_or_uneven_rows_are_no_table(text: str) -> None:
    assert tables_of(text, 0, len(text)) == ()


@given(st.lists(st.lists(st.text("ab1 ", max_size=5), min_size=2, max_size=2), min_size=2, max_size=6))
def test_cells_are_read_where_they_stand(rows: list[list[str]]) -> None:
    text = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    (table,) = tables_of(text, 0, len(text))
    cells = [[text[start:end] for start, end in row] for row in (table.head, *table.rows)]
    assert cells == [[cell.strip() for cell in row] for row in rows]


@given(st.text("|-: ab1\n", max_size=200))
def test_any_text_is_cut_into_tables_within_itself(text: str) -> None:
    for table in tables_of(text, 0, len(text)):
        assert table.rows
        assert all(0 <= start <= end <= len(text) for row in (table.head, *table.rows) for start, end in row)
