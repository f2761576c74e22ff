"""Names in a list that share one word for a town or district: «Алгинский, Хромтауский и Шалкарский районы».

Each is looked up with that word in the singular, as if it stood alone: «Алгинский район» is a place where «Алгинский»
is none, and «Арал ауданы» is where «арал» is an island.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from monitor.match.lexicon_files import lexicon
from monitor.match.match import Text
from monitor.match.places.addresses import AND
from monitor.match.spots import Page, Spot, SpotKind, read_page
from monitor.text.fold import fold

MOST = 24
"""No article has more lists of districts; each name in one is looked up."""
REACH = 200
"""So many letters of a list are read."""
WORDS = 3
"""A name has so many words at most: «Бауыржан Момышұлы ауданы», «Шал ақын ауданы»."""
_SEPARATOR = re.compile(r"\s?,\s|\s(?:" + "|".join(sorted(AND)) + r")\s(?:v\s|vo\s)?")
_MARK = re.compile(r":?\s")
_NAME = re.compile(r"[\w'.-]+")
_BLANK = re.compile(r"\s+")

Lookup = Callable[[Page], Sequence[Spot]]
Span = tuple[int, int]


def listed(page: Page, places_on: Lookup) -> list[Spot]:
    """The places of a page that only the word behind or before their list makes known.

    `places_on` finds the places of a page, each by its own name.
    """
    found: list[Spot] = []
    for head in islice(_heads().finditer(page.folded.text, 0, page.story_end), MOST):
        one = _singulars()[head.lastgroup or ""]
        for span in _names_before(page, head.start()):
            words = _words(page, span)
            readings = [(words[-count][0], span[1]) for count in _counts(words)]
            found += _looked_up(page, places_on, readings, f"{{}} {one}")
        for span in _names_behind(page, head.end()):
            words = _words(page, span)
            readings = [(words[0][0], words[count - 1][1]) for count in _counts(words)]
            found += _looked_up(page, places_on, readings, f"{one} {{}}")
    return found


def with_listed(found: Iterable[Spot], of_lists: Sequence[Spot]) -> list[Spot]:
    """Spots with those of lists, which win over places that their names would be alone."""
    spans = {(spot.start, spot.end) for spot in of_lists}
    kept = [
        spot
        for spot in found
        if spot.kind is not SpotKind.PLACE or not any(start <= spot.start and spot.end <= end for start, end in spans)
    ]
    return sorted((*kept, *of_lists), key=lambda spot: (spot.start, -spot.end))


@lru_cache(maxsize=1)
def _heads() -> re.Pattern[str]:
    """The words for several towns or districts, each kind of them a group."""
    groups = (
        f"(?P<{name}>" + "|".join(fold(str(word)).text.replace("~", r"\w*") for word in one["several"]) + ")"
        for name, one in lexicon("geography")["shared_nouns"].items()
    )
    return re.compile(r"\b(?:" + "|".join(groups) + r")\b")


@lru_cache(maxsize=1)
def _singulars() -> dict[str, str]:
    return {name: str(one["one"]) for name, one in lexicon("geography")["shared_nouns"].items()}


def _names_before(page: Page, head: int) -> Iterator[Span]:
    """The names of the list that ends in the word at `head`; none where it is no list."""
    if page.folded.text[head - 1 : head] == " ":
        begin = max(page.starts[page.sentence_at(head)], head - REACH)
        yield from _names(page, begin, head - 1, behind=False)


def _names_behind(page: Page, head: int) -> Iterator[Span]:
    """The names of the list that begins with the word that ends at `head`; none where it is no list."""
    mark = _MARK.match(page.folded.text, head)
    if mark:
        end = min(page.sentence(page.sentence_at(head))[1], head + REACH)
        yield from _names(page, mark.end(), end, behind=True)


def _names(page: Page, begin: int, end: int, *, behind: bool) -> Iterator[Span]:
    """The members of a list, the nearest to its word first; the farthest with whatever else stands there."""
    marks = [*_SEPARATOR.finditer(page.folded.text, begin, end)]
    if not marks:
        return
    starts, ends = [begin, *(mark.end() for mark in marks)], [*(mark.start() for mark in marks), end]
    spans = list(zip(starts, ends, strict=True))
    *members, edge = spans if behind else reversed(spans)
    for span in members:
        words = _words(page, span)
        if not 0 < len(words) <= WORDS or not page.is_capitalised(*words[0]):
            return
        yield span
    yield edge


def _words(page: Page, span: Span) -> list[Span]:
    return [found.span() for found in _NAME.finditer(page.folded.text, *span)]


def _counts(words: Sequence[Span]) -> range:
    """How many of these words may be the name, the most first."""
    return range(min(WORDS, len(words)), 0, -1)


def _looked_up(page: Page, places_on: Lookup, readings: Iterable[Span], phrase: str) -> Iterator[Spot]:
    """The places that a name is in the phrase with its word, by the first of its readings that is one."""
    for begin, end in readings:
        if not page.is_capitalised(begin, end):
            continue
        alone = read_page(Text(phrase.format(_BLANK.sub(" ", page.source(begin, end)))))
        covering = [
            spot
            for spot in places_on(alone)
            if spot.kind is SpotKind.PLACE
            and spot.end - spot.start >= end - begin
            and (spot.start == 0 or spot.end == len(alone.folded.text))
        ]
        if covering:
            sentence = page.sentence_at(begin)
            yield from (spot._replace(start=begin, end=end, sentence=sentence) for spot in covering)
            return
