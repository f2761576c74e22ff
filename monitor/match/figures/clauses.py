"""Turkic clauses that stand between a number and what it counts: «48 жол қозғалысын бақылайтын кешен». Pure."""

import re
from collections.abc import Sequence

from db.kinds import ClaimKind
from monitor.match.figures.nouns import Meaning, Role, adjective, case_ending, is_listed
from monitor.match.figures.reading import NUMBER, Word

REACH = 9
"""How many words such a clause may have."""
_PARTICIPLE = re.compile(
    r"\w{2,}(?:[aei]i?tin|tuchu|[uo]uchu|oochu|u?vchi|idigan|adigan|[gk][aeo]n|i[ae]n|u[ae]n|iji|[iuar]l[ae]n)|bar|bor"
    r"|negizi?ndegi|asosidagi|esasindaki|negizdegi|(?:sapa|sifat|aniklik|daldik|sapat|daraja)[dt]a[gk]i"
)
"""A participle, folded: бақылайтын, таануучу, taniydigan, anyklaýan, орнатылған; "that has", "on the basis of"."""
_VERBAL_NOUN = re.compile(r"\w{2,}(?:[aei]u|uu|oo|[aiu]sh)")
"""«Тәртіпті бақылау камерасы»: a verb as part of the name of the device."""
_OBJECT = re.compile(r"\w{2,}(?:[dtn][iu]|i?n|s[iu]n[iu]?)")
"""What is watched: қозғалысын, qoidalarini, тәртіпті."""
_POSSESSED = re.compile(r"(?!\w+l[aeo]r[iu])\w{4,}(?:s[iu]|[bcdfghjklmnpqrstvz][iu])(?:n[iu]?\w{0,4}|ga|da|dan|ning)?")
"""A device with the possessive that joins it to the noun before it: kamerasi, kompleksi; in the plural, "the cameras
of two towns", the number is the towns'."""
_PASSED = frozenset((Role.UNKNOWN, Role.SKIP, Role.VERB))
_ACCUSATIVE = re.compile(r"\w{3,}[dtn][iu]")
PIECES = "sani"
"""Turkmen "350 sany kamera"."""
_WITH = frozenset(("menen", "men", "bilan", "bilen", "arkili", "arkali"))


def device_behind_clause(words: Sequence[Word], place: int) -> int | None:
    """The place of the device noun that the number at `place` counts across a clause; None where there is none.

    Anything that could be counted itself ends the search: another number, a mark, a noun in a case of its own.
    """
    objects, before = True, words[place]
    for at in range(place + 1, min(len(words), place + REACH + 1)):
        word = words[at]
        role = word.meaning.role
        if role is Role.DEVICE and before is not words[place]:
            told = _PARTICIPLE.fullmatch(before.text) or (objects and _VERBAL_NOUN.fullmatch(before.text))
            return at if told else None
        if word.text[0].isalpha() and word.text != NUMBER:
            if role is Role.OTHER and _is_half_of_a_device(words, at):
                return at + 1
            if not _is_passed(words, at):
                return None
            objects &= (
                is_listed(word.text, "no_case")
                or not case_ending().fullmatch(word.text)
                or bool(_OBJECT.fullmatch(word.text))
            )
            before = word
        elif word.text != '"' and not (word.text == "-" and is_joined(words, at)):
            return None
    return None


def _is_passed(words: Sequence[Word], at: int) -> bool:
    """Whether a clause goes on across a word: it is nothing that the number counts itself."""
    word, role = words[at], words[at].meaning.role
    if role is Role.OTHER:
        return _is_of_an_object(words, at)
    if role is Role.PERSON:
        return is_listed(words[at + 1].text, "face") if at + 1 < len(words) else False  # «адамның бетін танитын»
    if role is Role.MEASURE:
        return bool(_ACCUSATIVE.fullmatch(word.text))  # «ылдамдыкты өлчөгөн»
    return role in _PASSED or word.text in _WITH or (word.text == PIECES and words[at - 1].text == NUMBER)


def _is_of_an_object(words: Sequence[Word], at: int) -> bool:
    """Whether a noun is only the first half of what is watched: «жол» of «жол қозғалысын»."""
    following = words[at + 1].text if at + 1 < len(words) else ""
    return not case_ending().fullmatch(words[at].text) and bool(_OBJECT.fullmatch(following))


def _is_half_of_a_device(words: Sequence[Word], at: int) -> bool:
    """«51 ta yo'l kamerasi»: two nouns, one thing."""
    following = words[at + 1] if at + 1 < len(words) else words[at]
    named = following.meaning.role is Role.DEVICE and bool(_POSSESSED.fullmatch(following.text))
    return named and not case_ending().fullmatch(words[at].text)


def is_joined(words: Sequence[Word], at: int) -> bool:
    """Whether a hyphen at `at` joins two parts of one word: IP-камер."""
    return 0 < at < len(words) - 1 and words[at - 1].end == words[at].start and words[at].end == words[at + 1].start


def joins_adjectives(words: Sequence[Word], at: int) -> bool:
    """Whether the "and" at `at` stands between two Russian adjectives."""
    return at + 1 < len(words) and all(adjective().fullmatch(words[place].text) for place in (at - 1, at + 1))


def meaning_of_pieces(words: Sequence[Word], at: int) -> Meaning | None:
    """What is counted in pieces, adjectives aside: «единиц автотранспорта», «единиц новых камер», «единиц систем»."""
    while at < len(words) and adjective().fullmatch(words[at].text):
        at += 1
    told = words[at].meaning if at < len(words) else None
    if told is not None and told.role is Role.SYSTEM:
        return Meaning(Role.DEVICE, ClaimKind.COMPLEXES)
    return told if told is not None and told.role in (Role.DEVICE, Role.OTHER, Role.PERSON, Role.MEASURE) else None
