"""Numbers without a noun: which of the things counted before they go on with. Pure."""

import re
from collections.abc import Sequence

from db.kinds import ClaimKind
from monitor.match.figures.bound import Bound
from monitor.match.figures.counts import Count
from monitor.match.figures.left_of_number import is_genitive, is_of_its
from monitor.match.figures.nouns import Role, adjective, is_listed
from monitor.match.figures.number_words import TURKIC
from monitor.match.figures.numerals import Number
from monitor.match.figures.reading import NUMBER, Word, names_device

_WHERE = re.compile(r"\w{2,}(?:[dtgk][aeo]|[iu]n[aeo])")
"""A Turkic noun in the case of where or whither, folded: мекемеге, чорраҳада, көчөсүнө."""
_AT_THEM = re.compile(r"(?:tas)?s?[iu]n?(?:d[aeo]|g[ae]|n?[aeo])")
"""What ends a Turkic numeral "in so many of them": 120 тасида, 87синде, 12-сіне."""
_INSTRUMENTAL = re.compile(r"[pbm]en")
_DEVICES = (ClaimKind.CAMERAS, ClaimKind.COMPLEXES)


def is_located(words: Sequence[Word], place: int, bound: Bound, base: str | None) -> bool:
    """Whether a number's things are where something is: behind a preposition, or in a Turkic case of place."""
    if place and is_listed(words[place - 1].text, "located_before"):
        return True
    return base in TURKIC and bound.at < len(words) and bool(_WHERE.fullmatch(words[bound.at].text))


def goes_on_with(
    words: Sequence[Word],
    place: int,
    bound: Bound,
    number: Number,
    here: Sequence[Count],
    told: Sequence[Count],
) -> Count | None:
    """The count that a number without a noun takes up. `here`: all of its sentence so far; `told`: what leads on."""
    return (
        _places_again(words, place, bound, here)
        or _total_of_list(words, place, told)
        or _places_of_part(words, place, number, told)
    )


def noun_of_whole(words: Sequence[Word], place: int, base: str | None) -> Word | None:
    """The devices that a number is the whole of ("…, 1,260 in all") or a part of («қурилмалардан 22 таси»)."""
    if base == "en" and is_listed(" ".join(word.text for word in words[place + 1 : place + 3]), "in_all"):
        return next((word for word in words[:place] if names_device(word)), None)
    before = words[place - 1] if base in TURKIC and place else None
    if before is None or not is_of_its(before.text):
        return None
    devices = before.meaning.role is Role.GENERIC or is_listed(before.text, "new_ones")
    return before if devices and not any(is_listed(word.text, "equipment") for word in words[:place]) else None


def counts_alone(words: Sequence[Word], place: int, base: str | None) -> bool:
    """Whether a number stands as a count does, with "pieces" behind it («IP-kamera, 112 dona») or by being added to."""
    before = words[max(0, place - 2) : place]
    pieces = _has_pieces(words, place) and any(names_device(word) for word in before if word.text != ",")
    return pieces or (base in (None, "ru") and _is_added_to(words, place))


def counts_other_pieces(words: Sequence[Word], place: int) -> bool:
    """Whether a number has "pieces" behind it and something else before it: «…, kommutator, 8 dona»."""
    listed = place > 1 and words[place - 1].text == "," and words[place - 2].text[0].isalpha()
    return listed and _has_pieces(words, place) and not names_device(words[place - 2])


def _has_pieces(words: Sequence[Word], place: int) -> bool:
    following = words[place + 1 : place + 3]
    pieces = bool(following) and is_listed(following[0].text, "apiece")
    return pieces and not any(word.text[0].isalpha() for word in following[1:])


def _is_added_to(words: Sequence[Word], place: int) -> bool:
    """Whether a Russian number has a participle for its noun: «к 17 работающим в Гульче добавят дюжину»."""
    following = words[place + 1 : place + 3]
    works = (
        bool(following) and following[0].meaning.role is Role.VERB and bool(adjective().fullmatch(following[0].text))
    )
    return works and place > 0 and words[place - 1].text == "k" and following[-1].meaning.role is Role.STOP


