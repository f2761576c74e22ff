"""Numbers that count no devices that stand: years, hours, rates, so many to each, stretches between two. Pure."""

import re
from collections.abc import Sequence
from itertools import pairwise

from db.kinds import ClaimKind
from monitor.match.figures.bound import Bound
from monitor.match.figures.left_of_number import is_part
from monitor.match.figures.nouns import Role, is_listed, phrases
from monitor.match.figures.number_words import TURKIC
from monitor.match.figures.numerals import Number
from monitor.match.figures.rates import FEW, is_for_each, is_in_each, is_measure_of_rate, is_per_head, is_share
from monitor.match.figures.reading import NUMBER, Reading, Word, names_device
from monitor.match.figures.spans import YEARS

LONGEST_MONTH = 31
LONGEST_DAY = 24
FEW_APART = 3
BESIDE = 3
OF_ONE_DEVICE = 4
"""So many cameras one device has, at most."""
VAGUE = 10
"""Neighbours below this are told for "a few"."""
LEAST_OF_SHARES = 10
"""Thirds to tenths are told in words for shares."""
TALLY = 4
"""So many words before a number may say of what it is the number: «камералар саны 600-ден 900-ге өсті»."""
_BEFORE_A_YEAR = frozenset(("v", "s", "k", "do", "po", "in", "since", "bi", "from", "soli"))
_HOUR = frozenset(("sagat", "saat", "soat", "soati", "sagattan", "saatin", "oclock"))
"""What stands before the hour in the region's languages: «сағат 8-ден 20-ға дейін»."""
_EACH = re.compile(r"\w{3,}(?:dan|den|tan|ten|nan|nen|don)")
_KINDS = re.compile(r"turli|turdegi|turdagi|turduu|durli|gornushli|nav|hil|vid(?:a|ov)|tip(?:a|ov)|kinds?|tipes?|navi")
_TURI = frozenset(("turi", "turlari", "vidov", "tipov"))
"""Right before a number: «қоидабузарлик тури еттитага етди»."""
_PER_HOUR = (["km", "/"], ["km", "ch"], ["kmh"], ["kph"])
FASTEST = 200
_OFTEN = frozenset(("raz", "raza", "times"))
_APIECE = re.compile(r"(?:ta)?[dtn][aeo]n")
_IN_THE_YEAR = "ili"
"""«2024 йили»: "in 2024" in Uzbek, folded like the Russian "or"."""
_OBLIQUE = frozenset(("dvuh", "treh", "chetireh", "piati", "shesti", "semi", "vosmi", "deviati", "desiati"))
"""Small Russian numbers in an oblique case: «на дорогах … и ещё двух»; alone they are of what stands in that case."""


def counts_nothing(reading: Reading, words: Sequence[Word], place: int, bound: Bound, end: int) -> bool:
    """Whether the number at `place` is a year, an hour, a rate or the stretch between devices; `end`: of its noun."""
    text, number = reading.page.folded.text, reading.numbers[words[place].start]
    dense = bound.role in (Role.DEVICE, Role.GENERIC) and is_per_head(text, end)
    return (
        dense
        or _is_of_the_page(words, place, bound)
        or _is_of_persons(words, place)
        or _is_of_fines(words, place, bound)
        or _is_of_a_law(words, bound)
        or _is_of_kinds(words, place)
        or _is_speed(words, number, bound)
        or _is_year(words, place, number, bound)
        or _is_hour(words, place, number, bound)
        or is_measure_of_rate(text, number.start)
        or is_share(text, number.start)
        or _is_of_a_fraction(reading, words, place)
        or _is_vague(reading, words, place)
        or (number.value <= FEW and is_in_each(text, number.end))
        or _is_from(words, place, number)
        or _is_apiece(reading, words, place, bound)
        or _is_between(words, place, number, bound)
        or (bound.role is None and number.words and text[number.start : number.end] in _OBLIQUE)
        or _belongs_to_a_device(words, place, number, bound)
    )


