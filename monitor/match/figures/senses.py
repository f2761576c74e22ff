"""What a number is there for, told by what stands beside it: a count, a date, one end of a range, a name. Pure."""

import re

from monitor.match.figures.number_words import NumberWords
from monitor.match.figures.numerals import RESOLUTION, Sense

DATE = re.compile(
    r"\d{4}-\d\d-\d\d(?!\d)|\d\d-\d\d-\d{4}(?!\d)|\d\d\.\d\d\.(?:\d{4}|\d\d)(?!\d)|\d?\d:\d\d(?::\d\d)?(?!\d)"
    r"|(?:\d{2,5}\s){0,2}\d{1,3}-\d\d-\d\d(?![\d-]|\s(?:ta\s)?(?:kamer|camera|kompleks))"
    r"|0\d+(?=\s\d)|(?<=\+)\d(?:[ ()-]{0,2}\d){9,}|\d{2,4}\)\s?\d{3}-\d\d-\d\d"
)
"""«2026-02-17», «04.02.2025», «18:28», «0312 66-14-20»: days, hours and telephones, no part of which counts."""
GLUED = re.compile(r"(?P<hyphen>-?)(?P<letters>[^\W\d_]+)")
CURRENCY_SIGN = re.compile(r"(?:[$€£₸]|\b(?:usd|eur|us|kzt|uzs|kgs|tjs|tmt|cni|rub|rmb))\s?$")
CURRENCY_NEXT = re.compile(r"\s?(?:[$€£₸]|dollar|doll|usd|eur|tenge|tg|som|sum|rub)")
TENGE_SIGN = re.compile(
    r"(?:^|[^\w])t(?=\d[\d,.]*\s(?:mln|mlrd|tis|trln|bln)\b)"
    r"|\b(?:for|at|of|is|to|than|vorth|costs?|costing|about|over|nearli|almost|paid|spent)\st(?=\d[\d,.]*\s?(?:bn|mn|m)\b)"
)
"""«Т6 млн», "T582m": so many million tenge, as agencies write it."""
_LISTED = re.compile(r"#\s?\d+(?:(?:, | i | va | jane | and | menen )\d+)*(?:, | i | va | jane | and | menen )$")
"""Before the last of several numbered things: "schools № 7, 27 and 55"."""
_ABLATIVE = frozenset(("dan", "den", "tan", "ten", "nan", "nen", "don", "ton", "non"))
_ONE_OF = re.compile(r"\s(?:biri|birin|1-i|bir bolig)")
"""One third, one of so many: төрттен бірі."""
_OF_SO_MANY = re.compile(r"\b(?:(?:ush|uch|tort|dort|bes|besh|alti|jeti|on)[dtn][aeo]n|az (?:se|chor|panj|dah))\s$")
"""«Үштен екісі», «төрттен үчү», «аз даҳ ҳафт»: two thirds, three quarters."""
_MONTH_BEFORE = re.compile(
    r"\b(?:januari|februari|march|april|mai|june|juli|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?,?\s$"
)
_DAY_OF_MONTH = re.compile(r"\b(?:bi|on|since|until|till|from|before|after)\s\w+\.?,?\s$")
"""«By March 6 cameras will stand»: who says "by", "on" or "since" names a day."""
_DEVICE_BEHIND = re.compile(r"\s(?:\w+\s){0,2}(?:camera|cctv|device|unit|radar|sistem|tower|drone)")
"""«May 20, 2013», "on October 31 to begin": a day of the month; but "in May 20 cameras were put up"."""
_CLASS = re.compile(r"-\s(?:klas|sin[pf]|sinip|mektep|maktab|shkol|boskich|etap)")
"""«11- классынын»: a blank has slipped in behind the hyphen."""
_CHANNEL = re.compile(r'(?<!\w)"[^\W\d_]{2,14}\s$')
"""«Хабар 24», «Мир 24»: a name in quotes ends with its number."""
DAY = 2
"""Digits of a day at most."""
_CLOCK = re.compile(r"[012]?\d\.(?:00|30)")
"""«с 7.00 до 20.30»: nobody counts devices so."""
_PO = re.compile(r"\spo \d")
_AFTER_PO = re.compile(r"\bs \d+ po $")


