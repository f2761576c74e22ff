"""Spans of numbers: "150-200 cameras" counts, "со 150 до 1500 манатов" is money, "2026–2028" are years. Pure."""

import re
from collections.abc import Collection

from monitor.match.figures.numerals import Number

LEAST = 10
"""A span below it ("2-3 cameras") is a manner of speaking."""
YEARS = range(1900, 2061)
"""What is a year where it stands plainly, and no count."""
_BEFORE, _BEHIND = re.compile(r"\d\s?-\s?$"), re.compile(r"\s?-\s?\d")
_UP_TO = re.compile(r"\s(?:do|to|dan|gacha|po)\s|\s?-\s?")


def is_end_of_span(text: str, number: Number) -> bool:
    """Whether a number of a folded text is one end of a span that counts something."""
    if number.value < LEAST or number.words or (number.plain and int(number.value) in YEARS):
        return False
    return bool(_BEFORE.search(text, max(0, number.start - 4), number.start) or _BEHIND.match(text, number.end))


def begins_a_span(text: str, number: Number) -> bool:
    """Whether a number is the lower end of a span: the 30 of "30-40"."""
    return _BEHIND.match(text, number.end) is not None


def begins_a_sum(text: str, number: Number, sums: Collection[int]) -> bool:
    """Whether a number goes on to a sum of money; `sums`: where the sums' numbers begin."""
    up_to = _UP_TO.match(text, number.end)
    return up_to is not None and up_to.end() in sums
