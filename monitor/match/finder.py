"""Finding many forms in one pass: an automaton over their stems, then a look at endings and neighbours of every hit."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from monitor.match.endings import Ending, ends_well
from monitor.match.forms import CHINESE, CJK, Form, Word

SEPARATORS = frozenset(" \t\n\"-&/|,()'")
"""What may stand between two words of a phrase."""
GAP = 3
"""How many separators at most."""
INSIDE = frozenset(".&|")
"""What may join two parts of one word of a form: scc.uz, R&S."""

_TAIL = re.compile(rf"[^\W{CHINESE}]*")
"""What goes on with a word: Chinese letters stand around a Latin name without a space."""
_ABBREVIATED = re.compile(r"(?<![\w.])(?<!\d )([^\W\d_]{1,3})\.\s?$")
"""«г. Темир», «пос.Затобольск»; «в 2015 г. Темир Сариев» is no town."""
EAST = "\u2e80"
"""No Chinese character comes before this one."""

Place = tuple[int, int] | None


class Hit(NamedTuple):
    """A form found at [start, end) of the folded text, endings included."""

    form: int
    start: int
    end: int
    exact: bool
    """Whether nothing follows the stem of the (single) word."""


class _Phrases(NamedTuple):
    """Forms of several words, by how the word beside their anchor must begin: it rules most of them out at one look."""

    stems: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()


class _Candidates(NamedTuple):
    """The forms that an anchor may belong to, by their number."""

    any: tuple[int, ...]
    """Single words, and phrases whose next word may be anything."""
    before: _Phrases
    after: _Phrases

    def numbers(self, words: "_Words", start: int, tail: int) -> Sequence[int]:
        """Those that the words beside an anchor at [start, tail) leave possible."""
        numbers = self.any
        if self.before.stems and words.begins(words.before(start), self.before.stems):
            numbers += self.before.numbers
        if self.after.stems and words.begins(words.after(tail), self.after.stems):
            numbers += self.after.numbers
        return sorted(numbers) if len(numbers) > 1 else numbers


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
        self._automaton = (
            AhoCorasick(self._stems, store_patterns=False, implementation=Implementation.DFA) if uses else None
        )
        self._candidates = lru_cache(maxsize=1 << 15)(self._candidates_of)

    def find(self, text: str) -> list[Hit]:
        """All hits in a folded text, in the order of their ends; overlapping ones included."""
        if self._automaton is None:
            return []
        found: list[Hit] = []
        words, candidates_of = _Words(text), self._candidates
        for stem, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            tail = end
            if not self._free[stem]:
                before = text[start - 1 : start]
                if before.isalnum() and text[start].isalnum() and not _is_chinese(before):
                    continue
                if text[end - 1].isalnum():
                    tail = words.tail(end)
            candidates = candidates_of(stem, text[end:tail])
            if candidates is None:
                continue
            numbers = candidates.numbers(words, start, tail)
            if numbers:
                found += self._walked(words, numbers, start, end, tail)
        return found

    def _walked(self, words: "_Words", numbers: Sequence[int], start: int, end: int, tail: int) -> Iterator[Hit]:
        """The hits of forms whose anchor is the word at [start, tail), its stem ending at `end`."""
        for number in numbers:
            form = self._forms[number]
            if len(form.words) == 1:
                yield Hit(number, start, tail, tail == end)
                continue
            span = _neighbours(words, form, start, tail)
            if span:
                yield Hit(number, *span, False)

    def _candidates_of(self, stem: int, rest: str) -> _Candidates | None:
        """The forms of a stem whose word may go on with `rest`. Asked again and again: few words make up most texts."""
        sides: dict[str, dict[int, tuple[str, ...]]] = {"any": {}, "before": {}, "after": {}}
        for number, ending in self._uses[stem]:
            if ends_well(rest, ending) if rest else ending is not Ending.ADJECTIVE:
                side, stems = _beside(self._forms[number])
                sides[side][number] = stems
        before, after = (
            _Phrases(tuple({stem: None for stems in one.values() for stem in stems}), tuple(one))
            for one in (sides["before"], sides["after"])
        )
        return _Candidates(tuple(sides["any"]), before, after) if any(sides.values()) else None


def _beside(form: Form) -> tuple[str, tuple[str, ...]]:
    """On which side of a form's anchor a word must stand, and how that may begin."""
    place = form.anchor - 1 if form.anchor else 1
    word = form.words[place] if place < len(form.words) else None
    if word is None or word.is_gap or CJK.search(word.stem):
        return "any", ()
    return "before" if place < form.anchor else "after", tuple(stem for stem, _ in word.stems)


