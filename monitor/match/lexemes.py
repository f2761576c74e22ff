"""Words and phrases of many lists found in one walk over a text: `lexicon/telling.yaml` and its like. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from monitor.text.fold import fold

_WORD = re.compile(r"[^\W\d_\u3400-\u9fff]+|\d+|[^\w\s]")


class Token(NamedTuple):
    """A word, a figure or a mark of a folded text."""

    text: str
    start: int
    end: int


class Lexeme(NamedTuple):
    """A phrase of the list `label` at [start, end)."""

    label: str
    start: int
    end: int


class Tokens(NamedTuple):
    """The tokens of a folded text up to `end`: in reading order, and which of them begins at a place of the text."""

    all: Sequence[Token]
    at: Mapping[int, int]
    end: int


def tokens_of(text: str, end: int) -> Tokens:
    """The tokens of a folded text up to `end`."""
    tokens = [Token(found.group(), found.start(), found.end()) for found in _WORD.finditer(text, 0, end)]
    return Tokens(tokens, {token.start: place for place, token in enumerate(tokens)}, end)


class Lexemes:
    """Lists of phrases, compiled. `~` at the end of a form: its last word may go on. Chinese needs no word ends."""

    def __init__(self, lists: Mapping[str, Iterable[object]]) -> None:
        self._whole: dict[str, list[tuple[str, list[str], bool]]] = {}
        self._begins: dict[str, list[str]] = {}
        signs: dict[str, str] = {}
        for label, forms in lists.items():
            for form in forms:
                open_ended = str(form).endswith("~")
                words = fold(str(form).rstrip("~")).text.split()
                if words[0][0] >= "\u3400":
                    signs.setdefault(words[0], label)
                elif len(words) == 1 and open_ended:
                    self._begins.setdefault(words[0], []).append(label)
                else:
                    self._whole.setdefault(words[0], []).append((label, words[1:], open_ended))
        self._stems = [*self._whole, *sorted(self._begins, key=len)]
        self._firsts = AhoCorasick(self._stems, implementation=Implementation.DFA)
        """Finds where a phrase may begin: few words of a text are looked at."""
        self._signs = signs
        self._sign = re.compile("|".join(sorted(map(re.escape, signs), key=len, reverse=True))) if signs else None

    def find(self, tokens: Tokens, text: str) -> list[Lexeme]:
        """All phrases that stand in a text, in reading order; `tokens` are its own."""
        at = tokens.at
        firsts = sorted(
            (at[start], stem, end)
            for stem, start, end in self._firsts.find_matches_as_indexes(text, overlapping=True)
            if start in at
        )
        found = [lexeme for place, stem, end in firsts for lexeme in self._begun(tokens.all, place, stem, end)]
        if self._sign is not None and not text.isascii():
            found += [Lexeme(self._signs[sign.group()], sign.start(), sign.end()) for sign in self._sign.finditer(text)]
            found.sort(key=lambda one: one.start)
        return found

    def _begun(self, tokens: Sequence[Token], place: int, stem: int, end: int) -> Iterator[Lexeme]:
        """The phrases that begin with this stem, which stands at the beginning of a token and up to `end`."""
        token = tokens[place]
        if end > token.end:
            return
        if stem >= len(self._whole):
            for label in self._begins[self._stems[stem]]:
                yield Lexeme(label, token.start, token.end)
        elif end == token.end:
            yield from self._phrases(tokens, place)

    def _phrases(self, tokens: Sequence[Token], place: int) -> Iterator[Lexeme]:
        for label, rest, open_ended in self._whole[tokens[place].text]:
            last = place + len(rest)
            if last >= len(tokens):
                continue
            between = [one.text for one in tokens[place + 1 : last + 1]]
            if between == rest or (open_ended and between[:-1] == rest[:-1] and between[-1].startswith(rest[-1])):
                yield Lexeme(label, tokens[place].start, tokens[last].end)
