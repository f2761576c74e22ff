"""Whether what follows a stem is an ending of the region's languages: Russian declension, Turkic chains, Tajik ezafe.

Everything is in the skeleton (`fold`), so one check serves Cyrillic, Latin and Arabic spellings.
"""

import re
from collections.abc import Iterable, Mapping
from enum import IntEnum, auto
from functools import lru_cache
from typing import Any

from monitor.match.lexicon_files import lexicon
from monitor.text.fold import fold

VOWELS = "aeiou"


class Ending(IntEnum):
    """How freely a word of a form may go on after its stem."""

    EXACT = auto()
    ENDINGS = auto()
    """`~`: case, plural, possessive, ezafe of any of the languages."""
    NAME = auto()
    """`~` of a place or a name: as ENDINGS, and the Russian adjective and people made of it."""
    VOICED = auto()
    """After a stem whose last consonant was voiced (Сергек → Сергегі): only an ending that begins with a vowel."""
    DECLINED = auto()
    """After a stem that lost its last vowel (Ромашка → Ромашку): only a Russian case ending."""
    ADJECTIVE = auto()
    """After a name that lost its last vowel (Душанбе → душанбинский): a Russian case ending or adjective."""
    ANY = auto()
    """`+`: any letters."""


@lru_cache(maxsize=1 << 16)
def ends_well(rest: str, ending: Ending) -> bool:
    """Whether `rest`, the letters between a stem and the end of its word, is what `ending` allows."""
    if not rest or ending is Ending.ANY:
        return ending is not Ending.ADJECTIVE
    if ending is Ending.EXACT:
        return False
    if ending in (Ending.DECLINED, Ending.ADJECTIVE):
        adjective = ending is Ending.ADJECTIVE and _tables().adjective.fullmatch(rest)
        declined = rest in (_tables().case if ending is Ending.ADJECTIVE else _tables().russian)
        return declined or bool(adjective)
    if ending is Ending.VOICED and rest[0] not in VOWELS:
        return False
    if _is_ending(rest):
        return True
    return ending is Ending.NAME and bool(_tables().adjective.fullmatch(rest))


def _is_ending(rest: str) -> bool:
    tables = _tables()
    return rest in tables.whole or any(chain.fullmatch(rest) for chain in tables.chains)


class _Tables:
    """The compiled lexicon/endings.yaml."""

    def __init__(self, languages: Mapping[str, Mapping[str, Any]]) -> None:
        self.whole = frozenset(
            _folded(ending) for table in languages.values() for ending in table.get("endings", ()) if _folded(ending)
        )
        self.russian = frozenset(_folded(ending) for ending in languages["ru"]["endings"])
        self.case = frozenset(ending for ending in self.russian if not set(ending) & {"k", "s"})
        self.chains = tuple(_chain(table["chain"]) for table in languages.values() if "chain" in table)
        russian = languages["ru"]
        kinds = ("adjective", "people", "townsman", "dweller")
        self.adjective = re.compile("|".join(_made_of(russian[kind], russian[f"{kind}_endings"]) for kind in kinds))


def _made_of(middle: Iterable[str], tail: Iterable[str]) -> str:
    """An expression for what is made of a name by one of `middle` and one of `tail`."""
    return f"(?:{_alternatives(middle)})(?:{_alternatives(tail)})"


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    return _Tables(lexicon("endings"))


def _chain(slots: Iterable[Iterable[str]]) -> re.Pattern[str]:
    return re.compile("".join(f"(?:{_alternatives(slot)})?" for slot in slots))


def _alternatives(endings: Iterable[str]) -> str:
    folded = {_folded(ending) for ending in endings}
    return "|".join(sorted((re.escape(ending) for ending in folded if ending), key=len, reverse=True))


def _folded(ending: str) -> str:
    return fold(str(ending)).text
