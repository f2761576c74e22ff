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

_SEPARATOR = re.compile(r"\s?,\s|\s(?:" + "|".join(sorted(AND)) + r")\s(?:v\s|vo\s)?")
_REACH = 200
"""So many letters of a list are read."""
_WORDS = 3
"""A name has so many words at most: «Бауыржан Момышұлы ауданы», «Шал ақын ауданы»."""
MOST = 24
"""No article has more lists of districts; each name in one is looked up."""
_NAME = re.compile(r"[\w'.-]+")
_BLANK = re.compile(r"\s+")

Lookup = Callable[[Page], Sequence[Spot]]


def listed(page: Page, places_on: Lookup) -> list[Spot]:
    """The places of a page that only the word behind or before their list makes known.

    `places_on` finds the places of a page, each by its own name.
    """
    found: list[Spot] = []
    for head in islice(_heads().finditer(page.folded.text, 0, page.story_end), MOST):
        singular = _singulars()[head.lastgroup or ""]
        for start, end in _behind_names(page, head.start()):
            found += _looked_up(page, places_on, start, end, "{name} " + singular)
        for start, end in _before_names(page, head.end()):
            found += _looked_up(page, places_on, start, end, singular + " {name}")
    return found


def with_listed(found: Iterable[Spot], listed_ones: Sequence[Spot]) -> list[Spot]:
    """Spots with those of lists, which win over places that their names would be alone."""
    spans = {(spot.start, spot.end) for spot in listed_ones}
    kept = [
        spot
        for spot in found
        if spot.kind is not SpotKind.PLACE or not any(start <= spot.start and spot.end <= end for start, end in spans)
    ]
    return sorted((*kept, *listed_ones), key=lambda spot: (spot.start, -spot.end))


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


def _behind_names(page: Page, end: int) -> Iterator[tuple[int, int]]:
    """The spans of the names before a word for several districts, the last first; none where it is no list."""
    text = page.folded.text
    begin = max(page.starts[page.sentence_at(end)], end - _REACH)
    at = end - 1
    if text[at : at + 1] != " ":
        return
    parts = [*_SEPARATOR.finditer(text, begin, at)]
    if not parts:
        return
    for part in reversed(parts):
        if not _is_a_name(page, part.end(), at):
            return
        yield part.end(), at
        at = part.start()
    yield begin, at


def _before_names(page: Page, start: int) -> Iterator[tuple[int, int]]:
    """The spans of the names behind a word for several districts; none where it is no list."""
    text = page.folded.text
    end = min(page.sentence(page.sentence_at(start))[1], start + _REACH)
    if text[start : start + 1] != " ":
        return
    parts = [*_SEPARATOR.finditer(text, start, end)]
    at = start + 1
    for part in parts:
        if not _is_a_name(page, at, part.start()):
            return
        yield at, part.start()
        at = part.end()
    if parts:
        yield at, end


def _is_a_name(page: Page, start: int, end: int) -> bool:
    """Whether a member of a list between two others is a name: one to three words, the first with a capital."""
    words = page.folded.text[start:end].split()
    return 0 < len(words) <= _WORDS and page.is_capitalised(start, start + len(words[0]))


def _looked_up(page: Page, places_on: Lookup, start: int, end: int, pattern: str) -> Iterator[Spot]:
    """The places that a name is with the word of its list; of a member at a list's edge the words nearest to it."""
    words = [(start + found.start(), start + found.end()) for found in _NAME.finditer(page.folded.text[start:end])]
    if pattern.startswith("{"):
        spans = [(words[-count][0], words[-1][1]) for count in range(min(_WORDS, len(words)), 0, -1)]
    else:
        spans = [(words[0][0], words[count - 1][1]) for count in range(min(_WORDS, len(words)), 0, -1)]
    for begin, finish in spans:
        if not page.is_capitalised(begin, finish):
            continue
        name = _BLANK.sub(" ", page.source(begin, finish))
        alone = read_page(Text(pattern.format(name=name)))
        covering = [
            spot
            for spot in places_on(alone)
            if spot.kind is SpotKind.PLACE
            and spot.end - spot.start >= finish - begin
            and (spot.start == 0 or spot.end == len(alone.folded.text))
        ]
        if covering:
            sentence = page.sentence_at(begin)
            yield from (spot._replace(start=begin, end=finish, sentence=sentence) for spot in covering)
            return
