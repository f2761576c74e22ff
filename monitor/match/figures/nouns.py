"""What a word means to somebody who counts: `lexicon/counting.yaml`, folded and ready to be looked up."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from db.kinds import ClaimKind
from monitor.match.figures.number_words import BASES
from monitor.match.lexicon_files import lexicon, pattern
from monitor.text.fold import fold


class Role(StrEnum):
    """The part of a word beside a number."""

    DEVICE = "device"
    GENERIC = "generic"
    """Devices, units, pieces: of what, the text has said before."""
    NAMED = "named"
    """A system's name used for its devices: 37 Sergeks."""
    CALL = "call"
    """A button or terminal: a point where it calls for help."""
    SYSTEM = "system"
    """Systems, sets: complexes where they watch."""
    SITE = "site"
    """Road sections, posts, rubbish sites: points where devices are spoken of."""
    LOCATED = "located"
    """Places, spots: points after "at"."""
    OTHER = "other"
    """A thing that is counted beside devices: schools, fines."""
    PERSON = "person"
    MEASURE = "measure"
    """Years, kilometres, per cent: never what a later number without a noun speaks of."""
    SKIP = "skip"
    PARTITIVE = "partitive"
    """So many *of them*."""
    NUMBER_OF = "number_of"
    VERB = "verb"
    STOP = "stop"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Meaning:
    """The part of a word, and the kind of device where it names one."""

    role: Role
    kind: ClaimKind | None = None


UNKNOWN = Meaning(Role.UNKNOWN)
_KINDS = {kind.value.removesuffix("es" if kind is ClaimKind.COMPLEXES else "s"): kind for kind in ClaimKind}


class _Words:
    """Words and beginnings of words, each with its meaning; the longest beginning decides."""

    def __init__(self) -> None:
        self._whole: dict[str, Meaning] = {}
        self._begins: dict[str, Meaning] = {}

    def add(self, forms: Iterable[object], meaning: Meaning) -> None:
        for form in forms:
            stem = fold(str(form).rstrip("~")).text
            table = self._begins if str(form).endswith("~") else self._whole
            table.setdefault(stem, meaning)

    def meaning(self, word: str) -> Meaning:
        if word in self._whole:
            return self._whole[word]
        for length in range(len(word), 1, -1):
            found = self._begins.get(word[:length])
            if found is not None:
                return found
        return UNKNOWN


@cache
def _words(base: str | None) -> _Words:
    """All words that count in texts of a language. Earlier entries win over later ones of the same spelling."""
    tables, words = lexicon("counting"), _Words()
    words.add(tables["partitive"], Meaning(Role.PARTITIVE))
    words.add(tables["number_of"], Meaning(Role.NUMBER_OF))
    words.add(tables["not_device"], Meaning(Role.UNKNOWN))
    for name, forms in tables["devices"].items():
        kind = _KINDS.get(name)
        words.add(forms, Meaning(Role.DEVICE, kind) if kind else Meaning(Role.GENERIC))
    if base != "tk":  # there the same letters mean "behind"
        words.add(tables["arches"], Meaning(Role.DEVICE, ClaimKind.COMPLEXES))
    words.add(tables["call"], Meaning(Role.CALL))
    words.add(tables["system"], Meaning(Role.SYSTEM))
    words.add(tables["located"], Meaning(Role.LOCATED, ClaimKind.POINTS))
    words.add((*tables["site"], *tables["yards"]), Meaning(Role.SITE, ClaimKind.POINTS))
    words.add(tables["named"], Meaning(Role.NAMED))
    if base == "ky":  # there the letters of Kazakh "new" mean "and"
        words.add(tables["kyrgyz_and"], Meaning(Role.STOP))
    words.add(tables["skip"], Meaning(Role.SKIP))
    for language in dict.fromkeys((base or "ru", "ru" if base != "en" else "en")):
        words.add(tables["stop"][language], Meaning(Role.STOP))
        words.add(tables["verbs"][language], Meaning(Role.VERB))
    roles = {"people": Role.PERSON, "time": Role.MEASURE, "measure": Role.MEASURE}
    for name, forms in tables["other"].items():
        words.add(forms, Meaning(roles.get(name, Role.OTHER)))
    return words


@lru_cache(maxsize=1 << 16)
def meaning_of(word: str, base: str | None) -> Meaning:
    """What a folded word means in a text of language `base`."""
    return _words(base if base in BASES else None).meaning(word)


def counts_devices(word: str) -> bool:
    """Whether a folded word of any language is a device, or a place where devices stand."""
    return meaning_of(word, "tg").role in (Role.DEVICE, Role.GENERIC, Role.SITE)


def is_measure(word: str) -> bool:
    """Whether a folded word of any language is a month, a day, a kilometre."""
    return meaning_of(word, None).role is Role.MEASURE


def _alternatives(forms: Iterable[object]) -> str:
    return "|".join(sorted({re.escape(fold(str(form)).text) for form in forms}, key=len, reverse=True))


@cache
def adjective() -> re.Pattern[str]:
    """A Russian adjective or participle, folded."""
    return re.compile(r"\w{3,}(?:" + _alternatives(lexicon("counting")["adjective_ru"]) + ")")


@cache
def adjective_of_one() -> re.Pattern[str]:
    """A Russian adjective in the nominative: 1 641 программный комплекс."""
    return re.compile(r"\w{3,}(?:" + _alternatives(lexicon("counting")["adjective_one"]) + ")")


@cache
def case_ending() -> re.Pattern[str]:
    """A Turkic word in an oblique case, folded: no modifier of the noun after it."""
    return re.compile(r"\w{2,}(?:" + _alternatives(lexicon("counting")["case_endings"]) + ")")


@cache
def _listed(name: str) -> _Words:
    words = _Words()
    words.add(lexicon("counting")[name], Meaning(Role.SKIP))
    return words


@lru_cache(maxsize=1 << 16)
def is_listed(word: str, name: str) -> bool:
    """Whether a folded word stands in a list of the lexicon."""
    return _listed(name).meaning(word) is not UNKNOWN


@cache
def phrases(table: str, name: str) -> re.Pattern[str]:
    """The words and phrases of a list of the lexicon as one expression over folded text."""
    return pattern(lexicon(table)[name])
