"""A written form of the watch list or the lexicon, read into words that can be found in a folded text.

The notation: `~` at a word's end (or `*`, the same) lets it carry endings, `+` lets it go on with any letters, `_`
stands for up to two words in between, «…» asks for quotes in the text. A word without a mark is matched as it is.
`<town>` is any word for a town, `<district>`, `<region>` and `<village>` likewise (lexicon/geography.yaml, `kinds`).
`=` before a form asks that its first word be spelt so in the source: for words that the skeleton merges (тұман fog,
tuman district).
"""

import math
import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from monitor.match.endings import VOWELS, Ending, ends_well
from monitor.match.lexicon_files import lexicon
from monitor.text.fold import fold

GAP = "_"
LITERAL = "="
CHINESE = r"\u2e80-\u9fff\uf900-\ufaff"
CJK = re.compile(f"[{CHINESE}]")
_SPLIT = re.compile(r"([\s\"-]+)")
_QUOTED = re.compile(r'^"[^"]+"[~*]?$')
_KIND = re.compile("<[a-z_]+>")
_LETTERS = re.compile(r"[^\W\d_]")
SHORT_CAPITALS = 5
"""An abbreviation of up to so many letters, written in capitals, is found in capitals only: АПК, ZTE, РК."""

ADJECTIVE = re.compile(r"^([А-Яа-яЁё]{3,})(?:ый|ий|ой|ая|яя|ое|ее|ые|ие)$")
"""A Russian adjective in a phrase that may carry endings agrees with its noun: it needs no mark of its own."""

WITHIN_WORDS = {1: 1000, 2: 100, 3: 10}
"""A word of so few letters stands within other words, too: it is looked at as if so many texts of 1,000 held it."""
CAPITALS_SAY = 3
"""An abbreviation is rarer than its length says by so many letters."""

VOICED = {"k": "g", "p": "b"}
RUSSIAN_VOWELS = "аяоеёыи"


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a form: the stems it may begin with, each with what may follow."""

    stems: tuple[tuple[str, Ending], ...]
    capitals: bool = False

    @property
    def stem(self) -> str:
        """The main stem, empty for a gap."""
        return self.stems[0][0] if self.stems else ""

    @property
    def is_gap(self) -> bool:
        """Whether this stands for any one or two words."""
        return not self.stems

    def fits(self, token: str) -> bool:
        """Whether a whole folded word of the text is this word."""
        return any(token.startswith(stem) and ends_well(token[len(stem) :], ending) for stem, ending in self.stems)


@dataclass(frozen=True, slots=True)
class Form:
    """A form ready to be found. `anchor` is the word by which the automaton finds it."""

    written: str
    words: tuple[Word, ...]
    anchor: int
    quoted: bool = False
    spelt: str | None = None
    """How the first word must be spelt in the source, where its folding is another word's, too."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left of it to find."""
        return not any(word.stem for word in self.words)

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for forms that find the same."""
        return (self.words, self.quoted, self.spelt)


def read_form(written: str, *, name: bool = False, quoted_counts: bool = True) -> Form:
    """Read a form. `name`: its open words may also become Russian adjectives (places, vendors)."""
    literal = written.startswith(LITERAL)
    written = written.removeprefix(LITERAL)
    quoted = quoted_counts and not written[:1].isalnum() and bool(_QUOTED.match(fold(written).text.strip()))
    source_words = _words_of(written)
    if any(word[-1] in "~*" for word in source_words):
        source_words = [ADJECTIVE.sub(r"\1*", word) for word in source_words]
    words = tuple(word for source in source_words if (word := _word(source, name=name)) is not None)
    anchor = max(range(len(words)), key=lambda place: _rarity(words[place])) if words else 0
    return Form(written, words, anchor, quoted, written.split()[0].rstrip("~*+") if literal and words else None)


def _words_of(written: str) -> list[str]:
    """The words of a form as a folded text has them: «видео-наблюд~» and «видео наблюд~» are «видеонаблюд~»."""
    words: list[str] = []
    whole = gap = ""
    for piece in filter(None, _SPLIT.split(_unquoted(written))):
        if _SPLIT.fullmatch(piece):
            gap = piece
            continue
        together = whole + gap + piece
        if words and words[-1].isalpha() and not _SPLIT.search(fold(together).text):
            words[-1] += piece
            whole = together
        else:
            words.append(piece)
            whole = piece
    return words


def _rarity(word: Word) -> tuple[float, int]:
    """How well a phrase is found by this word: the fewer ordinary texts hold it the better, then the longer."""
    if not word.stem:
        return (-math.inf, 0)
    share = max(_share(stem, ending) for stem, ending in word.stems)
    length = len(word.stem) + (2 if CJK.search(word.stem) else 0) + (CAPITALS_SAY if word.capitals else 0)
    return (-max(share, WITHIN_WORDS.get(length, 0)), length)


@lru_cache(maxsize=1 << 16)
def _share(stem: str, ending: Ending) -> int:
    """Of a thousand ordinary texts, those with a word that begins with `stem` and goes on as it may."""
    words, shares = _common()
    share = 0
    for place in range(bisect_left(words, stem), len(words)):
        if not words[place].startswith(stem):
            break
        share += shares[place] if ends_well(words[place][len(stem) :], ending) else 0
    return share


@lru_cache(maxsize=1)
def _common() -> tuple[list[str], list[int]]:
    table = lexicon("common")
    return list(table), list(table.values())


def _unquoted(written: str) -> str:
    return re.sub("[«»“”„‟\"'‘]+(?=$|[\\s~*])|(?:^|(?<=\\s))[«»“”„‟\"'‘]+", " ", re.sub("[–—‑‐]", "-", written))


@lru_cache(maxsize=1 << 16)
def _word(source: str, *, name: bool) -> Word | None:
    if source == GAP:
        return Word(())
    if _KIND.fullmatch(source):
        kinds = (_word(str(written), name=False) for written in lexicon("geography")["kinds"][source[1:-1]])
        return Word(tuple(stem for word in kinds if word for stem in word.stems))
    mark = source[-1] if source[-1] in "~*+" and not source.endswith("++") else ""
    bare = source.rstrip("~*") if mark in ("~", "*") else source[:-1] if mark else source
    stem = fold(bare).text
    if not stem or not any(character.isalnum() for character in stem):
        return None
    capitals = bare.isupper() and len(_LETTERS.findall(bare)) == len(bare) and 2 <= len(bare) <= SHORT_CAPITALS
    if mark == "+":
        return Word(((stem, Ending.ANY),), capitals)
    if not mark:
        return Word(((stem, Ending.EXACT),), capitals)
    return Word(tuple(_open_stems(bare, stem, name=name)), capitals)


def _open_stems(bare: str, stem: str, *, name: bool) -> Iterable[tuple[str, Ending]]:
    yield stem, Ending.NAME if name else Ending.ENDINGS
    if len(stem) >= 4 and stem[-1] in VOICED:
        yield stem[:-1] + VOICED[stem[-1]], Ending.VOICED
    vowel = bare[-1].lower() in RUSSIAN_VOWELS or (name and stem[-1] in VOWELS)
    if len(stem) >= 5 and vowel and fold(bare[:-1]).text and bare[-2:-1].isalpha():
        yield fold(bare[:-1]).text, Ending.ADJECTIVE if name else Ending.DECLINED