def _is_of_a_fraction(reading: Reading, words: Sequence[Word], place: int) -> bool:
    """«Үчтөн экиси», "uchdan ikkisi": two thirds, in Turkic words."""
    near = [reading.numbers.get(word.start) for word in words[max(0, place - 1) : place + 2]]
    number, following = reading.numbers[words[place].start], words[place + 1 : place + 2]
    a_part = number.value <= LEAST_OF_SHARES and bool(_APIECE.fullmatch(number.ending))
    a_part = a_part and any(is_listed(word.text, "one_part") for word in following)
    return reading.base in TURKIC and (a_part or any(_is_fraction(whole, part) for whole, part in pairwise(near)))


def _is_fraction(whole: Number | None, part: Number | None) -> bool:
    if whole is None or part is None or part.value >= whole.value or whole.value > LEAST_OF_SHARES:
        return False
    return bool(_APIECE.fullmatch(whole.ending)) and (part.value == 1 or is_part(part.ending))


def is_how_often(words: Sequence[Word], place: int, bound: Bound) -> bool:
    """«3,2 тыс. раз подвели номера, ещё 870 – …»: what goes on counts the same occasions; not «в 14 раз»."""
    if bound.role is not Role.MEASURE or bound.at >= len(words) or (place and words[place - 1].text == "v"):
        return False
    grown = any(is_listed(word.text, "growth") or is_listed(word.text, "change") for word in words)
    return words[bound.at].text in _OFTEN and not grown


