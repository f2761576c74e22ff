"""What the words around a watched thing say of it: `lexicon/labels.yaml` found in a text, near what is watched."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from monitor.match.places.geography import SHORT
from monitor.match.spots import Spot
from monitor.match.survey import Scanner, Survey
from monitor.match.terms import label_terms

REACH = 2
"""So many sentences around what is watched are about it."""


@dataclass(frozen=True)
class LabelWords:
    """The words of one text, by what they say."""

    survey: Survey
    spots: Mapping[str, Sequence[Spot]]
    near: frozenset[int]
    """The sentences that speak of something watched, and their neighbours; the title's always."""
    names: Sequence[Spot]
    """The names of things in the text: words within them say nothing by themselves."""

    def says(self, name: str) -> bool:
        """Whether words of this list stand near what is watched."""
        return bool(self.beside(name))

    def beside(self, name: str) -> list[Spot]:
        """The words of this list that stand near what is watched, and not in the name of a thing."""
        return [spot for spot in self.spots.get(name, ()) if spot.sentence in self.near and not self._is_in_name(spot)]

    def sentences(self, name: str) -> set[int]:
        """The sentences in which words of this list stand near what is watched."""
        return {spot.sentence for spot in self.beside(name)}

    def says_with(self, name: str, spots: Iterable[Spot]) -> bool:
        """Whether words of this list stand in the sentence of one of the spots."""
        said = self.sentences(name)
        return any(spot.sentence in said for spot in spots)

    @property
    def is_page(self) -> bool:
        """Whether the text is longer than a notice: what is told in one place of it says little of another."""
        return len(self.survey.page.folded.text) >= SHORT

    def is_list(self, spot: Spot) -> bool:
        """Whether a comma cuts the words of a spot: "of streets, of roads, cameras" is a list and no phrase."""
        return "," in self.survey.page.folded.text[spot.start : spot.end]

    def _is_in_name(self, spot: Spot) -> bool:
        return any(one.start <= spot.start and spot.end <= one.end for one in self.names)

    def covers(self, name: str, spot: Spot) -> bool:
        """Whether a spot of the survey lies within, or around, words of this list."""
        return any(one.start < spot.end and spot.start < one.end for one in self.spots.get(name, ()))


def words_of(survey: Survey, names: Sequence[Spot]) -> LabelWords:
    """Find the words of a text that decide its labels."""
    page = survey.page
    spots: dict[str, list[Spot]] = {}
    for spot in _scanner().spots(page):
        spots.setdefault(spot.id, []).append(spot)
    near = {spot.sentence + step for spot in survey.core() for step in range(-REACH, REACH + 1)}
    if len(page.folded.text) < SHORT:
        near |= set(range(len(page.starts)))
    return LabelWords(survey, spots, frozenset(near | set(range(page.title_sentences))), names)


@lru_cache(maxsize=1)
def _scanner() -> Scanner:
    return Scanner(label_terms())
