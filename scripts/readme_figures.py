"""Write the figures of the exam between the README's marks: `python scripts/readme_figures.py`.

They are those of `footprint evaluate tests/corpus/exam --json` with the shipped watch list. `--check`: only compare,
exit 1 when they differ.
"""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from monitor.jobs.evaluate import evaluate  # noqa: E402
from monitor.jobs.world import matcher_of  # noqa: E402
from monitor.match.watchlist import load_watchlist  # noqa: E402

README = ROOT / "README.md"
EXAM = ROOT / "tests" / "corpus" / "exam"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
NAMES = {
    "ru": "Russian", "kk": "Kazakh", "kk-Latn": "Kazakh, Latin", "kk-Arab": "Kazakh, Arabic script",
    "uz": "Uzbek, Latin",
    "uz-Cyrl": "Uzbek, Cyrillic", "ky": "Kyrgyz", "tg": "Tajik", "tk": "Turkmen", "en": "English", "zh": "Chinese",
}  # fmt: skip
LABELS = (("countries", "countries"), ("places", "places"), ("entities", "watched names"), ("facts", "counts and sums"))


def main() -> None:
    """Write, or compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when the README differs")
    options = parser.parse_args()
    scores = evaluate(EXAM, matcher_of(load_watchlist(None)).match).scores
    before = README.read_text("utf-8")
    head, _, rest = before.partition(BEGIN)
    _, _, tail = rest.partition(END)
    after = f"{head}{BEGIN}\n{figures(scores)}\n{END}{tail}"
    if options.check:
        sys.exit(before != after)
    README.write_text(after, "utf-8")


def figures(scores: Mapping[str, Any]) -> str:
    """What the README says of them."""
    relevant = scores["right"] + scores["missed"]
    lines = [
        f"On {scores['items']} articles that neither rules nor weights have seen ({relevant} of them relevant, most of"
        " the others near misses), made from real items:",
        "",
        "| | articles | precision | recall | F1 |",
        "| --- | ---: | ---: | ---: | ---: |",
        _row("**all**", scores, scores["items"]),
    ]
    groups = scores["by_language"]
    lines += [_row(name, groups[code], groups[code]["items"]) for code, name in NAMES.items() if code in groups]
    told = "; ".join(_label(name, scores[key]) for key, name in LABELS if scores[key]["f1"])
    lines += ["", f"Labels of the relevant ones found, F1: {told}; language {_figure(scores['language']['accuracy'])};"]
    events = scores["events"]
    lines += [f"the event {_figure(events['accuracy'])}, under its heading of a digest {_figure(events['heading'])}."]
    return "\n".join(lines)


def _row(name: str, figures_of: Mapping[str, Any], items: int) -> str:
    cells = (_figure(figures_of[key]) for key in ("precision", "recall", "f1"))
    return f"| {name} | {items} | {' | '.join(cells)} |"


def _label(name: str, figures_of: Mapping[str, Any]) -> str:
    return f"{name} {_figure(figures_of['f1'])} (wholly right in {_figure(figures_of['exact'])})"


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


if __name__ == "__main__":
    main()