def _is_vague(reading: Reading, words: Sequence[Word], place: int) -> bool:
    """«Три-четыре камеры», "three or four cameras": no number that anybody counted."""
    number = reading.numbers[words[place].start]
    for at in (place - 2, place + 2):
        if 0 <= at < len(words) and words[at].text == NUMBER and is_listed(words[(at + place) // 2].text, "or"):
            other = reading.numbers[words[at].start]
            if abs(other.value - number.value) == 1 and number.value < VAGUE:
                return True
    return False


def is_each(reading: Reading, words: Sequence[Word], number: Number, bound: Bound) -> bool:
    """Whether so many go to each: "трамвайға үш камерадан", "не менее двух камер"; not "of 20 cameras nine work"."""
    from_each = number.value <= FEW and reading.base in TURKIC and bool(_EACH.fullmatch(words[bound.at].text))
    from_each &= not any(_is_of_those(reading, words, at) for at in range(bound.at + 1, len(words)))
    return from_each or is_for_each(reading.page.folded.text, number.start, number.value)


def _is_apiece(reading: Reading, words: Sequence[Word], place: int, bound: Bound) -> bool:
    """Whether a number says how many each gets: "oltitadan kamera", «4 тадан камера», Tajik «чорто камерагӣ»."""
    number, following = reading.numbers[words[place].start], words[place + 1 : place + 3]
    if number.value > FEW or not following:
        return False
    if reading.base == "tg":
        return bool(re.fullmatch(r"\w{3,}gi", following[0].text)) and following[0].meaning.role is Role.DEVICE
    of_each = bool(_APIECE.fullmatch(number.ending)) or following[0].text == "tadan"
    noun = following[-1] if following[0].text == "tadan" else following[0]
    return reading.base in TURKIC and of_each and noun.meaning.role in (Role.DEVICE, Role.GENERIC)


def _is_of_those(reading: Reading, words: Sequence[Word], at: int) -> bool:
    """Whether so many "of those" are told here: «тоғызы ғана істейді», "9 tasi"."""
    if words[at].text != NUMBER:
        return False
    following = words[at + 1 : at + 2]
    return is_part(reading.numbers[words[at].start].ending) or any(
        word.meaning.role is Role.PARTITIVE for word in following
    )


def _is_of_the_page(words: Sequence[Word], place: int, bound: Bound) -> bool:
    """Whether a page counts how often it was read: «Кароо: 115», "952 shares"; never a number with a noun of ours."""
    if bound.role not in (None, Role.UNKNOWN, Role.OTHER):
        return False
    near = (*words[max(0, place - BESIDE) : place], *words[place + 1 : place + 1 + BESIDE])
    return any(is_listed(word.text, "of_the_page") for word in near)


def _is_of_persons(words: Sequence[Word], place: int) -> bool:
    """«Распознано два лица, которых искали»: right behind a number these are people."""
    return any(is_listed(word.text, "bodies_next") for word in words[place + 1 : place + 2])


def _is_of_fines(words: Sequence[Word], place: int, bound: Bound) -> bool:
    """«Оштрафовали почти на 2 миллиона»: money, be it not said."""
    if bound.role is None and [word.text for word in words[place + 1 : place + 3]] == ["-", "za"]:
        return True  # «ещё 412 тысяч — за проезд на красный»
    return bound.role is None and any(is_listed(word.text, "fined") for word in words[max(0, place - TALLY) : place])


def _is_of_a_law(words: Sequence[Word], bound: Bound) -> bool:
    """Whether the points counted are a law's: «мыйзамга төрт пункт кошулган»."""
    if bound.kind is not ClaimKind.POINTS or not words[min(bound.at, len(words) - 1)].text.startswith("punkt"):
        return False
    return any(is_listed(word.text, "laws") for word in words) and not any(map(names_device, words))


def _belongs_to_a_device(words: Sequence[Word], place: int, number: Number, bound: Bound) -> bool:
    """«Видеорегистратор с двумя камерами», «съёмка с четырёх точек»: what one device has, or films from."""
    noun = words[min(bound.at, len(words) - 1)].text
    small = number.value <= OF_ONE_DEVICE and bound.at == place + 1
    return small and bool(place) and words[place - 1].text == "s" and is_listed(noun, "of_one_device")


def _is_of_kinds(words: Sequence[Word], place: int) -> bool:
    """Whether a number says of how many kinds the next number's devices are: «үш түрлі 170 кешен»."""
    ahead = [word.text for word in words[place + 1 : place + 3]]
    before = words[place - 1].text if place else ""
    return (ahead[1:] == [NUMBER] and bool(_KINDS.fullmatch(ahead[0]))) or before in _TURI


def _is_speed(words: Sequence[Word], number: Number, bound: Bound) -> bool:
    """«До 140 км/ч …, до 110 — …»: how fast one may drive, in a sentence that has said so once."""
    if bound.role is not None or number.value > FASTEST or number.value % 10:
        return False
    texts = [word.text for word in words]
    return any(texts[at : at + 2] in _PER_HOUR for at in range(len(texts)))


def _is_from(words: Sequence[Word], place: int, number: Number) -> bool:
    """Whether the number begins a span: "5-тен 40 АЕК-ке дейін"; not where the number of devices grew by it."""
    before = words[max(0, place - TALLY) : place]
    if any(word.meaning.role is Role.NUMBER_OF for word in before) and any(map(names_device, before)):
        return False
    grown = any(is_listed(word.text, "growth") for word in words[place + 2 : place + 4])
    if grown and any(map(names_device, before[-1:])):
        return False  # «камералары 210-нан 460-қа көбейеді»
    ahead = [word.text for word in words[place + 1 : place + 3]]
    return NUMBER in ahead and bool(_EACH.fullmatch(f"xxx{number.ending}"))


def _is_between(words: Sequence[Word], place: int, number: Number, bound: Bound) -> bool:
    """Whether a stretch between two devices is spoken of: how fast one drives from one camera to the next."""
    near = (*words[max(0, place - 2) : place], *words[bound.at + 1 : bound.at + 2])
    return number.value <= FEW_APART and any(phrases("counting", "between").fullmatch(word.text) for word in near)


def _is_hour(words: Sequence[Word], place: int, number: Number, bound: Bound) -> bool:
    """Whether a number behind "o'clock" of the region's languages is an hour, or the end of a span of hours."""
    if bound.role is Role.DEVICE or number.value > LONGEST_DAY:
        return False
    return any(word.text in _HOUR for word in words[max(0, place - 2) : place])


def _is_year(words: Sequence[Word], place: int, number: Number, bound: Bound) -> bool:
    """Whether four digits are a year: without a noun, before a name, or after "in"."""
    before = words[place - 1].text if place else ""
    if bound.role is None and is_listed(before, "months") and number.value <= LONGEST_MONTH:
        return True  # "by May 10 — at 8 intersections"
    if not number.plain or int(number.value) not in YEARS or bound.role is Role.PARTITIVE:
        return False
    behind = words[place + 1].text if place + 1 < len(words) else ""
    if behind == _IN_THE_YEAR or (bound.at > place + 1 and is_listed(behind, "of_a_year")):
        return True
    if before == "of" and place > 1 and is_listed(words[place - 2].text, "part_of_year"):
        return True
    return bound.role in (None, Role.NAMED) or before in _BEFORE_A_YEAR