def sense_before(text: str, start: int) -> Sense | None:
    """What the signs before a figure make of it: an ordinal, part of a name; None for a figure like any other."""
    before = text[max(0, start - 3) : start]
    if before.rstrip().endswith("#") or _LISTED.search(text, max(0, start - 40), start):
        return Sense.ORDINAL
    if not before or before[-1].isspace():
        return None
    if before[-1].isalpha() and not (
        CURRENCY_SIGN.search(before) or TENGE_SIGN.search(text[max(0, start - 12) : start + 16])
    ):
        return Sense.NAME
    if before[-1] in ":/_.," and before[-2:-1].isdigit():
        return Sense.NAME
    if before[-1] == "-" and len(before) > 1 and before[-2].isalpha():
        return Sense.NAME
    return None


def takes_short(letters: str, digits: re.Match[str], end: int) -> bool:
    """Whether letters glued to digits are a short thousand or million: 5k, $3m. `end`: of both, in the same text."""
    if letters == "k" and not RESOLUTION.match(digits.string, digits.start()):
        return True
    before = digits.string[max(0, digits.start() - 5) : digits.start()]
    tenge = TENGE_SIGN.search(digits.string, max(0, digits.start() - 12), end)
    return bool(tenge or CURRENCY_SIGN.search(before) or CURRENCY_NEXT.match(digits.string, end))


def sense_of(text: str, start: int, end: int, ending: str, words: NumberWords) -> Sense:
    """What the neighbours of a number at [start, end) make of it."""
    after = text[end : end + 14]
    if _CLOCK.fullmatch(text, start, end):
        return Sense.NAME
    if _touches_number(text, start - 1, end, words):
        return Sense.RANGE
    if ending in words.ordinals or _CLASS.match(after):
        return Sense.ORDINAL
    if ending in _ABLATIVE and _ONE_OF.match(after):
        return Sense.NAME
    if _OF_SO_MANY.search(text, max(0, start - 10), start):
        return Sense.NAME
    if (_PO.match(after) and text[:start].endswith(" s ")) or _AFTER_PO.search(text, max(0, start - 12), start):
        return Sense.RANGE
    if re.match(r"-\d", after) or re.search(r"\d-$", text[max(0, start - 4) : start]):
        return Sense.RANGE
    if end - start <= DAY and after[:1] == '"' and _CHANNEL.search(text, max(0, start - 24), start):
        return Sense.NAME
    glued = GLUED.match(after)
    if glued and not ending:
        # "10-й", "5-bosqich", "20-yanvar"; but "20-dan" is an ending, and a dash may stand without spaces
        return Sense.ORDINAL if glued["hyphen"] else Sense.NAME
    if re.match(r"[:/]\d|\.\d|\.(?:kg|kz|uz|tj|tm|ru|com|net|org|info|news|media)\b", after):
        return Sense.NAME
    if re.match(r"\s?%|\s?°", after):
        return Sense.NAME
    if end - start <= DAY and _MONTH_BEFORE.search(text, max(0, start - 12), start):
        by_day = _DAY_OF_MONTH.search(text, max(0, start - 20), start)
        return Sense.COUNT if not by_day and _DEVICE_BEHIND.match(text, end) else Sense.NAME
    return Sense.COUNT


def _touches_number(text: str, before: int, after: int, words: NumberWords) -> bool:
    """Whether a hyphen joins a number in words to another: одна-две, екі-үш."""
    known = words.words
    if before > 0 and text[before] == "-" and text[before - 1].isalpha() and text[before + 1].isalpha():
        return True  # "за год-два"
    left = re.search(r"([^\W\d_]+)$", text[max(0, before - 14) : before]) if text[before : before + 1] == "-" else None
    right = re.match(r"-([^\W\d_]+)", text[after : after + 15])
    return bool((left and left[1] in known) or (right and right[1] in known))
