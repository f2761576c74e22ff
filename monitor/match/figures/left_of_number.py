"""What stands left of a number that has no noun of its own: a plural, a genitive, something else. Pure."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise

from monitor.match.figures.compounds import is_finite
from monitor.match.figures.nouns import Role, is_listed
from monitor.match.figures.reading import NUMBER, Word, names_device

THEM = "ih"
"""«Сейчас их 25»."""
SAYS_NOTHING = 1
"""So few words behind a comma belong to what stands before it."""
POSSESSIVE = frozenset(
    (
        *("i", "si", "isi", "usi", "in", "sin", "ina", "ine", "sine", "u", "su", "un", "inde", "sinde", "nin"),
        *("aui", "eui", "inin", "unun", "sinin", "sunun", "inan", "inen", "unan", "sinen", "sinan"),
    )
)
"""What ends a Turkic numeral that says how many of them: 293-si, тоғызы, dokuzysy."""
_TAJIK_PART = frozenset(("ash", "ashro", "taash", "toash", "toashro", "toiash"))
_THOSE = frozenset(("on", "onho", "onhoro", "inho"))
_OF_ITS = re.compile(r"\w{3,}l[ae]r(?:i|in|ini)?[dn]an")
_DATIVE_OR_ABLATIVE = re.compile(r"[gkn]?[aeo]|[dtn][aeo]n")
_TURKMEN_GENITIVE = re.compile(r"\w{3,}l[ae]rin")
_PLENTY = re.compile(r"\w{2,}(?:mer|ov|ei|chek)")
_GENITIVE = re.compile(r"\w{2,}(?:nin|din|tin|nun|dun|tun|ning)")


def is_part(ending: str) -> bool:
    """Whether a Turkic numeral with this ending says how many of them: «592-сін тұрғындар орнатқан»."""
    return ending in POSSESSIVE or ending.startswith("tasi")


def is_tajik_part(ending: str, following: Sequence[Word]) -> bool:
    """Whether a Tajik numeral says how many of them: «30-тоаш», «45-тои он»."""
    return ending in _TAJIK_PART or (ending == "toi" and any(word.text in _THOSE for word in following))


def is_genitive(word: str) -> bool:
    """Whether a folded Turkic word is in the genitive: «камераларнинг 10 таси»."""
    return bool(_GENITIVE.fullmatch(word))


def is_of_its(word: str) -> bool:
    """Whether a folded Turkic plural is in the ablative, «масканларидан ўнтаси»; "of those" («шулардан») is none."""
    return bool(_OF_ITS.fullmatch(word)) and not is_listed(word, "of_those")


def is_measured(before: Sequence[Word]) -> bool:
    """Whether the number before a bare one is so many minutes, and nothing is said of more: «40 минут, теперь — 20»."""
    ends = (at for at in range(len(before) - 1, 0, -1) if before[at - 1].text == NUMBER and before[at].text != "-")
    at = next(ends, None)
    if at is None or not is_listed(before[at].text, "spells"):
        return False
    acts = (word for word in before[at:] if word.meaning.role is Role.VERB and not is_listed(word.text, "nowadays"))
    return next(acts, None) is None and not any(is_listed(word.text, "again") for word in before[at:])


def is_of_them(before: Sequence[Word]) -> bool:
    """Whether "of them" ends `before`, verbs and place aside: «сейчас их в городе 102», «теперь их стало 25»."""
    where = next((back for back in range(2, min(WHERE, len(before)) + 1) if before[-back].text in IN), 0)
    for words in (before, before[:-where]) if where else (before,):
        last = next((word for word in reversed(words) if word.meaning.role is not Role.VERB), None)
        if last is not None and last.text == THEM:
            return True
    return False


def is_of_people(before: Sequence[Word]) -> bool:
    """Whether "of them" is said of people, who were named last: «Учеников много: их 5 000»."""
    told = (word for word in reversed(before) if names_device(word) or word.meaning.role is Role.PERSON)
    last = next(told, None)
    return last is not None and last.meaning.role is Role.PERSON


def is_tally_of_others(before: Sequence[Word]) -> bool:
    """Whether "the number of" is said of a Turkic noun in the genitive that is no device: «қонақүйлердің саны 33»."""
    tallied = (one for one, tally in pairwise(before) if tally.meaning.role is Role.NUMBER_OF)
    owners = (one for one in tallied if is_genitive(one.text) or _TURKMEN_GENITIVE.fullmatch(one.text))
    return any(not _may_be_devices(one) for one in owners)


def _may_be_devices(word: Word) -> bool:
    ours = names_device(word, points=True) or word.meaning.role in (Role.GENERIC, Role.NAMED, Role.SYSTEM, Role.CALL)
    return ours or is_listed(word.text, "of_those") or is_listed(word.text, "new_ones")


def is_tally_of_points(before: Sequence[Word]) -> bool:
    """Whether "the number of" is said of places with devices: «chorrahalar soni 160 taga chiqarildi»."""
    tallied = (one for one, tally in pairwise(before) if tally.meaning.role is Role.NUMBER_OF)
    return any(names_device(one, points=True) for one in tallied)


_NO_PLURAL = frozenset(("litsei", "muzei", "nomer"))
"""What ends as a Russian genitive plural does, and is none."""
_IMPERSONAL = re.compile(r"(?:los|lo|no|tsia)$")
"""A Russian verb without a subject, folded: «набралось», «было», «составлено»."""
_OPENS = frozenset((",", ":", "-", "chto", "vsego", "seichas", "segodnia", "a", "i", "novih", "umnih", "ulichnih"))
"""What may stand before the devices that a clause begins with."""
UP_TO = "do"
"""Russian «до»: what grew or fell to so much may be anything."""
WHERE = 4
"""So many words say where devices are, at most, the preposition with them."""
IN = frozenset(("v", "vo", "na", "po"))


def is_plenty(before: Sequence[Word]) -> bool:
    """Whether a device in the Russian genitive plural ends `before`, verbs, place and time aside.

    «Камер в области 67», «камер видеонаблюдения на улицах города сегодня 14», «камер «Сергек» в столице на сегодня».
    """
    for words in islice(_without_places(before), 2):
        at = _last(words, _is_verb)
        if at is not None and _are_devices(words[at]):
            return True
    for words in _without_places(before):
        at = _last(words, _is_aside)
        if at is not None and _are_devices(words[at]):
            return not at or words[at - 1].text in _OPENS
    return False


def _without_places(before: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """The words before a number, then without the place that they end with, then without the one before it."""
    while before:
        yield before
        where = next((back for back in range(2, min(WHERE, len(before)) + 1) if before[-back].text in IN), len(before))
        before = before[:-where]


def _last(words: Sequence[Word], aside: Callable[[Word], bool]) -> int | None:
    """Where the last word stands that is not `aside`."""
    return next((at for at in range(len(words) - 1, -1, -1) if not aside(words[at])), None)


def _are_devices(word: Word) -> bool:
    return names_device(word) and bool(_PLENTY.fullmatch(word.text))


def _is_verb(word: Word) -> bool:
    return word.meaning.role in (Role.STOP, Role.VERB)


def _is_aside(word: Word) -> bool:
    """Whether a word behind a noun says how it is, whose it is or when: "видеонаблюдения", «Сергек», "сегодня"."""
    if _is_verb(word) or word.meaning.role is Role.NAMED or word.text in ('"', "-"):
        return True
    return (is_listed(word.text, "watching") and not names_device(word)) or is_listed(word.text, "nowadays")


def is_plenty_of_others(before: Sequence[Word]) -> bool:
    """Whether people or other things in the Russian genitive plural are what is counted: «нарушителей было 8 тысяч»."""
    at = _last(before, _is_verb)
    if at is None or before[at].meaning.role not in (Role.OTHER, Role.PERSON):
        return False
    return bool(_PLENTY.fullmatch(before[at].text)) and not _is_governed(before, at)


def begins_with(left: Sequence[Word]) -> Word | None:
    """What the clause up to a number begins with, in the Russian genitive plural, where it names no device.

    «Протоколов за время рейда набралось свыше 250», «Точек сбора данных в Оше 36».
    """
    clause = _own_clause(left)
    clause = clause[next((at for at, word in enumerate(clause) if word.meaning.role is not Role.STOP), 0) :]
    if not clause or not _PLENTY.fullmatch(clause[0].text) or clause[0].text in _NO_PLURAL:
        return None
    acts = (word for word in clause[1:] if word.meaning.role is Role.VERB or is_finite(word.text))
    personal = any(not _IMPERSONAL.search(word.text) for word in acts)
    return None if personal or any(map(names_device, clause)) else clause[0]


def _is_governed(words: Sequence[Word], at: int) -> bool:
    """Whether a genitive belongs to the noun before it: «по просьбам жителей добавили девять»."""
    noun = words[at - 1] if at > 1 else None
    if noun is None or noun.meaning.role is not Role.UNKNOWN or not noun.text[0].isalpha():
        return False
    return is_preposition(words[at - 2].text)


def is_preposition(word: str) -> bool:
    """Whether a folded Russian word governs the noun behind it."""
    return word in ("po", "dlia", "ot", "iz", "za", "na", "v", "o", "ob", "so", "s", "k", "u", "pri", "posle")


def is_of_others(words: Sequence[Word], place: int) -> bool:
    """Whether a Turkic clause names something else before its dash: "машиналар орасидан топди — 208 866 та"."""
    *near, last = words[max(0, place - 4) : place - 1] or [words[place]]
    others = (Role.OTHER, Role.PERSON)
    return last.meaning.role not in others and any(word.meaning.role in others for word in near)


def is_part_of_others(words: Sequence[Word], place: int) -> bool:
    """Whether a number says how many of the things right before it: «147 троллейбустардын 87сине камера»."""
    before = words[place - 1] if place else None
    return before is not None and not names_device(before) and is_genitive(before.text)


def is_of_other_things(left: Sequence[Word]) -> bool:
    """Whether a bare number behind `left` goes on with other things: how many there are, or how they grew.

    «Число аварий снизилось с 712», "deaths fell to 97", «қаза тапқандар саны 63-тен».
    """
    if not left or any(names_device(word, points=True) or word.meaning.role is Role.NAMED for word in left):
        return False
    left = _own_clause(left)
    if any(is_listed(word.text, "again") or _tells_more(word) or word.text == THEM for word in left):
        return False
    others = [at for at, word in enumerate(left) if word.meaning.role in (Role.OTHER, Role.PERSON)]
    tallies = [at for at, word in enumerate(left) if word.meaning.role is Role.NUMBER_OF]
    if any(abs(at - tally) == 1 for at in others for tally in tallies):
        return True
    events = [at for at in others if is_listed(left[at].text, "incidents")]
    return any(is_listed(word.text, "change") and at < place for place, word in enumerate(left) for at in events)


def _tells_more(word: Word) -> bool:
    return is_listed(word.text, "more") and word.text != UP_TO


def _own_clause(left: Sequence[Word]) -> Sequence[Word]:
    """The words behind the last comma; with what stands before it where they say nothing: «упало на 9 %, до 134»."""
    commas = [at for at, word in enumerate(left) if word.text == ","]
    ends = [at for at in commas if len(left) - at > SAYS_NOTHING + 1]
    return left[ends[-1] + 1 :] if ends else left


def is_change_of_others(left: Sequence[Word], ending: str) -> bool:
    """Whether a Turkic number with this ending tells of other things: «қылмыс 8 мыңға азайды», «халқы мыңнан асты»."""
    others = any(word.meaning.role in (Role.OTHER, Role.PERSON) for word in left)
    return bool(_DATIVE_OR_ABLATIVE.fullmatch(ending)) and others and not any(names_device(word) for word in left)
