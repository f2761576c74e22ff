"""Lists that name what they count once, at their end: "in Osh 20, in Bishkek 30, in Naryn 10 cameras". Pure."""

import re
from collections.abc import Callable, Sequence

from monitor.match.figures.bound import Bound
from monitor.match.figures.ellipsis import names_a_sort
from monitor.match.figures.nouns import Role, is_listed
from monitor.match.figures.number_words import TURKIC
from monitor.match.figures.numerals import Number
from monitor.match.figures.reading import NUMBER, Word, is_of, names_device

REACH = 12
"""How many words one item of such a list has at most."""
AND = frozenset(("i", "ili", "va", "ve", "jane", "jana", "and", "menen", "or", "ham", "hem"))
"""What joins two items..."""
BEGINS = AND | {",", "da", "al", "a"}
"""...and what may begin the next one."""
REACH_OF_SORTS = 5
"""So many words stand between two numbers of one noun, at most."""
LEAST = 2
"""So many places make a row."""
_HAS = frozenset(("has", "have", "had", "got", "gets", "get", "will"))
_TELLING = (Role.DEVICE, Role.GENERIC, Role.OTHER, Role.PERSON, Role.MEASURE, Role.SYSTEM, Role.VERB)
_WHERE = re.compile(r"\w{2,}(?:[ae]|[dtgkn]o|[dt][aeo][gk]i)")
"""A Turkic word in the case of where or whither, folded, or "that is there": шаҳардаги, қаладағы."""


_WHITHER = re.compile(r"\w{3,}(?:[gk][ae]|d[ae])")
"""The same, sure enough to stand farther off: "markazlariga yuz taniydigan 4 ta"."""
Names = Callable[[Word], bool]
"""Whether a word is written as a name is."""


def bound_of_list(
    words: Sequence[Word],
    bounds: Sequence[tuple[int, Number, Bound]],
    order: int,
    base: str | None,
    is_name: Names,
) -> Bound | None:
    """The noun at the end of the list of places that the number at `order` stands in; None where there is none.

    Every item names its place alike and nothing else is counted between: then the noun behind the last number is all of
    theirs. A device named before in the item itself is the number's own.
    """
    if bounds[order][2].role is not None:
        return None
    place = bounds[order][0]
    for at, _, bound in bounds[order + 1 :]:
        if bound.role is Role.MEASURE:
            continue  # "360 gradus aylanadigan 3 ta"
        if not _is_next(words, place, at, base, is_name):
            return None
        if bound.role in (Role.DEVICE, Role.GENERIC):
            return bound
        if bound.role is not None:
            return None
        place = at
    return None


def _is_next(words: Sequence[Word], place: int, at: int, base: str | None, is_name: Names) -> bool:
    """Whether the number at `at` follows the one at `place` as the next item of a list of places."""
    begin = place + 1
    while begin < at and words[begin].meaning.role is Role.SKIP:
        begin += 1
    if begin >= at or at - begin > REACH or words[begin].text not in BEGINS:
        return False
    between = words[begin + 1 : at]
    if any(names_device(word) or _tells_more(word) for word in between[:-1]):
        return False
    if _names_place(words, place, base) and _names_place(words, at, base):
        return True
    return _follows_name(words, place, is_name) and _follows_name(words, at, is_name)


def is_row(words: Sequence[Word], base: str | None, is_name: Names) -> bool:
    """Whether a sentence is nothing but places with their numbers: "In Osh 57, in Talas 44." """
    places = [at for at, word in enumerate(words) if word.text == NUMBER]
    if len(places) < LEAST or any(_tells_else(words, at) for at in range(len(words))):
        return False
    return all(_names_place(words, at, base) or _follows_name(words, at, is_name) for at in places)


def _tells_else(words: Sequence[Word], at: int) -> bool:
    """Whether a word is more than a place's: a verb, a person, a thing that is not where ("in parks 60")."""
    role = words[at].meaning.role
    inside = any(is_listed(word.text, "located_before") for word in words[max(0, at - 2) : at])
    return role in _TELLING and not (role is Role.OTHER and inside)


def _follows_name(words: Sequence[Word], at: int, is_name: Names) -> bool:
    """Whether a name stands right before a number, or before its dash or "has": "Osh 57", "Бишкек — 651"."""
    begin = at - 1
    while begin >= 0 and (words[begin].text in ('"', "-", "(") or words[begin].text in _HAS):
        begin -= 1
    return begin >= 0 and words[begin].meaning.role in (Role.UNKNOWN, Role.STOP) and is_name(words[begin])


def _tells_more(word: Word) -> bool:
    """Whether a word begins another clause: a verb, a mark."""
    is_verb = word.meaning.role is Role.VERB and not is_listed(word.text, "located_before")
    return is_verb or word.text in (";", ".", ":")


def _names_place(words: Sequence[Word], at: int, base: str | None) -> bool:
    """Whether the words before a number say where: a Turkic case, a preposition of the others."""
    before = words[max(0, at - 7) : at]
    if base in TURKIC:
        if not before or names_device(before[-1]):
            return False
        return bool(_WHERE.fullmatch(before[-1].text)) or any(_WHITHER.fullmatch(word.text) for word in before)
    for word in reversed(before):
        if not word.text[0].isalpha() and word.text not in ('"', "-"):
            return False
        if is_listed(word.text, "located_before"):
            return True
    return False


def shares_noun(words: Sequence[Word], place: int, bound: Bound, following: tuple[int, Number, Bound]) -> bool:
    """Whether a number has the noun of the next one: 137 rotating and 263 fixed cameras."""
    at, _, told = following
    if told.role not in (Role.DEVICE, Role.GENERIC):
        return False
    between = words[place + 1 : at]
    if is_of(between):
        return True
    if not 1 <= len(between) <= REACH_OF_SORTS:
        return False
    listed = between[-1].text == "," and bound.by_type and told.by_type
    return listed or (between[-1].text in AND and all(names_a_sort(word) for word in between[:-1]))
