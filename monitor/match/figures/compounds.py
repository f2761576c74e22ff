"""Which of two nouns in a row is counted: «35 көше қиылысы», «20 программалык комплекс», "80 radar kamera". Pure."""

import re
from collections.abc import Sequence

from db.kinds import ClaimKind
from monitor.match.figures.clauses import is_joined
from monitor.match.figures.nouns import Meaning, Role, adjective, case_ending, is_listed
from monitor.match.figures.number_words import TURKIC
from monitor.match.figures.numerals import Number
from monitor.match.figures.reading import Word

ENOUGH = 3
_VIDEO = ("video", "beine")
_NOUNS = frozenset(("adam", "kishi", "odam", "avtoulag", "ulag", "suriujini", "suriuja", "hukuk"))
_BEHIND_A_VERB = frozenset(("the", "a", "an", "no", "this", "their", "its"))
_PLURAL = re.compile(r"[^s]s$")
"""An English noun in the plural."""
_NOMINATIVE = re.compile(r"(?:video|foto)*kameri|videoregistratori|kompleksi|datchiki|radari")
"""Russian devices in the nominative plural, folded."""
_PARTICIPLE = re.compile(r"\w{3,}(?:ed|en|ing)")
_FINITE = re.compile(
    r"\w{5,}eni|\w{2,}(?:iut|iat|aet|uet|eet|ut|ali|ili|eli|ala|alo|ilo|it|at)(?:sia|s)?|\w{3,}(?:tsia|los|las|lis)"
)
"""A Russian verb in the present or past, or what was done to so many («отключены»), folded."""
_ITS = re.compile(r"\w+as[iu](?:[ndg]\w*)?")
"""A device in the Turkic possessive, folded: камерасы, kamerasining."""
_ITS_OWN = re.compile(r"\w{3,}(?:s[iu]|l[ae]r[iu])(?:n[iu]n?)?")
"""A Turkic noun in the possessive, folded: жаримасини, nuqtasi."""
_OF_A_KIND = re.compile(r"\w{3,}(?:[ldt][iu]k|l[iu]|uvchi|i[ae]n)|dasturi")
"""A Turkic noun or verb that became an adjective, folded: программалык, аппараттық, dasturiy, raqamli, aýlanýan."""


def only_describes(words: Sequence[Word], at: int, base: str | None) -> bool:
    """Whether the noun at `at` is the first half of what is counted: «35 көше қиылысы», «350 полицейских камер»."""
    following = words[at + 1 : at + 2]
    device_next = any(word.meaning.role is Role.DEVICE for word in following)
    if base in (None, "ru"):
        points = any(word.meaning.kind is ClaimKind.POINTS for word in following)  # «73 населённых пункта»
        return device_next and not points and bool(adjective().fullmatch(words[at].text))
    if base not in TURKIC or words[at].meaning.role is Role.PERSON:
        return False
    if case_ending().fullmatch(words[at].text):
        return False  # «48 мектептің ауласын»: so many schools
    if device_next and (_OF_A_KIND.fullmatch(words[at].text) or is_listed(words[at].text, "types")):
        return True
    return any(word.meaning.kind is ClaimKind.POINTS or word.meaning.role is Role.SITE for word in following)


def is_plural(word: str) -> bool:
    """Whether an English word ends as a plural does: no modifier of the noun after it."""
    return bool(_PLURAL.search(word))


def is_english_adjective(words: Sequence[Word], at: int) -> bool:
    """Whether an English word is an adjective or half of one: "Chinese-made", "so-called", "broken cameras"."""
    word = words[at]
    if word.meaning.role is Role.DEVICE:
        return False
    if word.meaning.role is Role.VERB and _PARTICIPLE.fullmatch(word.text):
        ahead = [follower.meaning.role for follower in words[at + 1 : at + 3]]
        return Role.DEVICE in ahead and not {Role.VERB, Role.STOP} & set(ahead[: ahead.index(Role.DEVICE)])
    if is_joined(words, at + 1) and words[at + 1].text == "-":
        return not is_plural(words[at + 2].text)  # "40 e-scooters" are counted themselves
    return is_joined(words, at - 1) and words[at - 1].text == "-" and not is_plural(word.text)


