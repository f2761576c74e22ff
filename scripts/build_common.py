"""Build monitor/match/lexicon/common.json: in how many of a thousand ordinary texts a word stands.

From those articles of tests/corpus/tune, tests/corpus/held and the lessons in which nothing watched is found. It says
nothing of meaning: a phrase is looked for by the rarest of its words, for speed. Run it when the corpus has grown.
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from monitor.match.match import Text  # noqa: E402
from monitor.match.matcher import compile_matcher  # noqa: E402
from monitor.match.watchlist import load_watchlist  # noqa: E402
from monitor.text.fold import fold  # noqa: E402
from scripts.fit_weights import corpus_items, learnt_paths, lesson_items  # noqa: E402

TARGET = ROOT / "monitor" / "match" / "lexicon" / "common.json"
LEAST = 2
"""A word of fewer texts in a thousand is as good as any."""
WORD = re.compile(r"[^\W\d_]+")


def main() -> None:
    """Count and write."""
    items = [item for path in learnt_paths() for item in corpus_items(path)] + lesson_items()
    matcher = compile_matcher(load_watchlist())
    every = [Text(item["title"], item["text"], source_country=item["source_country"]) for item in items]
    texts = [text.whole for text in every if matcher.survey(text) is None]
    counts = Counter(word for text in texts for word in set(WORD.findall(fold(text).text)))
    shares = {word: round(1000 * count / len(texts)) for word, count in sorted(counts.items())}
    kept = {word: share for word, share in shares.items() if share >= LEAST}
    TARGET.write_text(json.dumps(kept, ensure_ascii=False, indent=0) + "\n", "utf-8")
    print(f"{len(kept)} words of {len(counts)}, {len(texts)} texts")


if __name__ == "__main__":
    main()
