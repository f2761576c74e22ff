"""What a sum is for: another thing than the deployment, where its own clause says so. Pure."""

import re

from monitor.match.figures.money import Sum, ends_a_sentence
from monitor.match.figures.nouns import Role, phrases
from monitor.match.figures.reading import Reading
from monitor.match.spots import Page

_BREAK = re.compile(r",\s?(?!\d)|，|[;:]\s|\s(?:togda kak|while|whereas)\s")
"""Where a clause ends; a comma between digits is none."""
_OURS = (Role.DEVICE, Role.GENERIC, Role.NAMED)
_PAIRS = (("mend", "mended"), ("bought", "vehicles"))
BESIDE = 24
"""So many letters stand between what is done and what it is done to, at most: "repairing 18 kilometres of roads"."""


def is_spent_elsewhere(page: Page, one: Sum, reading: Reading) -> bool:
    """Whether a sum's clause names what is built or bought with it, and nothing of ours: a road, buses, meals."""
    text = page.folded.text
    begin, end = _clause(page, one)
    if any(phrases("money", name).search(text, begin, end) for name in ("ours", "fines")):
        return False
    if _names_ours(reading, one.sentence, begin, end):
        return False
    if phrases("money", "elsewhere").search(text, begin, end):
        return True
    return any(_stand_together(text[begin:end], *pair) for pair in _PAIRS)


def _stand_together(clause: str, done: str, to: str) -> bool:
    """Whether a word of one list stands near one of another, in any order."""
    deeds = [hit.span() for hit in phrases("money", done).finditer(clause)]
    things = [hit.span() for hit in phrases("money", to).finditer(clause)]
    return any(max(a, c) - min(b, d) <= BESIDE for a, b in deeds for c, d in things)


def _clause(page: Page, one: Sum) -> tuple[int, int]:
    """The clause of a sum; with the one before it, where it only refers to that: "..., оған 1,1 млрд кетті"."""
    text = page.folded.text
    begin, end = page.sentence(one.sentence)
    end = one.end if ends_a_sentence(page, one.number) else end
    breaks = [begin, *(mark.end() for mark in _BREAK.finditer(text, begin, one.start))]
    behind = _BREAK.search(text, one.end, end)
    at = len(breaks) - 1
    if at and phrases("money", "refers").search(text, breaks[at], one.start):
        at -= 1
    return breaks[at], behind.start() if behind else end


def _names_ours(reading: Reading, sentence: int, begin: int, end: int) -> bool:
    return any(word.meaning.role in _OURS and begin <= word.start < end for word in reading.sentences[sentence])
