"""By when something is promised, as an ISO date: "до конца 2026 года" is 2026-12-31, "к 1 марта" the next one. Pure."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from monitor.match.figures.hanzi_dates import hanzi_dates
from monitor.match.figures.nouns import phrases
from monitor.match.lexemes import Lexeme, Lexemes, Tokens
from monitor.match.lexicon_files import lexicon
from monitor.match.spots import Page
from monitor.text.fold import fold

BACK = 60
"""Days by which a date without a year may lie before the publication and still be this year's."""
HALF_A_YEAR = 183
NEAR = 3
"""How many words may stand between a date and its "until"."""
BESIDE = 2
"""How many words may stand between the two dates of a span."""
_YEAR = re.compile(r"20\d\d")
_YEAR_BEFORE = re.compile(r"(20\d\d)\W*年?$")
AHEAD = 5
"""Years from now in which a number before "the end of the year" is one; farther off it counts something."""
_ISO = re.compile(
    r"(?<!\d)(?:(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)|(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\.(?P<y2>20\d\d))(?!\d)"
)
_LIMITS = ("until", "until_after", "from", "from_after", "during", "year_word", "end_of", "after_day")
LONGEST = 31
"""Days of the longest month."""
_ENGLISH_MONTHS = frozenset(fold(name).text for name in (*calendar.month_name[1:], *calendar.month_abbr[1:], "Sept"))
_ENDING = {"this_year": 0, "next_year": 1}
"""Phrases for the end of a year that is not named, and how many years it lies after the publication's."""
_PARTS = frozenset(("-", "nji", "nchi", "go", "m", "chi", "th", "st", "nd", "rd", "of"))
"""What may stand inside a date and says nothing."""
_BETWEEN = frozenset(("the", "of", "on", "at", "-", ":"))
"""What may stand between a date and its "until"."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which or from which something is promised, at [start, end) of the folded text."""

    day: date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Written:
    """A date as written: tokens [first, last]; what is not said is None."""

    first: int
    last: int
    year: int | None
    month: int | None
    day: int | None


@cache
def _words() -> Lexemes:
    table = lexicon("telling")
    months = {f"month {number}": forms for number, forms in table["months"].items()}
    return Lexemes({**months, **{name: table[name] for name in (*_LIMITS, *_ENDING)}})


def deadlines(page: Page) -> list[Deadline]:
    """The deadlines of a text, in reading order, each day once."""
    end = min(page.story_end, page.recall)
    published = page.text.published.date() if page.text.published else None
    known = [one for one in _words().find(page.tokens, page.folded.text) if one.start < end]
    reader = _Reader(page.tokens, known, published, page.folded.text)
    found = [*reader.read(), *reader.read_chinese(end)]
    for one in _ISO.finditer(page.folded.text, 0, end):
        day = _valid(*(int(one[name] or one[name + "2"]) for name in ("y", "m", "d")))
        if day is not None and (day > published if published else _is_limit(page.folded.text, one.start())):
            found.append(Deadline(day, one.start(), one.end()))
    if published is not None:
        found += [
            Deadline(date(_ending_year(page.folded.text, one, published), 12, 31), one.start, one.end)
            for one in known
            if one.label in _ENDING and not _is_inside(one, known)
        ]
    days: dict[date, Deadline] = {}
    for deadline in sorted(found, key=lambda one: one.start):
        days.setdefault(deadline.day, deadline)
    return list(days.values())


def _is_limit(text: str, start: int) -> bool:
    """Whether a date in figures has "until" or "from" before it; without one, an undated page shows its own date."""
    before = text[max(0, start - 24) : start].rstrip()
    return any(
        found.end() == len(before) for name in ("until", "from") for found in phrases("telling", name).finditer(before)
    )


def _ending_year(text: str, one: Lexeme, published: date) -> int:
    """Which year's end a phrase means: the one whose number stands before it, else as far from now as it says."""
    said = _YEAR_BEFORE.search(text, max(0, one.start - 8), one.start)
    if said and abs(int(said[1]) - published.year) <= AHEAD:
        return int(said[1])
    return published.year + _ENDING[one.label]


