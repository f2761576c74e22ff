"""Finding many forms in one pass: an automaton over their stems, then a look at endings and neighbours of every hit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, Implementation

from monitor.match.endings import Ending, ends_well
from monitor.match.forms import CJK, Form, Word

SEPARATORS = frozenset(" \t\n\"-&/|,()'")
"""What may stand between two words of a phrase."""
GAP = 3
"""How many separators at most."""
INSIDE = frozenset(".&|")
"""What may join two parts of one word of a form: scc.uz, R&S."""

EAST = "\u2e80"
"""No Chinese character comes before this one."""

Place = tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A form found at [start, end) of the folded text, endings included."""

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
        self._automaton = (
            AhoCorasick(self._stems, store_patterns=False, implementation=Implementation.DFA) if uses else None
        )

    def find(self, text: str) -> list[Hit]:
        """All hits in a folded text, in the order of their ends; overlapping ones included."""
        if self._automaton is None:
            return []
        found: list[Hit] = []
        words = _Words(text)
        for stem, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if self._free[stem]:
                found.extend(self._verified(words, stem, start, end, end))
            elif not (start and _joins(text[start - 1]) and text[start].isalnum()):
                found.extend(self._verified(words, stem, start, end, words.tail(end)))
        return found

    def _verified(self, words: "_Words", stem: int, start: int, end: int, tail: int) -> Iterator[Hit]:
        rest = words.text[end:tail] if words.text[end - 1].isalnum() else ""
        word_end = tail if rest else end
        for number, ending in self._uses[stem]:
            if rest and not ends_well(rest, ending):
                continue
            if not rest and ending is Ending.ADJECTIVE:
                continue
            form = self._forms[number]
            if len(form.words) == 1:
                yield Hit(number, start, word_end, not rest)
                continue
            span = _neighbours(words, form, start, word_end)
            if span:
                yield Hit(number, *span, False)


class _Words:
    """The words around places of one text, each looked up once."""

    __slots__ = ("_after", "_before", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._after: dict[int, Place] = {}
        self._before: dict[int, Place] = {}

    def tail(self, end: int) -> int:
        """Where the word that reaches beyond `end` ends."""
        text, size = self.text, len(self.text)
        while end < size and (_joins(text[end]) or text[end] == "_"):
            end += 1
        return end

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
        return begin, finish


def _joins(letter: str) -> bool:
    """Whether a letter beside a word belongs to it: Chinese ones stand around a Latin name without a space."""
    return letter.isalnum() and (letter < EAST or not CJK.match(letter))


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
