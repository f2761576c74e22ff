"""Count how common stems are in the tuning corpus, and write their weights for monitor/dedup/telling.py.

Run it when the corpus has grown: python benchmarks/common_stems.py
"""

import json
import math
from collections import Counter
from pathlib import Path

from monitor.dedup.telling import stems_of

ROOT = Path(__file__).parent.parent
OUT = ROOT / "monitor" / "dedup" / "common_stems.txt"
FROM = 3
"""Texts that have a stem from which on it is listed; a rarer one weighs the most."""


def main() -> None:
    items = [json.loads(line) for file in sorted((ROOT / "tests/corpus/tune").glob("*.jsonl")) for line in file.open()]
    counts = Counter(stem for item in items for stem in stems_of(item["title"], item["text"]))
    lines = [f"// ln({len(items)} texts / texts with the stem); written by benchmarks/common_stems.py"]
    common = sorted((stem, number) for stem, number in counts.items() if number >= FROM)
    lines += [f"{stem} {math.log(len(items) / number):.2f}" for stem, number in common]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines) - 1} stems of {len(counts)}, {len(items)} texts")


if __name__ == "__main__":
    main()
