"""How well the matching does on labelled articles, with every miss and false alarm explained."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from monitor.jobs.corpus import Item, Judged, read_corpus
from monitor.jobs.scores import is_wrong, score
from monitor.match.match import Match, Text


@dataclass(frozen=True)
class Evaluation:
    """The figures and what lies behind them."""

    scores: dict[str, Any]
    judged: tuple[Judged, ...]

    @property
    def wrong(self) -> tuple[Judged, ...]:
        """Misses first, then false alarms."""
        found = [one for one in self.judged if one.item.labelled and is_wrong(one)]
        return tuple(sorted(found, key=lambda one: (one.match.grade, one.item.id)))


def evaluate(path: Path, match: Callable[[Text], Match], advance: Callable[[], None] = lambda: None) -> Evaluation:
    """Judge every item of a corpus by its title, text, source country and date alone, and score the verdicts. Raises CorpusError."""
    return evaluate_items(read_corpus(path), match, advance)


def evaluate_items(
    items: Sequence[Item], match: Callable[[Text], Match], advance: Callable[[], None] = lambda: None
) -> Evaluation:
    """The same over items at hand."""
    judged = []
    for item in items:
        judged.append(Judged(item, match(item.text)))
        advance()
    return Evaluation(score(judged), tuple(judged))
