"""Finding many forms in one pass: an automaton over their stems, then a look at endings and neighbours of every hit."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from monitor.match.endings import Ending, ends_well
from monitor.match.forms import CJK, Form, Word

_TAIL = re.compile(r"\w*")
_NEXT = re.compile(r"[\s\"\-&/|,()]{1,3}(\w+(?:[.&]\w+)*)")
_PREVIOUS = re.compile(r"(\w+(?:[.&]\w+)*)[\s\"\-&/|,()]{1,3}$")
REACH = 64
"""How far before a hit its neighbour is looked for."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A form found at [start, end) of the folded text, endings included; `stem_end`: where its last stem ends."""

    form: int
    start: int
    end: int
    exact: bool
    """Whether nothing follows the stem of the (single) word."""


class Finder:
    """Finds forms, given by their place in the sequence it was made from. Immutable: threads may share it."""

    def __init__(self, forms: Sequence[Form]) -> None:
        self._forms = tuple(forms)
        uses: dict[str, list[tuple[int, Ending]]] = {}
        for number, form in enumerate(self._forms):
            for stem, ending in form.words[form.anchor].stems:
                uses.setdefault(stem, []).append((number, ending))
        self._stems = list(uses)
        self._uses = tuple(tuple(uses[stem]) for stem in self._stems)
        self._free = tuple(bool(CJK.search(stem[-1])) for stem in self._stems)
        self._automaton = AhoCorasick(self._stems, store_patterns=False) if self._stems else None

    def find(self, text: str) -> list[Hit]:
        """All hits in a folded text, in the order of their ends; overlapping ones included."""
        if self._automaton is None:
            return []
        found: list[Hit] = []
        for stem, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if self._free[stem]:
                found.extend(self._verified(text, stem, start, end, end))
                continue
            if start and text[start - 1].isalnum() and text[start].isalnum():
                continue
            tail = _TAIL.match(text, end)
            found.extend(self._verified(text, stem, start, end, tail.end() if tail else end))
        return found

    def _verified(self, text: str, stem: int, start: int, end: int, tail: int) -> Iterator[Hit]:
        rest = text[end:tail] if text[end - 1].isalnum() else ""
        word_end = tail if rest else end
        for number, ending in self._uses[stem]:
            if not ends_well(rest, ending):
                continue
            form = self._forms[number]
            if len(form.words) == 1:
                yield Hit(number, start, word_end, not rest)
                continue
            span = _neighbours(text, form, start, word_end)
            if span:
                yield Hit(number, *span, False)


def _neighbours(text: str, form: Form, start: int, end: int) -> tuple[int, int] | None:
    """The span of the whole phrase, if the words around its anchor are there."""
    begin = _walk_back(text, form.words[: form.anchor], start)
    if begin is None:
        return None
    finish = _walk_on(text, form.words[form.anchor + 1 :], end)
    return None if finish is None else (begin, finish)


def _walk_on(text: str, words: Sequence[Word], end: int) -> int | None:
    for place, word in enumerate(words):
        if word.is_gap:
            tried = (_walk_on(text, words[place + 1 :], at) for at in _skips(text, end))
            return next((reached for reached in tried if reached is not None), None)
        if CJK.search(word.stem):
            if not text.startswith(word.stem, end):
                return None
            end += len(word.stem)
            continue
        found = _NEXT.match(text, end)
        if not found or not word.fits(found.group(1)):
            return None
        end = found.end()
    return end


def _skips(text: str, end: int) -> Iterator[int]:
    """After none, one and two words."""
    yield end
    for _ in range(2):
        found = _NEXT.match(text, end)
        if not found:
            return
        end = found.end()
        yield end


def _walk_back(text: str, words: Sequence[Word], start: int) -> int | None:
    for place in range(len(words) - 1, -1, -1):
        word = words[place]
        if word.is_gap:
            tried = (_walk_back(text, words[:place], at) for at in _skips_back(text, start))
            return next((reached for reached in tried if reached is not None), None)
        found = _PREVIOUS.search(text, max(0, start - REACH), start)
        if not found or not word.fits(found.group(1)):
            return None
        start = found.start(1)
    return start


def _skips_back(text: str, start: int) -> Iterator[int]:
    yield start
    for _ in range(2):
        found = _PREVIOUS.search(text, max(0, start - REACH), start)
        if not found:
            return
        start = found.start(1)
        yield start
