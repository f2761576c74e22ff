"""Stories over a corpus: told by the product's own rules, scored pair by pair and article by article."""

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

import monitor.cli.evaluate  # noqa: F401  (registers the command)
from monitor.cli.app import app
from monitor.dedup.story import World
from monitor.jobs.corpus import Item, Judged
from monitor.jobs.story_scores import b_cubed, compare, score_stories, wanted_copies
from monitor.jobs.telling_apart import tell_apart
from monitor.match.match import Match, Text

RELEASE = (
    "В Павлодаре до конца года смонтируют 317 камер на перекрёстках и во дворах, сообщили в управлении полиции. "
    "Комплексы распознают номера машин и подключены к центру оперативного управления области."
)


def judged(identity: str, text: str, grade: int = 3, **labels: Any) -> Judged:
    item = Item(identity, Text(title=identity, text=text), {"id": identity, "grade": 3, **labels})
    places = ("pavlodar",) if grade else ()
    return Judged(item, Match(grade, countries=("KZ",), places=places, entities=("video-surveillance",)))


def test_b_cubed_weighs_every_article_alike() -> None:
    wanted = {"a": "1", "b": "1", "c": "2", "d": "2", "e": "2"}
    given = {"a": "x", "b": "x", "c": "x", "d": "y", "e": "y"}
    # Of precision: two of a, b, c are right and d, e wholly; of recall: a, b wholly, c alone of its three.
    assert b_cubed(wanted, given) == {"precision": 0.7333, "recall": 0.7333, "f1": 0.7333}
    pairwise = compare(wanted, given)["pairwise"]
    assert (pairwise["right"], pairwise["extra"], pairwise["missed"]) == (2, 2, 2)


def test_what_stands_alone_on_both_sides_is_wholly_right() -> None:
    same = {"a": "a", "b": "b"}
    assert b_cubed(same, same) == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert compare(same, same)["pairwise"]["precision"] is None


def test_a_reprint_of_a_reprint_has_the_words_of_the_first() -> None:
    rows = [judged("a", ""), judged("b", "", near_duplicate_of="a"), judged("c", "", near_duplicate_of="b")]
    assert wanted_copies(rows) == {"a": "a", "b": "a", "c": "a"}


def test_a_circle_in_the_labels_ends() -> None:
    rows = [judged("a", "", near_duplicate_of="b"), judged("b", "", near_duplicate_of="a")]
    assert set(wanted_copies(rows).values()) == {"a"}


def test_a_reprint_is_told_and_what_is_no_mention_has_no_story() -> None:
    rows = [
        judged("a", RELEASE, story="s"),
        judged("b", "Дополнено. " + RELEASE, story="s", near_duplicate_of="a"),
        judged("c", RELEASE, grade=0),
    ]
    told = tell_apart(rows, World(frozenset({"video-surveillance"})))
    assert told.story_of == {"a": "a", "b": "a"}
    assert told.reprint_of == {"b": "a"}
    scores = score_stories(rows, told)
    assert scores is not None
    assert scores["pairwise"]["f1"] == scores["near_duplicates"]["pairwise"]["f1"] == 1.0


def test_without_labels_of_stories_nothing_is_scored() -> None:
    rows = [judged("a", RELEASE), judged("b", RELEASE)]
    assert score_stories(rows, tell_apart(rows, World())) is None


def test_the_command_writes_stories_into_scores_and_predictions(tmp_path: Path) -> None:
    corpus, out = tmp_path / "corpus.jsonl", tmp_path / "out.jsonl"
    text = "Акимат объявил тендер на 317 камер видеонаблюдения Hikvision с распознаванием лиц в Павлодаре. " + RELEASE
    rows = [
        {"id": name, "title": name, "text": text, "published": "2025-03-01", "source_country": "KZ", "grade": 3,
         "story": "s", "near_duplicate_of": "one" if name == "two" else None}
        for name in ("one", "two")
    ]  # fmt: skip
    corpus.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    result = CliRunner().invoke(app, ["evaluate", str(corpus), "--stories", "--predictions", str(out), "--json"])
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["stories"]["b3"]["f1"] == 1.0
    said = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [(line["story"], line["near_duplicate_of"]) for line in said] == [("one", None), ("one", "one")]
