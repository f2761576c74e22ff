"""How fast texts are judged: fold, find and verdict on one core, beside a plain list of regular expressions.

    python benchmarks/matching.py [--forms 5000] [--texts 3000] [CORPUS.jsonl...]

The mix is what feeds carry: texts of 2 KB, three in a hundred with a hit, the others without any watched word. Texts
are made of the corpus given (the lessons of the tests by default). A hit here is an article of grade 2 or 3, in which
every step runs to its end: the dearest kind of text. All are judged once before the clock starts, as a service that has
run for a while has seen most words. Only processor time is counted, but a busy machine slows that too (its caches are
shared): so every text counts with the fastest of some passes, and what to judge by is the ratio of the two in one run.
The last line is of the same texts where those on which the signals are in two minds are read as a whole, too.
"""

import argparse
import json
import random
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

from ruamel.yaml import YAML

from monitor.match.lexicon_files import lexicon
from monitor.match.match import Text
from monitor.match.matcher import Matcher, compile_matcher
from monitor.match.opinion import second_opinion
from monitor.match.terms import gazetteer
from monitor.match.watchlist import Watchlist, load_watchlist, watchlist_of
from monitor.text.language import identify
from monitor.yamlfile import parse_yaml

ROOT = Path(__file__).resolve().parent.parent
LESSONS = ROOT / "tests" / "match" / "lessons.yaml"
SIZE = 2048
WITH_A_HIT = 0.03
PASSES = 5
"""How often each text is judged; the fastest time counts."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="*", type=Path)
    parser.add_argument("--forms", type=int, default=5000)
    parser.add_argument("--texts", type=int, default=3000)
    options = parser.parse_args()
    matcher = compile_matcher(padded_watchlist(options.forms))
    texts = mix(matcher, pieces(options.corpus), options.texts)
    hits = [matcher.match(text).grade > 0 for text in texts]  # loads the language model, too
    patterns = plain_list(options.forms)
    times = seconds(matcher.match, texts)
    with_hit = [time for time, hit in zip(times, hits, strict=True) if hit]
    without = [time for time, hit in zip(times, hits, strict=True) if not hit]
    ours = 1 / mean(times)
    plain = 1 / mean(seconds(lambda text: [pattern.search(text.whole) for pattern in patterns], texts[:40]))
    print(f"{options.forms} forms, {len(texts)} texts of {SIZE} bytes, {len(with_hit) / len(texts):.1%} with a hit")
    print(f"a text without a hit:     {mean(without) * 1e6:8.0f} µs; with one: {mean(with_hit) * 1e6:.0f} µs")
    print(f"fold + find + verdict:    {ours:8.0f} texts a second")
    print(f"list of {len(patterns)} expressions: {plain:8.1f} texts a second")
    print(f"ratio:                    {ours / plain:8.0f}")
    opinion = second_opinion()
    if opinion:
        asking = 1 / mean(seconds(compile_matcher(padded_watchlist(options.forms), opinion).match, texts))
        print(f"with a second opinion:    {asking:8.0f} texts a second, ratio {asking / plain:.0f}")


def padded_watchlist(forms: int) -> Watchlist:
    """The shipped list, with as many made-up names as it takes to reach `forms`."""
    shipped = load_watchlist(None)
    missing = forms - sum(len(entry.forms) for entry in shipped) - sum(len(place["forms"]) for place in gazetteer())
    if missing <= 0:
        return shipped
    chance = random.Random(7)
    names = sorted(
        {"".join(chance.choices("бвгдзклмнпрст", k=4) + chance.choices("аеиоу", k=3)) + "тех" for _ in range(missing)}
    )
    made_up = watchlist_of(
        parse_yaml(f"vendors:\n  made-up: {{name: Made up, forms: [{', '.join(f'{name}~' for name in names)}]}}", "w")
    )
    return Watchlist((*shipped.entries, *made_up.entries))


def plain_list(forms: int) -> list[re.Pattern[str]]:
    """What a simple monitor does: one expression a form, endings left open."""
    written = [form for entry in load_watchlist(None) for form in (one.written for one in entry.forms)]
    written += [form for place in gazetteer() for form in place["forms"]]
    written += [
        str(form) for languages in lexicon("terms").values() for forms_of in languages.values() for form in forms_of
    ]
    return [re.compile(r"\b" + re.escape(form.strip("~*+«»")) + r"\w*", re.IGNORECASE) for form in written[:forms]]


@dataclass(frozen=True)
class Piece:
    """An item that texts are made of; those of one `language` go together."""

    relevant: bool
    language: str
    country: str | None
    title: str
    text: str


def pieces(corpus: Sequence[Path]) -> list[Piece]:
    """The items of a corpus, or the lessons."""
    lines = [line for path in corpus for line in path.read_text("utf-8").splitlines() if line.strip()]
    if lines:
        rows: list[dict[str, Any]] = [json.loads(line) for line in lines]
        return [Piece(row["grade"] >= 2, row["lang"], row["source_country"], row["title"], row["text"]) for row in rows]
    lessons = YAML(typ="safe").load(LESSONS.read_text("utf-8"))
    return [
        Piece(grade >= 2, identify(f"{title} {text}") or "", country, title, text)
        for grade, country, title, text in lessons
    ]


def mix(matcher: Matcher, items: Sequence[Piece], count: int) -> list[Text]:
    """Texts of 2 KB: ordinary ones, and among them those with a hit."""
    chance = random.Random(1)
    ordinary = [item for item in items if matcher.survey(Text(item.title, item.text, item.country)) is None]
    relevant = [item for item in items if item.relevant]
    made = []
    for number in range(count):
        item = chance.choice(relevant if number % round(1 / WITH_A_HIT) == 0 else ordinary)
        alike = [other.text for other in ordinary if other.language == item.language and other.text] or [
            item.text or item.title
        ]
        text = item.text
        while len((item.title + text).encode()) < SIZE:
            text += " " + chance.choice(alike)
        room = SIZE - len(item.title.encode())
        made.append(Text(item.title, text.encode()[:room].decode("utf-8", "ignore"), item.country))
    return made


def seconds(judge: Callable[[Text], object], texts: Sequence[Text]) -> list[float]:
    """The processor time that each text takes, at best."""
    best = [float("inf")] * len(texts)
    for _ in range(PASSES):
        for place, text in enumerate(texts):
            start = time.process_time()
            judge(text)
            best[place] = min(best[place], time.process_time() - start)
    return best


if __name__ == "__main__":
    main()
