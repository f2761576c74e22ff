"""Fit monitor/match/lexicon/weights.json to labelled articles: `python scripts/fit_weights.py [CORPUS.jsonl...]`

Without files: all of tests/corpus/tune and tests/corpus/held. The lessons of tests/match/lessons.yaml and the articles
retold in other languages, tests/corpus/languages, are always learnt too. The exam, tests/corpus/exam, is refused.

A penalised logistic regression on the signals of monitor/match/signals.py, one for each question (see relevance.py).
With `--check` nothing is written: the figures of a ten-fold cross-validation are printed, stories kept in one fold.
"""

import argparse
import json
import math
import random
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from monitor.match.events import BIAS, PREFIX, event_signals, tell_event, total  # noqa: E402
from monitor.match.match import Text  # noqa: E402
from monitor.match.matcher import Matcher, compile_matcher  # noqa: E402
from monitor.match.places.geography import locate  # noqa: E402
from monitor.match.relevance import CONCRETE, highest, may_be_home  # noqa: E402
from monitor.match.signals import read_signals  # noqa: E402
from monitor.match.watchlist import load_watchlist  # noqa: E402
from scripts.leanings import lean_concrete, lean_event, lean_relevant  # noqa: E402

CORPUS = ROOT / "tests" / "corpus"
LEARNT = ("tune", "held")
RETOLD = CORPUS / "languages"
LESSONS = ROOT / "tests" / "match" / "lessons.yaml"
TARGET = ROOT / "monitor" / "match" / "lexicon" / "weights.json"
PENALTY = 3.0
"""Chosen by cross-validation: halving or doubling it changes little."""
LESSON = 0.35
"""What a lesson counts beside an article: there are more of them than articles are like them (cross-validated)."""
EVENT_PENALTY = 5.0
RARE = 0.2
"""By so much of the logarithm of its share an event's bias is raised."""
STEPS, EVENT_STEPS = 1200, 250
LINE = 260
SMALLEST = 0.02
"""Weights nearer to zero are left out."""

Lean = Callable[[str], tuple[float, int]]
Item = dict[str, Any]
Row = tuple[Item, dict[str, float], int, dict[str, float]]
"""An article, its signals, the highest grade it can have, and its signals of the event."""
Array = np.ndarray[Any, np.dtype[np.float64]]


def main() -> None:
    """Fit and write, or check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="*", type=Path)
    parser.add_argument("--check", action="store_true", help="print cross-validated figures, write nothing")
    options = parser.parse_args()
    paths = options.corpus or learnt_paths()
    if any(path.resolve().parent.name == "exam" for path in paths):
        parser.error("tests/corpus/exam is for judging only: leave it out")
    matcher = compile_matcher(load_watchlist())
    rows, unnamed = rows_of(matcher, items_of(matcher, paths))
    if options.check:
        check(rows, [item for item, *_ in unnamed])
        return
    tables = fit_all(rows) | {"unnamed": fit(unnamed, is_relevant)}
    TARGET.write_text(json.dumps(tables, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
    print(f"{len(rows)} + {len(unnamed)} articles, {sum(len(table) for table in tables.values())} weights")


def learnt_paths() -> list[Path]:
    """The files of labelled articles that are for learning."""
    return [path for part in LEARNT for path in sorted((CORPUS / part).glob("*.jsonl"))]


def items_of(matcher: Matcher, paths: Sequence[Path]) -> list[Item]:
    """All that is learnt from: the articles of some files, the lessons, and the articles' headlines alone or retold."""
    articles = [item for path in paths for item in corpus_items(path)]
    return [*articles, *lesson_items(), *headlines(matcher, articles), *retold_items()]


def headlines(matcher: Matcher, articles: Sequence[Item]) -> list[Item]:
    """Articles cut down to a headline that names something watched: feeds carry such. Each counts as a lesson."""
    cut = [
        {**item, "id": f"lesson-of-{item['id']}", "story": story_of(item), "text": "", "event": None}
        for item in articles
        if item["title"] and item["text"]
    ]
    surveys = (matcher.survey(Text(item["title"], source_country=item["source_country"])) for item in cut)
    return [item for item, survey in zip(cut, surveys, strict=True) if survey and survey.core()]


