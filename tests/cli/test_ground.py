"""`init`, `check`, `explain`, `db`, and what errors mean to the shell."""

import json

import pytest

from tests.cli.conftest import Run
from tests.e2e.place import Place
from tests.feeds import SERGEK, SERGEK_TEXT, page
from tests.origin import Origin


def test_init_writes_three_files_that_pass_the_check_and_never_overwrites(run: Run, place: Place) -> None:
    assert [one["written"] for one in run("init", "--json").json] == [True] * 3
    assert run("check", "--json").json == []
    (place.folder / "sources.yaml").write_text("sources: []  # mine\n")
    assert [one["written"] for one in run("init", "--json").json] == [False] * 3
    assert "# mine" in (place.folder / "sources.yaml").read_text()


def test_check_names_every_mistake_of_every_file_at_once(run: Run, place: Place) -> None:
    (place.folder / "sources.yaml").write_text("sources:\n  - {id: a, name: A, url: 'ftp://x'}\n")
    (place.folder / "subscriptions.yaml").write_text(
        "subscriptions:\n  - {id: d, name: D, schedule: noon, channels: []}\n"
    )
    done = run("check", "--json")
    assert done.status == 2
    assert {one["file"] for one in done.json} == {"sources.yaml", "subscriptions.yaml"}
    assert all(one["line"] and one["remedy"] for one in done.json)


def test_explain_shows_the_match_with_offsets_that_lead_to_the_words(run: Run) -> None:
    match = run("explain", "--text", f"{SERGEK}\n{SERGEK_TEXT}", "--country", "KZ", "--json").json
    assert (match["grade"], match["countries"]) == (3, ["KZ"])
    for one in match["evidence"]:
        assert match["text"][one["start"] : one["end"]] == one["text"]
    assert "grade 3" in run("explain", "--text", SERGEK).out
    assert "grade 3" in run("explain", SERGEK).out
    linked = run("explain", "--text", f"{SERGEK}\nПолиция довольна.\nЧитайте также: Hikvision в Таразе").out
    assert "folded: " in linked
    assert "hikvision" not in linked.lower()
    in_arabic_letters = run("explain", "قىزىلوردادا «سەرگەك» كامەرالارى").out
    assert 'folded: kizilordada "sergek" kameralari' in in_arabic_letters
    assert "سەرگەك (sergek)" in in_arabic_letters
    assert run("explain", SERGEK, "--text", SERGEK).status == 2
    assert "grade 3" in run("explain", "阿拉木图将新增350套“Sergek”抓拍系统").out


def test_explain_reads_an_address_and_says_why_it_cannot(run: Run, origin: Origin) -> None:
    words = (SERGEK_TEXT, "Новые комплексы подключат к центру оперативного управления полиции города весной.")
    origin.serve("/a", page(SERGEK, words), content_type="text/html")
    assert run("explain", origin.url("/a"), "--json").json["grade"] == 3
    gone = run("explain", origin.url("/missing"))
    assert gone.status == 1
    assert "404 (Not Found)" in gone.err


def test_evaluate_scores_a_corpus(run: Run, place: Place) -> None:
    line = {"id": "1", "title": SERGEK, "text": SERGEK_TEXT, "source_country": "KZ", "grade": 3, "places": ["taraz"]}
    (place.folder / "c.jsonl").write_text(json.dumps(line) + "\n")
    scores = run("evaluate", "c.jsonl", "--json").json
    assert {"precision", "recall", "f1", "by_language", "by_country", "by_grade"} <= set(scores)
    assert "places: missed taraz; too many almaty" in run("evaluate", "c.jsonl", "--labels").out


def test_db_info_tells_of_a_database_that_is_not_made_yet_and_of_one_that_is(run: Run) -> None:
    assert run("db", "info", "--json").json["revision"] is None
    assert run("db", "upgrade", "--json").json["changed"] is True
    assert run("db", "upgrade", "--json").json["changed"] is False
    info = run("db", "info", "--json").json
    assert info["revision"] == info["head"]
    assert info["rows"]["article"] == 0


def test_a_database_that_is_not_there_is_status_3(run: Run, place: Place) -> None:
    place.environment["DATABASE_URL"] = "postgresql://nobody@127.0.0.1:1/none"
    done = run("mentions", "--json")
    assert (done.status, done.out) == (3, "")
    assert "DATABASE_URL" in done.err


@pytest.mark.parametrize("command", ["poll", "sources list", "digest preview morning", "run"])
def test_a_folder_without_files_is_status_2_with_the_way_out(run: Run, command: str) -> None:
    done = run(*command.split())
    assert done.status == 2
    assert "footprint init" in done.err


def test_a_setting_that_cannot_be_is_status_2_by_its_name(run: Run, place: Place) -> None:
    place.environment["FOOTPRINT_TIMEOUT"] = "soon"
    done = run("mentions")
    assert done.status == 2
    assert "FOOTPRINT_TIMEOUT" in done.err