def _is_inside(one: Lexeme, known: Sequence[Lexeme]) -> bool:
    """Whether a phrase is a part of "the end of next year", as Chinese has it."""
    return any(
        other.label == "next_year" and other is not one and other.start <= one.start and one.end <= other.end
        for other in known
    )


class _Reader:
    """Reads dates in words out of the tokens of a text."""

    def __init__(self, tokens: Tokens, known: Sequence[Lexeme], published: date | None, text: str) -> None:
        self._tokens = tokens.all
        self._text = text
        self._published = published
        self._labels: dict[int, set[str]] = {}
        ends = {token.end: place for place, token in enumerate(tokens.all)}
        for one in known:
            for place in {tokens.at.get(one.start, -1), ends.get(one.end, -1)}:
                self._labels.setdefault(place, set()).add(one.label)

    def read(self) -> list[Deadline]:
        found: list[Deadline] = []
        at, begins_at = 0, -1 - BESIDE
        while at < len(self._tokens):
            may_begin = at in self._labels or self._tokens[at].text.isdigit()
            written = self._written(at) if may_begin else None
            if written is None:
                at += 1
                continue
            limits = until, starts, _ = self._limits(written)
            deadline = self._deadline(written, *limits)
            if until and written.first - begins_at <= BESIDE + 1:  # "from February to July": a span, whose end counts
                found = [one for one in found if one.end < self._tokens[begins_at].start]
                gone = deadline is not None and self._published is not None and deadline.day < self._published
                deadline = None if gone else deadline
            if deadline is not None:
                found.append(deadline)
            ends = any(token.text in ".;!?" for token in self._tokens[written.last + 1 : written.last + 2])
            begins_at = written.last if starts and not until and not ends else -1 - BESIDE
            at = written.last + 1
        return found

    def read_chinese(self, end: int) -> list[Deadline]:
        """Dates such as "投标截止2026年3月12日" and "3月12日前", up to `end`."""
        found: list[Deadline] = []
        for one in hanzi_dates(self._text, end):
            day = self._day(_Written(0, 0, one.year, one.month, one.day), starts=False, begins=not one.ends)
            if day is not None and (self._published is None or day > self._published):
                found.append(Deadline(day, one.start, one.end))
        return found

    def _is(self, place: int, *labels: str) -> bool:
        return any(label in self._labels.get(place, ()) for label in labels)

    def _month(self, place: int) -> int | None:
        names = [label for label in self._labels.get(place, ()) if label.startswith("month ")]
        return int(names[0].partition(" ")[2]) if names else None

    def _past_parts(self, place: int, *, year: bool = False) -> int:
        """The next place that says something; with `year`, past the word "year" too."""
        while place < len(self._tokens) and (
            self._tokens[place].text in _PARTS or (year and self._is(place, "year_word"))
        ):
            place += 1
        return place

    def _written(self, at: int) -> _Written | None:
        """A date that begins at a token: year? day? month year?, or a year alone."""
        place, year, day, last = at, None, None, at
        if _YEAR.fullmatch(self._tokens[place].text):
            year, last = int(self._tokens[place].text), place
            place = self._past_parts(place + 1, year=True)
            last = place - 1
        number = self._tokens[place].text if place < len(self._tokens) else ""
        if number.isdigit() and 1 <= len(number) <= 2 and self._month(self._past_parts(place + 1)):
            day, place = int(number), self._past_parts(place + 1)
        month = self._month(place) if place < len(self._tokens) else None
        if month is None:
            return _Written(at, last, year, None, None) if year is not None else None
        last = place
        if day is None and (behind := self._day_behind(place)) is not None:
            day, last = int(self._tokens[behind].text), behind
        following = self._past_parts(last + 1)
        if day is not None and following < len(self._tokens) and self._tokens[following].text == ",":
            following += 1
        if year is None and following < len(self._tokens) and _YEAR.fullmatch(self._tokens[following].text):
            year = int(self._tokens[following].text)
            last = self._past_parts(following + 1, year=True) - 1
        return _Written(at, last, year, month, day)

    def _day_behind(self, month: int) -> int | None:
        """The place of an English date's day, which follows its month: "March 6"; "by May 60 cameras" has none."""
        place = month + 1
        if self._tokens[month].text not in _ENGLISH_MONTHS or place >= len(self._tokens):
            return None
        after = self._tokens[place + 1].text if place + 1 < len(self._tokens) else "."
        if not (self._tokens[place].text.isdigit() and 1 <= int(self._tokens[place].text) <= LONGEST):
            return None
        ends = not after[0].isalnum() or self._ends_line(place)
        return place if ends or self._is(place + 1, "after_day") or _YEAR.fullmatch(after) else None

    def _ends_line(self, place: int) -> bool:
        """Whether a title or paragraph ends with a token."""
        return "\n" in self._text[self._tokens[place].end : self._tokens[place + 1].start]

    def _limits(self, written: _Written) -> tuple[bool, bool, bool]:
        """Whether a date is one until which, from which, or until the end of which something is promised."""
        last = self._before(written.first)
        before = range(max(0, last), last + 1)
        behind = self._past_clock(written.last + 1)
        reach = range(behind, min(len(self._tokens), behind + NEAR))
        after = range(behind, next((place for place in reach if self._month(place)), reach.stop))
        word = self._tokens[written.last].text
        glued = any(token.text.endswith("gacha") for token in (self._tokens[place] for place in (written.last, *after)))
        until = glued or self._near(before, "until") or self._near(after, "until_after")
        starts = self._near(before, "from") or self._near(after, "from_after")
        starts = starts or (written.month is not None and bool(re.search(r"(?:dan|den|tan|ten)$", word)))
        return until, starts, last < written.first - 1 or self._near(after, "end_of")

    def _deadline(self, written: _Written, until: bool, starts: bool, ended: bool) -> Deadline | None:
        last = self._before(written.first)
        if not (until or starts or self._near(range(max(0, last), last + 1), "during")):
            return None
        day = self._day(written, starts=starts and not until, begins=(starts or until) and not ended)
        gone = self._published - timedelta(days=0 if starts and not until else 1) if self._published else None
        past = day is not None and gone is not None and day <= gone
        if day is None or (past and not until) or (starts and not until and self._published is None):
            return None
        return Deadline(day, self._tokens[written.first].start, self._tokens[written.last].end)

    def _before(self, first: int) -> int:
        """The place of the word before a date, past "the end of", an hour ("14:00 on") and a dash or colon."""
        place = first - 1
        while place > 0 and (self._is(place, "end_of", "year_word") or self._tokens[place].text in _BETWEEN):
            place -= 1
        if place > 2 and self._is_clock(place - 2):
            place -= 3
        return place

    def _is_clock(self, place: int) -> bool:
        """Whether an hour begins at a place: "14:00"."""
        hour, colon, minute = (token.text for token in self._tokens[place : place + 3])
        return colon == ":" and hour.isdigit() and minute.isdigit() and len(minute) == 2

    def _past_clock(self, place: int) -> int:
        """The place behind an hour that follows a date, with its word: "soat 17:00 ga", "sagat 18:00-a"."""
        for hour in range(place, min(place + 3, len(self._tokens) - 2)):
            if self._is_clock(hour):
                return hour + 3
        return place

    def _near(self, places: range, label: str) -> bool:
        return any(self._is(place, label) for place in places)

    def _day(self, written: _Written, *, starts: bool, begins: bool) -> date | None:
        """The day that is meant; None where its year cannot be told, or the day is none.

        `starts`: from then on. `begins`: a month without a day is its first day ("к сентябрю"), else its last.
        """
        if written.month is None:
            return None if starts or written.year is None else date(written.year, 12, 31)
        year = written.year or self._nearest_year(written.month, written.day, starts=starts)
        if year is None:
            return None
        if written.day is not None:
            return _valid(year, written.month, written.day)
        return date(year, written.month, 1 if begins else calendar.monthrange(year, written.month)[1])

    def _nearest_year(self, month: int, number: int | None, *, starts: bool) -> int | None:
        """The year of a day without one: that of publication, or the next where it would lie too far back.

        What began in a month ("с января") may lie further back than what is to be done by then.
        """
        day = _valid(self._published.year, month, number or 28) if self._published else None
        if day is None or self._published is None:
            return None
        gone = (self._published - day).days
        if starts:
            return self._published.year + (gone > HALF_A_YEAR) - (gone < -HALF_A_YEAR)
        return self._published.year + (gone > BACK)


def _valid(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