class _Words:
    """The words around places of one text, each looked up once."""

    __slots__ = ("_after", "_before", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._after: dict[int, Place] = {}
        self._before: dict[int, Place] = {}

    def tail(self, end: int) -> int:
        """Where the word that reaches beyond `end` ends."""
        found = _TAIL.match(self.text, end)
        return found.end() if found else end

    def after(self, end: int) -> Place:
        """The next word behind `end`, if only separators lie between."""
        if end not in self._after:
            self._after[end] = self._find_after(end)
        return self._after[end]

    def before(self, start: int) -> Place:
        """The word before `start`, if only separators lie between."""
        if start not in self._before:
            self._before[start] = self._find_before(start)
        return self._before[start]

    def begins(self, place: Place, stems: tuple[str, ...]) -> bool:
        """Whether a word begins with one of these."""
        return place is not None and self.text.startswith(stems, place[0])

    def _find_after(self, end: int) -> Place:
        text, size = self.text, len(self.text)
        begin = end
        while begin < size and begin - end < GAP and text[begin] in SEPARATORS:
            begin += 1
        if begin == end or begin >= size or not text[begin].isalnum():
            return None
        finish = self.tail(begin)
        while finish + 1 < size and text[finish] in INSIDE and text[finish + 1].isalnum():
            finish = self.tail(finish + 1)
        return begin, finish

    def _find_before(self, start: int) -> Place:
        text = self.text
        if text[start - 1 : start] == " ":  # most often: one blank, and a plain word
            begin = text.rfind(" ", 0, start - 1) + 1
            if text[begin : start - 1].isalnum():
                return _behind_chinese(text, begin, start - 1), start - 1
        short = _ABBREVIATED.search(text, max(0, start - 6), start) if "." in text[start - 2 : start] else None
        if short:
            return short.span(1)
        finish = start
        while finish > 0 and start - finish < GAP and text[finish - 1] in SEPARATORS:
            finish -= 1
        if finish in (start, 0) or not text[finish - 1].isalnum():
            return None
        begin = finish
        while begin > 0 and (
            text[begin - 1].isalnum() or (text[begin - 1] in INSIDE and begin > 1 and text[begin - 2].isalnum())
        ):
            begin -= 1
        return _behind_chinese(text, begin, finish), finish


def _behind_chinese(text: str, begin: int, end: int) -> int:
    """Where a word begins that stands right behind Chinese, which has no blanks: «由Korkem Telecom出资»."""
    if not _is_chinese(text[begin]) or _is_chinese(text[end - 1]):
        return begin
    return next(at for at in range(end - 1, begin - 1, -1) if _is_chinese(text[at])) + 1


def _is_chinese(letter: str) -> bool:
    return letter >= EAST and bool(CJK.match(letter))


def _neighbours(words: _Words, form: Form, start: int, end: int) -> Place:
    """The span of the whole phrase, if the words around its anchor are there."""
    begin = _walk_back(words, form.words[: form.anchor], start)
    if begin is None:
        return None
    finish = _walk_on(words, form.words[form.anchor + 1 :], end)
    return None if finish is None else (begin, finish)


def _walk_on(words: _Words, wanted: Sequence[Word], end: int) -> int | None:
    for place, word in enumerate(wanted):
        if word.is_gap:
            tried = (_walk_on(words, wanted[place + 1 :], at) for at in _skips(words, end))
            return next((reached for reached in tried if reached is not None), None)
        if CJK.search(word.stem):
            if not words.text.startswith(word.stem, end):
                return None
            end += len(word.stem)
            continue
        found = words.after(end)
        if found is None or not word.fits(words.text[found[0] : found[1]]):
            return None
        end = found[1]
    return end


def _skips(words: _Words, end: int) -> Iterator[int]:
    """After none, one and two words."""
    yield end
    for _ in range(2):
        found = words.after(end)
        if found is None:
            return
        end = found[1]
        yield end


def _walk_back(words: _Words, wanted: Sequence[Word], start: int) -> int | None:
    for place in range(len(wanted) - 1, -1, -1):
        word = wanted[place]
        if word.is_gap:
            tried = (_walk_back(words, wanted[:place], at) for at in _skips_back(words, start))
            return next((reached for reached in tried if reached is not None), None)
        found = words.before(start)
        if found is None or not word.fits(words.text[found[0] : found[1]]):
            return None
        start = found[0]
    return start


def _skips_back(words: _Words, start: int) -> Iterator[int]:
    yield start
    for _ in range(2):
        found = words.before(start)
        if found is None:
            return
        start = found[0]
        yield start
