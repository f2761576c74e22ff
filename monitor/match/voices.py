"""Who says a figure, of where, and as of when: read out of its own sentence. Pure."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from monitor.match.lexemes import Lexeme, Lexemes
from monitor.match.lexicon_files import lexicon
from monitor.match.match import Evidence, EvidenceKind
from monitor.match.places.geography import Where
from monitor.match.places.naming import OF_A_TOWN, namesake
from monitor.match.spots import Page
from monitor.match.terms import CAPITAL
from monitor.text.fold import fold

LONGEST = 90
_NAME_END = re.compile(r"[,.;:!?\n()\"]|\s-\s")
_OF = re.compile(r"maalimat|malimet|malumot|maglumat|aituin|aitimin|aitish")
"""What belongs to who speaks: "the data of", "the saying of"."""
_GENITIVE = re.compile(r"(?<=\w{4})(?:[ндт](?:ын|ин|ун|үн)|[ндт](?:ың|ің)|нинг|ning|n[yi]ň|n[ıi][ńñ])$")


@cache
def _words() -> Lexemes:
    table = lexicon("telling")
    voices = {f"voice {side}": forms for side, forms in table["voices"].items()}
    return Lexemes({**voices, **{name: table[name] for name in ("scopes", "others", "now")}})


class Scope(NamedTuple):
    """What a figure covers."""

    words: str | None = None
    """In the source's words: a country, "Tashkent and other regions", or one place."""
    place: str | None = None
    """The id of the place, where it is just one."""


UNTOLD = Scope()


class Voices:
    """What the sentences of one page say about their own figures."""

    def __init__(self, page: Page, evidence: Sequence[Evidence], where: Where | None = None) -> None:
        """`evidence`: with all places that the page names. `where`: the event's own."""
        self._page = page
        self._where = where
        self._found = _words().find(page.tokens, page.folded.text)
        self._places = [one for one in evidence if one.kind is EvidenceKind.PLACE]

    def _first(self, label: str, sentence: int) -> Lexeme | None:
        begin, end = self._page.sentence(sentence)
        return next((one for one in self._found if one.label == label and begin <= one.start < end), None)

    def said_by(self, sentence: int) -> str | None:
        """The words of the source that name who says what a sentence says; None where it does not tell."""
        page, text = self._page, self._page.folded.text
        begin, end = page.sentence(sentence)
        after = self._first("voice after", sentence)
        if after is not None:
            stop = _NAME_END.search(text, after.end + 1, end)
            name = short_name(page.source(after.end, stop.start() if stop else end))
            if name:
                return name
        before = self._first("voice before", sentence)
        if before is None:
            return None
        stops = [found.end() for found in _NAME_END.finditer(text, begin, before.start)]
        name = short_name(page.source(stops[-1] if stops else begin, before.start))
        return _GENITIVE.sub("", name) if name and _OF.match(text, before.start) else name

    def scope(self, start: int, sentence: int, since: int) -> Scope:
        """What a figure covers.

        The place stands before the figure in its clause ("в Оше — 57"), or behind it in a list ("57 в Оше, 177 в Чуе").
        `since`: where the figure before this one ends; a place on its other side is that one's.
        """
        page, text = self._page, self._page.folded.text
        begin, end = page.sentence(sentence)
        others = self._first("others", sentence)
        if others is not None:
            left = max(begin, text.rfind(" ", begin, max(begin, others.start - 1)) + 1)
            more = (
                re.compile(r"\s?[^\W\d_]+").match(text, others.end)
                if not _REGIONS.search(text, others.start, others.end)
                else None
            )
            return Scope(_clean(page.source(left, more.end() if more else others.end)))
        whole = self._first("scopes", sentence)
        if whole is not None:
            return Scope(_clean(page.source(whole.start, whole.end)))
        comma = _COMMA.search(text, start, end)
        close = max([begin, since, *(found.end() for found in _COMMA.finditer(text, begin, start + 1))])
        return (
            self._place(close, start, last=True)
            or (self._place(start, comma.start() if comma else end) if close > begin or comma else None)
            or (self._place(begin, start, last=True) if since <= begin else None)
            or UNTOLD
        )

    def _place(self, start: int, end: int, *, last: bool = False) -> Scope | None:
        """The first or the last place named between two places of the folded text."""
        if start >= end:
            return None
        begin, finish = self._page.folded.original(start, end)
        there = [one for one in self._places if begin <= one.start and one.end <= finish]
        if not there:
            return None
        named = there[-1 if last else 0]
        return Scope(named.text, self._meant(named.text, [one.id for one in there if one.start == named.start]))

    def _meant(self, words: str, named: Sequence[str]) -> str | None:
        """Which place a name is: of several the event's own; of "the capital" the town, of «Баткенская» the region."""
        places = self._where.places if self._where else ()
        if named[0] == CAPITAL:
            return self._where.capital if self._where else None
        if OF_A_TOWN.search(fold(words).text) and (region := namesake(named[0])) in places:
            return region
        return next((place for place in named if place in places), named[0])

    def as_of(self, sentence: int) -> date | None:
        """The day for which a figure holds: that of publication where the sentence says "now"; None where untold."""
        published = self._page.text.published
        return published.date() if published and self._first("now", sentence) else None


_COMMA = re.compile(r"[,;](?!\d)|\s(?:i|and|va|zhane|zhana|we|ham)\s(?=\d)")
"""What divides a list; "and" does before another figure."""
_REGIONS = re.compile(r"region|oblast")


def short_name(words: str) -> str | None:
    """Words that can name somebody: short, and with a capital."""
    name = _clean(words)
    return name if name and any(letter.isupper() or letter >= "\u3400" for letter in name) else None


def _clean(words: str) -> str | None:
    name = " ".join(words.split()).strip(' -–—,.:;«»"“”')
    return name if 2 < len(name) <= LONGEST else None
