"""Fit monitor/match/lexicon/weights.json to labelled articles: `python scripts/fit_weights.py CORPUS.jsonl...`

A penalised logistic regression on the signals of monitor/match/signals.py, one for each question (see relevance.py). With
`--check` nothing is written: the figures of a ten-fold cross-validation are printed instead, stories kept in one fold.
"""

import argparse
import json
import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from monitor.match.geography import locate  # noqa: E402
from monitor.match.match import Text  # noqa: E402
from monitor.match.matcher import Matcher, compile_matcher  # noqa: E402
from monitor.match.relevance import BIAS  # noqa: E402
from monitor.match.signals import read_signals  # noqa: E402
from monitor.match.watchlist import load_watchlist  # noqa: E402

TARGET = ROOT / "monitor" / "match" / "lexicon" / "weights.json"
PENALTY = 1.0
SMALLEST = 0.02
"""Weights nearer to zero are left out."""

Item = dict[str, Any]
Row = tuple[Item, dict[str, float]]
Array = np.ndarray[Any, np.dtype[np.float64]]


def main() -> None:
    """Fit and write, or check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="+", type=Path)
    parser.add_argument("--check", action="store_true", help="print cross-validated figures, write nothing")
    options = parser.parse_args()
    items = [
        json.loads(line) for path in options.corpus for line in path.read_text("utf-8").splitlines() if line.strip()
    ]
    matcher = compile_matcher(load_watchlist())
    rows = [(item, signals) for item in items if (signals := signals_of(matcher, item)) is not None]
    if options.check:
        check(rows, [item for item in items if signals_of(matcher, item) is None])
        return
    tables = fit_all(rows)
    TARGET.write_text(json.dumps(tables, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
    print(f"{len(rows)} articles, {sum(len(table) for table in tables.values())} weights")


def signals_of(matcher: Matcher, item: Item) -> dict[str, float] | None:
    """The signals of a labelled article; None where the matcher finds nothing to judge."""
    survey = matcher.survey(Text(item["title"], item["text"], source_country=item["source_country"]))
    if survey is None or not (survey.core() or survey.alone):
        return None
    return dict(read_signals(survey, locate(survey)).values)


def fit_all(rows: Sequence[Row]) -> dict[str, dict[str, float]]:
    """The tables of every question."""
    relevant = [row for row in rows if row[0]["grade"] >= 2]
    tables = {
        "mentioned": fit(rows, lambda item: item["grade"] >= 1),
        "relevant": fit(rows, lambda item: item["grade"] >= 2),
        "concrete": fit(relevant, lambda item: item["grade"] >= 3),
    }
    events = sorted({item["event"] for item, _ in rows if item.get("event")})
    told = [row for row in rows if row[0].get("event")]
    for event in events:
        tables[f"event:{event}"] = fit(told, lambda item, event=event: item["event"] == event, penalty=3.0)
    return tables


def fit(rows: Sequence[Row], wanted: Callable[[Item], bool], penalty: float = PENALTY) -> dict[str, float]:
    """Weights of one question, by Newton's method on the penalised likelihood."""
    names = sorted({name for _, signals in rows for name in signals})
    table = np.array([[*(signals.get(name, 0.0) for name in names), 1.0] for _, signals in rows])
    truth = np.array([float(wanted(item)) for item, _ in rows])
    found = newton(table, truth, penalty)
    weights = {name: round(float(weight), 3) for name, weight in zip([*names, BIAS], found, strict=True)}
    return {name: weight for name, weight in weights.items() if abs(weight) >= SMALLEST or name == BIAS}


def newton(table: Array, truth: Array, penalty: float) -> Array:
    """The weights at which the penalised likelihood is highest; the last column is the bias, hardly penalised."""
    weights = np.zeros(table.shape[1])
    pull = np.full(table.shape[1], penalty)
    pull[-1] = 0.01
    for _ in range(60):
        chance = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (chance - truth) + pull * weights
        bend = (table * (chance * (1 - chance))[:, None]).T @ table + np.diag(pull)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def check(rows: Sequence[Row], unfound: Sequence[Item], folds: int = 10) -> None:
    """Print precision and recall of articles that the weights have not seen."""
    stories = sorted({item.get("story") or item["id"] for item, _ in rows})
    random.Random(0).shuffle(stories)
    fold_of = {story: number % folds for number, story in enumerate(stories)}
    right = extra = 0
    missed = sum(item["grade"] >= 2 for item in unfound)
    for number in range(folds):
        table = fit(
            [row for row in rows if fold_of[row[0].get("story") or row[0]["id"]] != number],
            lambda item: item["grade"] >= 2,
        )
        for item, signals in rows:
            if fold_of[item.get("story") or item["id"]] != number:
                continue
            said = table[BIAS] + sum(table.get(name, 0.0) * value for name, value in signals.items()) > 0
            right += said and item["grade"] >= 2
            extra += said and item["grade"] < 2
            missed += not said and item["grade"] >= 2
    print(
        f"precision {right / (right + extra):.3f}, recall {right / (right + missed):.3f} over {len(rows) + len(unfound)} articles"
    )


if __name__ == "__main__":
    main()
