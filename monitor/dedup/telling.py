"""One telling of an event, as it is compared with another: who, where, when, how much, and in which words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final

from db.kinds import ClaimKind, Event
from monitor.dedup.signature import shingles_of
from monitor.text.fold import fold

_COMMON: Final = Path(__file__).with_name("common_stems.txt")
_WORD: Final = re.compile(r"[^\W_]+")
_THOUSANDS: Final = re.compile(r"(?<=\d)[ \u00a0\u202f.,](?=\d{3}(?!\d))")
_NAME: Final = re.compile(r"(?:(?<=[^\W\d_] )|(?<=, )|(?<=[«“\"(]))[^\W\d_]+")
"""A word that does not begin a sentence, or that stands in quotes: with a capital it is a name."""
_NUMBER: Final = re.compile(r"(?<![\d.,])\d{2,}(?![\d]|[.,]\d)")
_YEAR: Final = re.compile(r"(?:19[89]|20[0-3])\d")
_DIGITS: Final = re.compile(r"\d+")

STEM: Final = 5
"""Letters of a word that are compared: endings differ between tellings, and between related languages more so."""

RAREST: Final = 5.5
"""What a word weighs that is not among the common ones: ln(505 texts / 2)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A count, a sum or a deadline that a telling gives."""

    kind: ClaimKind
    value: int | str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """What is compared of a mention."""

    key: str
    """Its article's key: what ties are broken by, whatever came first."""
    when: datetime | None = None
    """Published, else first seen; None: unknown, compatible with all."""
    exact: bool = True
    """Whether `when` is the publication's and not only the moment we saw it."""
    language: str | None = None
    grade: int = 2
    event: Event | None = None
    entities: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    figures: frozenset[Figure] = frozenset()
    shingles: frozenset[str] = field(default=frozenset(), repr=False)
    stems: frozenset[str] = field(default=frozenset(), repr=False)
    names: frozenset[str] = field(default=frozenset(), repr=False)
    """Stems of names, and numbers: what a translation keeps."""


def figures_of(claims: Iterable[tuple[ClaimKind, int | str | None, str | None]]) -> frozenset[Figure]:
    """The claims by which events are told apart: (kind, value, unit), a status left out."""
    return frozenset(
        Figure(kind, value, unit) for kind, value, unit in claims if kind is not ClaimKind.STATUS and value is not None
    )


def stems_of(title: str, text: str) -> frozenset[str]:
    """The beginnings of the folded words, and numbers of two digits or more as `#1641`."""
    found: set[str] = set()
    for word in _WORD.findall(fold(_THOUSANDS.sub("", f"{title}\n{text}")).text):
        if digits := "".join(_DIGITS.findall(word)):
            if len(digits) > 1:
                found.add("#" + digits)
        elif len(word) >= STEM - 1:
            found.add(word[:STEM])
    return frozenset(found)


def words_of(title: str, text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Shingles and stems of a text: the two fields of a Telling that take its words."""
    return shingles_of(title, text), stems_of(title, text)


def names_of(title: str, text: str) -> frozenset[str]:
    """What a telling says that goes over into any language: names within sentences, as stems, and rarer numbers."""
    found: set[str] = set()
    for part in (title, text):
        for name in _NAME.findall(part):
            folded = "".join(_WORD.findall(fold(name).text))
            if name[0].isupper() and len(folded) >= STEM - 1:
                found.add(folded[:STEM])
    numbers = (number for number in _NUMBER.findall(_THOUSANDS.sub("", f"{title}\n{text}")))
    found.update(f"#{number}" for number in numbers if not _YEAR.fullmatch(number))
    return frozenset(found)


def weight(stem: str) -> float:
    """How much it tells that two texts share this stem: little for what stands in every text on cameras."""
    return common_stems().get(stem, RAREST)


@cache
def common_stems() -> dict[str, float]:
    """The weights of the stems that many texts have (benchmarks/common_stems.py counts them)."""
    lines = _COMMON.read_text(encoding="utf-8").splitlines()
    return {stem: float(number) for stem, number in (line.split() for line in lines if not line.startswith("//"))}
