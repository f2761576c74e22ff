"""Dates in Chinese by which something is to be done: «投标截止2026年3月12日», «3月12日前». Pure."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_DATE = re.compile(
    r"(?P<until>截止(?:日期|时间|期)?[:：为至于到\s]{0,3})?(?:(?P<year>20\d\d)年)?(?P<month>1[0-2]|0?[1-9])月"
    r"(?:(?P<day>\d{1,2})[日号])?(?P<before>底?[之以]?前(?![往后後来來期夕一二三四五六七八九十两\d]))?"
)
_DONE = re.compile("[^。；]{0,12}已")
"""«截止12月31日，已安装300个»: as of when something is reported."""


class HanziDate(NamedTuple):
    """A date as written, at [start, end) of the text; what is not said is None."""

    year: int | None
    month: int
    day: int | None
    ends: bool
    """Whether the month's end is meant."""
    start: int
    end: int


def hanzi_dates(text: str, end: int) -> Iterator[HanziDate]:
    """The dates before which, or until which, something is to be done, up to `end`."""
    for one in _DATE.finditer(text, 0, end):
        if one["before"] or (one["until"] and not _DONE.match(text, one.end())):
            year, day = (int(one[name]) if one[name] else None for name in ("year", "day"))
            yield HanziDate(year, int(one["month"]), day, "底" in (one["before"] or ""), one.start(), one.end())
