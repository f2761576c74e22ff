"""What a number of a text is, and how Chinese writes one. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from monitor.match.figures.nouns import is_measure

_HANZI = re.compile(
    r"(?<![\d.第数几])(?:\d[\d,]*(?:\.\d+)?|[〇零一二两三四五六七八九十百千]+)(?:[〇零一二两三四五六七八九十百千万亿\d]|[多余](?=[万亿]))*"
)

RESOLUTION = re.compile(r"[248]k\b")
"""«350 4K-камер»: behind a number, how sharp a camera sees, and no second number."""

_JOINS = re.compile(r"(?![^\n]*\n\s*\n)\s*(?:and\s*)?")
"""What may stand between the pieces of a number: no end of a paragraph."""


class Sense(StrEnum):
    """What a number is there for, as far as its own writing tells."""

    COUNT = "count"
    ORDINAL = "ordinal"
    """A date, a rank, a paragraph: "2025-м", "5-bosqich"."""
    RANGE = "range"
    NAME = "name"
    """Part of a name or a code: M39, 5G, 24/7, 18:30."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number at [start, end) of the folded text, its ending included."""

    value: Fraction
    start: int
    end: int
    sense: Sense = Sense.COUNT
    ending: str = ""
    scale: int = 1
    """The largest scale word in it."""
    plain: bool = False
    """Four digits and nothing else: it may be a year."""
    words: bool = False
    """Written in words only."""


HANZI_DIGITS = {
    "〇": 0,
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "兩": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
HANZI_UNITS = {"十": 10, "百": 100, "千": 1000}
HANZI_SCALES = {"万": 10_000, "亿": 100_000_000}


def read_hanzi(written: str) -> Fraction | None:
    """The value of a Chinese number, digits and signs mixed: 1.3亿, 六千万, 2万5千. None for what is none."""
    total = section = Fraction(0)
    pending: Fraction | None = None
    digits = ""
    for character in (*written, ""):
        if character and (character.isdigit() or character in ".,"):
            digits += "" if character == "," else character
            continue
        if character and character in "多余":  # "1500多万": somewhat more
            continue
        if digits.strip("."):
            pending, digits = Fraction(digits.strip(".")), ""
        if character in HANZI_DIGITS:
            pending = Fraction(HANZI_DIGITS[character])
        elif character in HANZI_UNITS:
            section += (1 if pending is None else pending) * HANZI_UNITS[character]
            pending = None
        elif character == "亿" and total:  # 1.3万亿: so many hundred millions
            total, section, pending = (total + section + (pending or 0)) * HANZI_SCALES[character], Fraction(0), None
        elif character in HANZI_SCALES:
            total += (section + (pending or 0)) * HANZI_SCALES[character]
            section, pending = Fraction(0), None
        elif character:
            return None
    return total + section + (pending or 0)


def goes_on(text: str, end: int, tokens: Sequence[re.Match[str]]) -> bool:
    """Whether a number that has come to `end` may go on with the next tokens; a date on the next line is none of it."""
    gap = _JOINS.fullmatch(text, end, tokens[0].start())
    return gap is not None and not ("\n" in gap.group() and len(tokens) > 1 and is_measure(tokens[1].group()))


def hanzi_numbers(text: str) -> list[Number]:
    """The numbers of a Chinese text, digits and signs mixed."""
    found = []
    for written in _HANZI.finditer(text):
        value = read_hanzi(written.group())
        if value is None:
            continue
        digits = written.group()
        scale = 10**8 if "亿" in digits else 10**4 if "万" in digits else 1
        sense = Sense.NAME if text[written.end() : written.end() + 1] in ("%", "年", "月", "日", "号") else Sense.COUNT
        found.append(Number(value, written.start(), written.end(), sense, scale=scale, words=not digits[0].isdigit()))
    return found


def said_once(text: str, found: Sequence[Number]) -> list[Number]:
    """Without numbers that say the one before them again, in brackets: «12 (двенадцать) камер»."""
    kept: list[Number] = []
    for number in found:
        if kept and _says_again(text, kept[-1], number):
            kept[-1] = replace(kept[-1], end=number.end + 1)
        else:
            kept.append(number)
    return kept


def _says_again(text: str, one: Number, again: Number) -> bool:
    """Whether one number is in digits, the next in words or the other way round, in brackets, and both the same."""
    in_brackets = text[one.end : again.start].strip() == "(" and text[again.end : again.end + 1] == ")"
    return in_brackets and one.value == again.value and one.words != again.words


def value_of(digits: str, *, scaled: bool) -> Fraction:
    """The value of a figure as written; whether a lone separator groups or divides, its neighbours tell."""
    compact = digits.replace(" ", "")
    marks = re.findall("[.,]", compact)
    if not marks:
        return Fraction(compact)
    head, _, tail = compact.rpartition(marks[-1])
    grouping = len(tail) == 3 and len(set(marks)) == 1 and " " not in digits and not head.startswith("0")
    if grouping and (len(marks) > 1 or not scaled):
        return Fraction(compact.replace(marks[0], ""))
    return Fraction(re.sub("[.,]", "", head) + "." + tail)