def counted_behind(word: Word, follower: Word, base: str | None) -> Meaning | None:
    """What is counted instead of a device that only describes the word behind it; None where the device is.

    "80 radar kamera", "16 camera complexes" and, whose they are, «340 камера жаримаси», "6 radar nuqtasi".
    """
    bare = word.text == "camera" if base == "en" else base in TURKIC and not case_ending().fullmatch(word.text)
    if not bare or word.meaning.role is not Role.DEVICE:
        return None
    kinds = {word.meaning.kind, follower.meaning.kind}
    other_sort = follower.meaning.role is Role.DEVICE and kinds == {ClaimKind.CAMERAS, ClaimKind.COMPLEXES}
    owned = follower.meaning.role in (Role.OTHER, Role.PERSON) or follower.meaning.kind is ClaimKind.POINTS
    owned = owned and base in TURKIC and bool(_ITS_OWN.fullmatch(follower.text))
    return follower.meaning if other_sort or owned else None


def tells_more(words: Sequence[Word], place: int) -> bool:
    """Whether an English number has "more" and a verb behind it, and no noun: "Eleven more showed the wrong speed"."""
    near = words[place + 1 : place + 4]
    joined = place > 0 and words[place - 1].text == "and"  # "a man and 14 others"
    if len(near) < ENOUGH or near[0].text not in ("more", "others") or (joined and near[0].text == "others"):
        return False
    verb = near[1].text.endswith("ed") or near[1].meaning.role is Role.VERB
    return verb and (near[2].text in _BEHIND_A_VERB or near[2].meaning.role in (Role.STOP, Role.VERB))


def is_camera_of_place(words: Sequence[Word], at: int, base: str | None) -> bool:
    """Whether a Turkic place only says whose the cameras behind it are: «40 та кўча камерасидан»."""
    following = words[at + 1 : at + 2]
    named = any(word.meaning.role is Role.DEVICE and _ITS.fullmatch(word.text) for word in following)
    return base in TURKIC and named and not case_ending().fullmatch(words[at].text)


def is_rough(words: Sequence[Word], at: int) -> bool:
    """Whether a word only says "about" before its noun: "300-e golaý kamera"; folded, it looks like "most of them"."""
    following = words[at + 1 : at + 2]
    if words[at].text in ("tadan", "taga") and any(word.meaning.role is Role.SKIP for word in following):
        return True  # "10 tadan ortiq", more than ten
    return is_listed(words[at].text, "skip") and any(
        word.meaning.role is Role.DEVICE or word.text in _NOUNS for word in following
    )


def is_finite(word: str) -> bool:
    """Whether a folded Russian word is a verb in the present or past, or what was done to so many."""
    return bool(_FINITE.fullmatch(word))


def disagrees(number: Number, noun: str) -> bool:
    """Whether a folded Russian noun right behind a number cannot be what it counts: «мечетей 30, в 14 камеры висят».

    Behind 5 to 20, 25 to 30 and so on it would stand in the genitive plural.
    """
    last = int(number.value) % 100
    few = last % 10 in (1, 2, 3, 4) and last not in range(11, 15)
    whole = number.value.denominator == 1 and number.scale == 1 and not number.ending
    return whole and not few and bool(_NOMINATIVE.fullmatch(noun))


def is_surveillance(words: Sequence[Word]) -> bool:
    """Whether "video surveillance" itself is counted in a Turkic language: «5 миң видео көзөмөл коюлду»."""
    compound = bool(words) and words[0].text.startswith(_VIDEO) and words[0].text not in _VIDEO
    return compound and all(is_listed(word.text, "watching") for word in words)
