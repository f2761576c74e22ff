"""Links to other stories inside a text: "Read also: …". They stand behind the story, in its midst or above it. Pure."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from monitor.match.lexicon_files import lexicon
from monitor.text.fold import fold

PROSE = 50
"""Letters of a line that goes on with a story, at least: what is shorter may be a headline, a caption or a date."""
HEADLINES = 3
"""So many headlines in the midst of a story; behind more of them it has ended."""
HEADLINES_ABOVE = 12
"""So many lines before a story begins: other headlines, its date, its author, what its picture shows."""
_END_OF_PROSE = re.compile(r"(?:(?<!\.)[.:;]|!)[\")]*$|[。！？][\")”」]*$")
_SHORT_OF_SIGNS = re.compile("[一-鿿]{20}")
"""Signs that tell as much as a line of prose."""
_NOTICE = re.compile(
    r"(?:pri (?:polnom|chastichnom|ispolzovanii|perepechatke)|perepechatka|vse prava|all rights|copi|[©(])"
)
"""How the small print of a page begins, folded."""
_BULLET = re.compile(r"[^\w\s\"(]|\d+[.)]\s")
_ENDED = re.compile(r"\w{3}[.!…]\s|[。！？]")
"""The end of a sentence; of no abbreviation, no initial and no date."""
_HEADLINE = re.compile(r"[\"(]?\w(?!.*[.…;:,|][\")]*$).{24,159}")
_TIME = re.compile(r"[\W\d_]*\d[\W\d_]*|\d?\d:\d\d.*")
"""A line that is a time, a date or a number of views, or begins with a time."""

Stretch = tuple[int, int]


class Links(NamedTuple):
    """Where a folded text leads to other stories."""

    asides: tuple[Stretch, ...]
    """In its midst or above it: the story goes on behind them."""
    story_end: int
    """Where those behind the story begin, or the text ends."""


def links_of(whole: str, title_end: int, starts: Sequence[int], is_capital: Callable[[int], bool]) -> Links:
    """The links of a folded text behind its title.

    `starts`: of its sentences. `is_capital`: whether the source has no small letter at a place.
    """
    asides: list[Stretch] = []
    story_end = _end_before_headlines(whole, title_end)
    for start, end, name in sorted(_marks(whole, title_end, starts, is_capital)):
        if start >= story_end:
            break
        if asides and start < asides[-1][1]:
            continue
        above = _ENDED.search(whole, title_end, start) is None
        most = HEADLINES_ABOVE if above else HEADLINES if name in ("links", "heads") else 0
        goes_on = _where_it_goes_on(whole, end, most) if most else None
        if goes_on is not None:
            asides.append((start, goes_on))
        elif not (above or (name == "heads" and _leads_a_list(whole, end))):
            return Links(tuple(asides), start)
    return Links(tuple(asides), story_end)


def _marks(
    whole: str, title_end: int, starts: Sequence[int], is_capital: Callable[[int], bool]
) -> Iterator[tuple[int, int, str]]:
    """The words that head links: where they begin and end, and which list of the lexicon has them."""
    for name in ("furniture", "links"):
        for found in _within(name).finditer(whole, title_end):
            if _begins(whole, starts, found.start()) or (found["colon"] and is_capital(found.start())):
                yield *found.span(), name
    for name in ("heads", "ends"):
        for found in _alone(name).finditer(whole, title_end):
            yield *found.span(), name


def _begins(whole: str, starts: Sequence[int], place: int) -> bool:
    """Whether nothing stands before a place in its sentence."""
    begin = starts[bisect_right(starts, place) - 1]
    return not any(letter.isalnum() for letter in whole[begin:place])


def _where_it_goes_on(whole: str, end: int, most: int) -> int | None:
    """The line behind a link, and behind `most` headlines, that goes on with the story; None where none does."""
    at = whole.find("\n", end) + 1
    passed = 0
    while at and passed <= most:
        behind = whole.find("\n", at)
        line = whole[at : behind if behind >= 0 else len(whole)].strip()
        if _is_prose(line):
            return at
        passed += bool(line)
        at = behind + 1
    return None


def _is_prose(line: str) -> bool:
    long = len(line) >= PROSE or bool(_SHORT_OF_SIGNS.search(line))
    return long and bool(_END_OF_PROSE.search(line)) and not _NOTICE.match(line)


def _leads_a_list(whole: str, end: int) -> bool:
    """Whether bullets follow a heading: then it is the story's own."""
    return _BULLET.match(whole[end : end + PROSE].lstrip()) is not None


def _end_before_headlines(whole: str, title_end: int) -> int:
    """Where a run of headlines with their times at the text's end begins; the end where there is none."""
    reached = end = len(whole)
    headlines = times = 0
    while (newline := whole.rfind("\n", title_end, end)) >= 0:
        line = whole[newline + 1 : end].strip()
        is_timed, is_headline = bool(_TIME.fullmatch(line)), bool(_HEADLINE.fullmatch(line))
        if line and not (is_timed or is_headline):
            break
        times += is_timed
        headlines += is_headline
        reached, end = newline + 1, newline
    return reached if min(headlines, times) >= HEADLINES else len(whole)


def either(phrases: Iterable[object]) -> str:
    """The pattern of any of some phrases, folded, as whole words."""
    return r"(?<!\w)(?:" + "|".join(re.escape(fold(str(phrase)).text) for phrase in phrases) + r")(?!\w)"


@lru_cache(maxsize=2)
def _within(name: str) -> re.Pattern[str]:
    """Words that head links before a colon or at a line's end."""
    return re.compile(rf"{either(lexicon('geography')[name])}(?:(?P<colon>\s*:)|(?=[^\w\n]*(?:\n|$)))")


@lru_cache(maxsize=2)
def _alone(name: str) -> re.Pattern[str]:
    """Words that head links where they are all that a line says, but for a number of comments."""
    return re.compile(rf"^[^\w\n]*{either(lexicon('geography')[name])}[^\w\n]*\d*[^\w\n]*$", re.MULTILINE)
