"""`mentions` and `stories`: every filter, every format, one JSON document."""

import csv
import io

import pytest

from tests.cli.conftest import Filled, Run
from tests.feeds import BISHKEK, TASHKENT

MENTION = (
    "id url title source language published first_seen grade event countries places entities reasons facts story "
    "snippet"
)
STORY = "id headline first_seen last_seen grade event countries places entities facts languages sources mentions"


def test_mentions_are_one_json_array_with_the_contracts_keys(filled: Filled) -> None:
    found = filled.run("mentions", "--json").json
    assert len(found) == 4
    assert all(list(one) == MENTION.split() for one in found)
    assert all(isinstance(one["id"], str) and one["first_seen"].endswith("Z") for one in found)


@pytest.mark.parametrize(
    ("filters", "sources"),
    [
        ("--country KG", {"kg"}),
        ("--country kg --country UZ", {"kg", "uz"}),
        ("--language en", {"uz"}),
        ("--source kz", {"kz"}),
        ("--entity hikvision", {"kz", "uz"}),
        ("--place bishkek", {"kg"}),
        ("--search национ", set()),
        ("--search HIKVISION", {"kz", "uz"}),
        ("--search мехатронны --search АДАМДЫ", {"kg"}),
        ("--since 1d", {"kz", "kg", "uz"}),
        ("--until 1d", set()),
        ("--since 2020-01-01 --until 2020-02-01", set()),
        ("--grade 3 --source kz", {"kz"}),
        ("--event removal", set()),
    ],
)
def test_each_filter_filters(filled: Filled, filters: str, sources: set[str]) -> None:
    assert {one["source"] for one in filled.run("mentions", "--json", *filters.split()).json} == sources


def test_a_search_finds_capital_cyrillic_and_words_in_any_order(filled: Filled) -> None:
    found = filled.run("mentions", "--json", "--search", "ТААНЫЙТ бишкекте").json
    assert [one["title"] for one in found] == [BISHKEK]


def test_a_limit_says_that_there_is_more(filled: Filled) -> None:
    done = filled.run("mentions", "--limit", "1", "--format", "json")
    assert len(done.json) == 1
    assert "1 of 4" in done.err


def test_csv_is_for_spreadsheets_and_the_table_for_eyes(filled: Filled) -> None:
    rows = list(csv.DictReader(io.StringIO(filled.run("mentions", "--format", "csv").out)))
    assert {row["title"] for row in rows} >= {BISHKEK, TASHKENT}
    table = filled.run("mentions").out
    assert "published" in table
    assert "Hikvision" in table


def test_stories_are_one_json_array_with_the_contracts_keys_and_the_bare_noun_lists(filled: Filled) -> None:
    found = filled.run("stories", "--json").json
    assert all(list(one) == STORY.split() for one in found)
    assert found == filled.run("stories", "list", "--json").json
    assert len(filled.run("stories", "list", "--country", "KG", "--json").json) == 1


def test_a_story_is_shown_with_its_mentions_and_reasons(filled: Filled) -> None:
    story = filled.run("stories", "list", "--country", "KG", "--json").json[0]
    whole = filled.run("stories", "show", story["id"], "--json").json
    assert whole["mentions"][0]["title"] == BISHKEK
    shown = filled.run("stories", "show", story["id"]).out
    assert BISHKEK in shown
    assert whole["mentions"][0]["reasons"][0] in shown


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("mentions --since yesterday", "no date"),
        ("mentions --event party", "is none of"),
        ("mentions --format yaml", "unknown format"),
        ("stories show 99999", "there is no story 99999"),
        ("stories show abc", "there is no story abc"),
        ("mentions --grade 9", "--grade"),
        ("nonsense", "No such command"),
    ],
)
def test_wrong_use_is_status_2_with_a_word_on_what_is_right(filled: Filled, arguments: str, words: str) -> None:
    done = filled.run(*arguments.split())
    assert (done.status, done.out) == (2, "")
    assert words in " ".join(done.err.split())


def test_an_empty_database_lists_nothing(run: Run) -> None:
    assert run("mentions", "--json").json == []
    assert run("stories", "--json").json == []
    assert "nothing to show" in run("mentions").out


@pytest.mark.parametrize("noun", ["stories", "sources", "deployments"])
def test_a_noun_by_itself_is_its_list(filled: Filled, noun: str) -> None:
    assert filled.run(noun, "--json").json == filled.run(noun, "list", "--json").json != []


def test_the_filters_of_a_list_need_no_word_list(filled: Filled) -> None:
    assert [one["countries"] for one in filled.run("stories", "--country", "KG", "--json").json] == [["KG"]]