def _places_again(words: Sequence[Word], place: int, bound: Bound, here: Sequence[Count]) -> Count | None:
    """The places that a number goes on with behind the same preposition: "на 9 перекрёстках, ещё на 11", "at 8"."""
    if bound.role is not None:
        return None
    mine = _preposition(words, place)
    if mine is None:
        return None
    starts = {word.start: at for at, word in enumerate(words[:place])}
    for one in reversed(here):
        at = starts.get(one.number.start)
        if one.located and one.own and at is not None and _preposition(words, at) == mine:
            return one
    return None


def _preposition(words: Sequence[Word], place: int) -> str | None:
    """The preposition of place before a number, "another" and "the remaining" aside."""
    at = place - 1
    while at >= 0 and (is_listed(words[at].text, "again") or adjective().fullmatch(words[at].text.removesuffix("sia"))):
        at -= 1
    return words[at].text if at >= 0 and is_listed(words[at].text, "located_before") else None


def _total_of_list(words: Sequence[Word], place: int, told: Sequence[Count]) -> Count | None:
    """The total before the colon whose parts are told, where parts called systems stand between: they are its kinds."""
    colon = next((at for at in range(place - 1, -1, -1) if words[at].text == ":"), None)
    if colon is None:
        return None
    whole = next((one for one in reversed(told) if one.number.start < words[colon].start), None)
    if whole is None or not whole.own or whole.kind not in _DEVICES:
        return None
    since = [one for one in told if one.number.start > words[colon].start]
    ends = {word.end: word.meaning.role for word in words[colon:place]}
    systems = any(ends.get(one.noun_end) is Role.SYSTEM for one in since)
    others = any(one.own and one.kind is not whole.kind and ends.get(one.noun_end) is not Role.SYSTEM for one in since)
    return whole if systems and not others else None


def _places_of_part(words: Sequence[Word], place: int, number: Number, told: Sequence[Count]) -> Count | None:
    """The places counted of which a Turkic part has a device: «160 чорраҳадан 120 тасида камера»."""
    last = told[-1] if told else None
    if last is None or last.kind in _DEVICES or not any(names_device(word) for word in words[place + 1 :]):
        return None
    before = words[place - 1] if place else words[place]
    of_others = is_genitive(before.text) and before.end != last.noun_end and not is_listed(before.text, "of_those")
    following = words[place + 1].text if place + 1 < len(words) else ""
    ending = number.ending if number.ending not in ("", "ta") else following
    return last if _AT_THEM.fullmatch(ending) and not of_others else None


def is_recorded(words: Sequence[Word], place: int, base: str | None) -> bool:
    """Whether a number without a noun is what devices recorded: "камеры зафиксировали более 10 тысяч"."""
    near = words[place + 1 : place + 3] if base in TURKIC or base == "tg" else words[max(0, place - 3) : place]
    for word in near if base in TURKIC or base == "tg" else reversed(near):
        if is_listed(word.text, "recorded"):
            return True
        if word.text == NUMBER or not word.text[0].isalpha():
            return False
    return False


def tells_speed(number: Number, base: str | None) -> bool:
    """«160-пен өткен»: how fast."""
    return base == "kk" and bool(_INSTRUMENTAL.fullmatch(number.ending))


def is_sort_of_more(words: Sequence[Word], place: int, number: Number, alike: Sequence[Count]) -> bool:
    """Whether a number without a noun is of a sort of what was counted before as a whole; `alike`: that kind's."""
    more = [one for one in alike if one.number.value > number.value]
    places = {word.start: at for at, word in enumerate(words)} if more else {}
    return any(not _tells_sort(words, places[one.number.start]) for one in more) and _tells_sort(words, place)


def _tells_sort(words: Sequence[Word], place: int) -> bool:
    """Whether a number without a noun is of a sort of hardware or a side of a house: "18 inside and 14 outside"."""
    for word in words[place + 1 :]:
        if word.text == NUMBER or not (word.text[0].isalpha() or word.text in ('"', "-")):
            return False
        if is_listed(word.text, "types") or is_listed(word.text, "sorts"):
            return True
    return False


def names_a_sort(word: Word) -> bool:
    """Whether a word between two numbers only says of what sort the first are: "48 stationary and 20 mobile"."""
    return bool(adjective().fullmatch(word.text)) or is_listed(word.text, "types") or word.meaning.role is Role.SKIP
