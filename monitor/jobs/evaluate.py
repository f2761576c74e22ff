"""How well the matching does on labelled articles, with every miss and false alarm explained."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from monitor.dedup.story import World
from monitor.jobs.corpus import Item, Judged, prediction, read_corpus
from monitor.jobs.scores import is_wrong, score
from monitor.jobs.story_scores import score_stories
from monitor.jobs.telling_apart import ToldApart, tell_apart
from monitor.match.match import Match, Text


@dataclass(frozen=True)
class Evaluation:
    """The figures and what lies behind them."""

    scores: dict[str, Any]
    judged: tuple[Judged, ...]
    told: ToldApart | None = None
    """Which of them tell one event, where that was asked."""

    @property
    def wrong(self) -> tuple[Judged, ...]:
        """Misses first, then false alarms."""
        found = [one for one in self.judged if one.item.labelled and is_wrong(one)]
        return tuple(sorted(found, key=lambda one: (one.match.grade, one.item.id)))


def evaluate(path: Path, match: Callable[[Text], Match], advance: Callable[[], None] = lambda: None) -> Evaluation:
    """Judge every item of a corpus by its title, text, source country and date alone, and score the verdicts.

    Raises CorpusError.
    """
    return evaluate_items(read_corpus(path), match, advance)


def evaluate_items(
    items: Sequence[Item],
    match: Callable[[Text], Match],
    advance: Callable[[], None] = lambda: None,
    world: World | None = None,
) -> Evaluation:
    """The same over items at hand; with a world, their stories are told and scored too."""
    judged = []
    for item in items:
        judged.append(Judged(item, match(item.text)))
        advance()
    scores = score(judged)
    told = tell_apart(judged, world) if world is not None else None
    scores["stories"] = score_stories(judged, told) if told is not None else None
    return Evaluation(scores, tuple(judged), told)


def predictions_of(evaluation: Evaluation) -> list[dict[str, Any]]:
    """The lines of the predictions file; where stories were told, with `story` and `near_duplicate_of`.

    What is no mention has no story: null.
    """
    lines = [prediction(one) for one in evaluation.judged]
    if evaluation.told is not None:
        for line in lines:
            line["story"] = evaluation.told.story_of.get(line["id"])
            line["near_duplicate_of"] = evaluation.told.reprint_of.get(line["id"])
    return lines
