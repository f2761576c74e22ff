"""Numbers that say how many to each, to a thousand, in a day: they count nothing that stands somewhere. Pure."""

import re
from fractions import Fraction

_RATE = re.compile(
    r"\s(?:na (?:tisiach|kajd|odn|dushu|sto\b|1000|\d)|for (?:everi|each)\b|per\b"
    r"|to an? (?:bus|vehicle|car|kilomet|train|carriage|crossing|junction|school|yard|shift)"
    r"|v (?:den|sutki|mesiats|god)\b)"
)
_PER_HEAD = re.compile(
    r"\s(?:per (?:\d|person|capita|head|thousand|hundred)|for every \d|na dushu"
    r"|na (?:\d[\d ]*|tisiach\w*|sto) (?:chelovek|jitel|dush))"
)
_MEASURE = re.compile(r"\b(?:for (?:everi|each)|na kajd\w+|per|(?:drove|drive|driving|going|speed|speeds) at)\s$")

_EACH_BEFORE = re.compile(
    r"(?<!\w)(?:v srednem|na odin|na odnu|on average|ortacha|ortocho)\s(?!j?ildamdi|t[ei]zli)[^.,;:!?\n\d]{0,60}$"
)
"""«Орточо ылдамдык» is the average speed, which devices take."""
_AT_LEAST = re.compile(r"(?<!\w)(?:ne menee|ne menshe|minimum|srazu|at least|keminde|kamida|kem degende)\s$")
_TIME = r"(?:(?:jil|i?il)(?:i|da|ga)?\b|kun|gun|ai\b|oi|hafta|apta|hepde|sol|moh|ruz|iear|month|dai\b|veek)"
"""«Har yili», "every year" say how often, not how many to each."""
_EACH = re.compile(
    rf"(?<!\w)(?:(?:v|na|po) kajd\w+|(?:each|everi|dar har|ba har)(?! {_TIME})"
    rf"|(?:ar|har|her) (?:bir )?(?!{_TIME})\w+|hersi\w*|arkaisi\w*)"
    r"\s[^.,;:!?\n\d]{0,40}$(?<! po )"
)
"""«В каждой школе», «әр мектепте», "har bir maktabda": so many a rule gives to each; «по 72 камеры» is a plan."""
_EACH_BEHIND = re.compile(
    r"[^.,;:!?\n\d]{0,40}?(?<!\w)(?:(?:in|on|at|inside|for) (?:each|everi)|v kajd\w+)"
    r"(?! (?:other|one|direction|napravlen|god|den|mesiats|nedel|chas|noch"
    r"|night|hour|minute|evening|veekend|veek|iear|month|dai))\b"
)
"""Behind the number: "six cameras in each of 210 buses", «по две висят в каждом подъезде»."""
_ONE_IN = re.compile(r"(?<!\w)(?:one|tvo|1|2) (?:in|out of) (?:everi )?$")
"""«One in three cameras»: a share."""
FEW = 30
"""More than so many to each are told as a plan's figure, unless as the least."""
COUPLE = 4
"""So few "at least" are what a rule asks of each."""


def is_for_each(text: str, start: int, value: Fraction) -> bool:
    """Whether the number that begins here says how many there are or must be on average: "at least two in a bus"."""
    if value <= COUPLE and _AT_LEAST.search(text, max(0, start - 20), start):
        return True
    if _EACH_BEFORE.search(text, max(0, start - 80), start):
        return True
    few = value <= FEW or bool(_AT_LEAST.search(text, max(0, start - 20), start))
    return few and bool(_EACH.search(text, max(0, start - 60), start))


def is_in_each(text: str, end: int) -> bool:
    """Whether the number that ends here says how many there are in each, which stands behind it."""
    return bool(_EACH_BEHIND.match(text, end))


def is_share(text: str, start: int) -> bool:
    """Whether the number that begins here says of how many one is meant: "one in three"."""
    return bool(_ONE_IN.search(text, max(0, start - 20), start))


def is_rate(text: str, end: int) -> bool:
    """Whether the number that ends here says how many to a thousand, to each, in a day; `text` is folded."""
    return bool(_RATE.match(text, end))


def is_per_head(text: str, end: int) -> bool:
    """Whether the noun that ends here is told by the head: "15 devices per 100 people", how dense they stand."""
    return bool(_PER_HEAD.match(text, end))


def is_measure_of_rate(text: str, start: int) -> bool:
    """Whether the number that begins here is the thousand or hundred of such a rate."""
    return bool(_MEASURE.search(text, max(0, start - 12), start))