def corpus_items(path: Path) -> list[Item]:
    """The labelled articles of one file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def lesson_items() -> list[Item]:
    """The lessons as articles without an event."""
    rows = YAML(typ="safe").load(LESSONS.read_text("utf-8"))
    return [
        {"id": f"lesson-{number}", "grade": grade, "source_country": country, "title": title, "text": text}
        for number, (grade, country, title, text) in enumerate(rows, 1)
    ]


def retold_items() -> list[Item]:
    """Articles told again in other languages: each counts as a lesson, in the fold of its story."""
    items = (item for path in sorted(RETOLD.glob("*.jsonl")) for item in corpus_items(path))
    return [{**item, "id": f"lesson-{item['id']}"} for item in items]


def is_article(item: Item) -> bool:
    """Whether this is no lesson."""
    return not item["id"].startswith("lesson-")


def rows_of(matcher: Matcher, items: Sequence[Item]) -> tuple[list[Row], list[Row]]:
    """The rows of articles with a watched word, and of those without one."""
    named: list[Row] = []
    unnamed: list[Row] = []
    for item in items:
        text = Text(item["title"], item["text"], source_country=item["source_country"])
        survey = matcher.survey_anyway(text)
        where = locate(survey)
        signals = read_signals(survey, where)
        values = dict(signals.values)
        if survey.core() or survey.alone:
            cap = highest(survey, where, signals)[0]
            named.append((item, values, cap, event_signals(survey, signals)))
        else:
            unnamed.append((item, values, CONCRETE if may_be_home(survey, where, signals) else 1, {}))
    return named, unnamed


def is_relevant(item: Item) -> bool:
    """Whether an article belongs into a digest."""
    return bool(item["grade"] >= 2)


def fit_all(rows: Sequence[Row]) -> dict[str, dict[str, float]]:
    """The tables of every question."""
    relevant = [row for row in rows if is_relevant(row[0])]
    tables = {
        "mentioned": fit(rows, lambda item: item["grade"] >= 1),
        "relevant": fit(rows, is_relevant),
        "concrete": fit(relevant, lambda item: item["grade"] >= 3, lean=lean_concrete),
    }
    return tables | fit_events(relevant)


def fit_events(rows: Sequence[Row]) -> dict[str, dict[str, float]]:
    """A table for each event, from relevant articles: what is rare is raised a little, lest it is never told."""
    told = [(item, said, cap, said) for item, _, cap, said in rows if item.get("event")]
    counted = Counter(item["event"] for item, *_ in told)
    tables = {}
    for event, times in sorted(counted.items()):
        table = fit(told, partial(is_told_as, event), EVENT_PENALTY, lean=partial(lean_event, event), steps=EVENT_STEPS)
        table[BIAS] = round(table[BIAS] - RARE * math.log(times / len(told)), 3)
        tables[f"{PREFIX}{event}"] = table
    return tables


def is_told_as(event: str, item: Item) -> bool:
    """Whether an article tells this kind of event."""
    return bool(item["event"] == event)


def fit(
    rows: Sequence[Row],
    wanted: Callable[[Item], bool],
    penalty: float = PENALTY,
    *,
    lean: Lean | None = None,
    steps: int = STEPS,
) -> dict[str, float]:
    """Weights of one question: the penalised likelihood's highest point at which no signal speaks against its sense."""
    names = sorted({name for _, signals, *_ in rows for name in signals})
    table = np.array([[*(signals.get(name, 0.0) for name in names), 1.0] for _, signals, *_ in rows])
    truth = np.array([float(wanted(item)) for item, *_ in rows])
    leanings = [(lean or lean_relevant)(name) for name in names]
    counts = counts_of(rows)
    found = climb(table, truth, counts, penalty, leanings, steps)
    weights = {name: round(float(weight), 3) for name, weight in zip([*names, BIAS], found, strict=True)}
    return {name: weight for name, weight in weights.items() if abs(weight) >= SMALLEST or name == BIAS}


def counts_of(rows: Sequence[Row]) -> Array:
    """What each row counts."""
    return np.array([1.0 if is_article(item) else LESSON for item, *_ in rows])


def climb(
    table: Array, truth: Array, counts: Array, penalty: float, leanings: Sequence[tuple[float, int]], steps: int
) -> Array:
    """Accelerated projected gradient ascent; the last column is the bias, hardly penalised. `counts`: of each row."""
    expected = np.array([*(weight for weight, _ in leanings), 0.0])
    signs = np.array([*(sign for _, sign in leanings), 0])
    pull = np.full(table.shape[1], penalty)
    pull[-1] = 0.01
    rate = 1.0 / (np.linalg.norm(table * np.sqrt(counts)[:, None], 2) ** 2 / 4 + penalty)
    weights, ahead, pace = expected.copy(), expected.copy(), 1.0
    for _ in range(steps):
        chance = 1 / (1 + np.exp(-np.clip(table @ ahead, -30, 30)))
        new = ahead - rate * (table.T @ (counts * (chance - truth)) + pull * (ahead - expected))
        new = np.where(signs * new < 0, 0.0, new)
        next_pace = (1 + np.sqrt(1 + 4 * pace**2)) / 2
        ahead = new + (pace - 1) / next_pace * (new - weights)
        weights, pace = new, next_pace
    return weights


def check(rows: Sequence[Row], unfound: Sequence[Item], folds: int = 10) -> None:
    """Print precision and recall of articles that the weights have not seen. Lessons are learnt, not counted."""
    fold_of = folds_of(rows, folds)
    right = extra = told = 0
    missed = sum(item["grade"] >= 2 and is_article(item) for item in unfound)
    for number in range(folds):
        known = [row for row in rows if fold_of[story_of(row[0])] != number]
        table = fit(known, is_relevant)
        events = fit_events([row for row in known if row[0]["grade"] >= 2])
        for item, signals, cap, said_of in rows:
            if fold_of[story_of(item)] != number or not is_article(item):
                continue
            score = total(table, signals)
            said, relevant = score > 0 and cap >= 2, item["grade"] >= 2
            if said != relevant:
                print(f"{item['id']} grade {item['grade']} score {score:+.1f}: {item['title']} | {item['text'][:LINE]}")
            right, extra, missed = right + (said and relevant), extra + (said > relevant), missed + (said < relevant)
            told += relevant and tell_event(events, said_of, concrete=item["grade"] == CONCRETE) == item["event"]
    print(
        f"precision {right / (right + extra):.3f}, recall {right / (right + missed):.3f}"
        f" over {sum(map(is_article, (*(item for item, *_ in rows), *unfound)))} articles;"
        f" event right in {told / (right + missed):.3f} of the relevant ones"
    )


def story_of(item: Item) -> str:
    """What keeps articles of one event in one fold."""
    return str(item.get("story") or item["id"])


def folds_of(rows: Sequence[Row], folds: int) -> dict[str, int]:
    """The fold of each story, always the same."""
    stories = sorted({story_of(item) for item, *_ in rows})
    random.Random(0).shuffle(stories)
    return {story: number % folds for number, story in enumerate(stories)}


if __name__ == "__main__":
    main()
