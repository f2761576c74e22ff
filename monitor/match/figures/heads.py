"""What the head of a table's column says of its cells: so many of a device, so much money, or another thing. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from db.kinds import ClaimKind
from monitor.match.figures.currencies import currencies
from monitor.match.figures.hanzi import kind_named
from monitor.match.figures.nouns import Role, is_listed, meaning_of, phrases
from monitor.match.figures.number_words import number_words
from monitor.match.figures.numerals import HANZI_SCALES

_WORD = re.compile(r"[^\W\d_]+|'000|[%№$€₸₽¥£₺]")
_THOUSANDS = "'000"
_BY_THEM = re.compile(r"\w{4,}(?:ami|oi|oiu|men|menen|bilan|bilen)")
"""A device as a means, folded: «выявлено камерами», "kameralar bilan"."""
_OTHERS = (Role.OTHER, Role.PERSON, Role.MEASURE)


@dataclass(frozen=True, slots=True)
class Head:
    """What each number below is: so many (thousand) of a kind or of a currency. Neither: no thing of ours."""

    kind: ClaimKind | None = None
    currency: str | None = None
    factor: int = 1
    is_empty: bool = False
    """Whether it names no thing at all: «Қазір бары», "2024"."""


def read_head(text: str, base: str | None, *, chinese: bool) -> Head:
    """Read the folded words of a head. `base`: the language."""
    if chinese:
        return _chinese(text)
    words = _WORD.findall(text)
    scales = {word: _scale(word, base) for word in words}
    factor = next((scale for scale in scales.values() if scale), 1)
    currency = next((found for word in words if (found := currencies().currency(word))), None)
    rest = [word for word in words if not scales[word] and not currencies().currency(word)]
    if currency:
        own = all(is_listed(word, "column_money") or phrases("money", "fines").fullmatch(word) for word in rest)
        return Head(currency=currency, factor=factor) if own and currency != "som" else Head()
    return _counted(rest, factor, base)


def _scale(word: str, base: str | None) -> int | None:
    if word == _THOUSANDS:
        return 1000
    found = number_words(base).scales.get(word)
    return found[0] if found else None


def _counted(words: Sequence[str], factor: int, base: str | None) -> Head:
    """The device that a head counts: it stands there as what is counted, beside no other thing."""
    meanings = [meaning_of(word, base) for word in words]
    if any(is_listed(word, "no_column") for word in words) or any(one.role in _OTHERS for one in meanings):
        return Head()
    devices = [(word, one.kind) for word, one in zip(words, meanings, strict=True) if one.role is Role.DEVICE]
    if not devices:
        return Head(is_empty=factor == 1)
    word, kind = devices[-1]
    return Head() if _BY_THEM.fullmatch(word) else Head(kind, factor=factor)


def _chinese(text: str) -> Head:
    factor = next((scale for sign, scale in HANZI_SCALES.items() if sign in text), 1)
    currency = next((code for name, code in currencies().hanzi.items() if name in text), None)
    if currency:
        return Head(currency=currency, factor=factor) if phrases("counting", "column_money").search(text) else Head()
    if phrases("counting", "no_column").search(text):
        return Head()
    kind = kind_named(text)
    return Head(kind, factor=factor) if kind else Head(is_empty=factor == 1)
