"""The words and signs by which a language writes numbers: `lexicon/numbers.yaml`, folded and ready to be looked up."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

from monitor.match.lexicon_files import lexicon
from monitor.text.fold import fold

TURKIC = frozenset(("kk", "ky", "uz", "tk"))
BASES = ("ru", "kk", "ky", "uz", "tg", "tk", "en")


@dataclass(frozen=True)
class NumberWords:
    """What one language's texts may write; all words folded."""

    words: Mapping[str, tuple[int, str]]
    """A word with its ending → its value and that ending."""
    scales: Mapping[str, tuple[int, str]]
    """тысяч, млн, миңден → (scale, ending)."""
    halves: frozenset[str]
    halves_after: frozenset[str]
    """Halves of the scale before them: "мың жарым" is 1500."""
    half_alone: frozenset[str]
    one_and_half: frozenset[str]
    multipliers: Mapping[str, int]
    joined: Mapping[str, int]
    never_alone: frozenset[str]
    """Words that are something else when they stand alone, with every ending: "он", "yuzdan"."""
    nearly: frozenset[str]
    """What shows that such a word is a number after all: "жүзге жуық"."""
    connectors: frozenset[str]
    """What may stand between a number and its scale: 50 с лишним тысяч."""
    vague: frozenset[str]
    several: frozenset[str]
    """What makes a bare hundred or thousand behind it no figure: "несколько тысяч", "якчанд ҳазор"."""
    endings: frozenset[str]
    """What may hang on digits (1500-і, 3 mingta)."""
    ordinals: frozenset[str]
    short: Mapping[str, int]
    not_as_spelt: re.Pattern[str]
    """Source spellings that only look like a number word once folded."""

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """The words that a number can begin with."""
        first = (self.words, self.scales, self.joined, self.one_and_half, self.multipliers, self.half_alone)
        return frozenset(word for words in first for word in words)


def base_of(language: str | None) -> str | None:
    """kk for kk-Latn; None for a language without number words of its own (Chinese writes signs)."""
    base = (language or "").partition("-")[0]
    return base if base in BASES else None


@lru_cache(maxsize=16)
def number_words(base: str | None) -> NumberWords:
    """The number words of a language; of Russian for None."""
    tables = lexicon("numbers")
    table: Mapping[str, Any] = tables["languages"][base or "ru"]
    endings = _folded(table["endings"]) | {""}
    scales: dict[str, int] = {}
    for scale, words in tables["scales"].items():
        scales.update(dict.fromkeys(_folded(words), int(scale)))
    scales.update(dict.fromkeys(_folded(tables["thousands"].get(base, ())), 1000))
    words = {word: int(value) for value, forms in table["words"].items() for word in _folded(forms)}
    chains = _chains() if base in TURKIC else frozenset()
    endings |= chains
    inflected = endings - {"", "m"}
    ordinals = _folded(tables["ordinal"].get(base, ()))
    others = _folded(tables["not_numbers_of"].get(base, ()))
    never = _folded(tables["not_numbers"]) | others
    return NumberWords(
        words={word: found for word, found in _with_endings(words, inflected - ordinals).items() if word not in never},
        scales=_with_endings(scales, inflected - ordinals),
        halves=_folded(table.get("halves", ())),
        halves_after=frozenset(half + end for half in _folded(table.get("halves", ())) for end in endings)
        if base in TURKIC
        else frozenset(),
        half_alone=_folded(table.get("half_alone", ())),
        one_and_half=_folded(table.get("one_and_half", ())),
        multipliers={
            word: int(value) for value, forms in table.get("multipliers", {}).items() for word in _folded(forms)
        },
        joined={word: int(value) for value, forms in table.get("joined", {}).items() for word in _folded(forms)},
        never_alone=frozenset(word + end for word in _folded(table.get("alone_never", ())) for end in endings),
        nearly=_folded(tables["nearly"]),
        connectors=_folded(table.get("connectors", ())) - _folded(table.get("halves", ())),
        vague=_folded(tables["vague"]),
        several=_folded(tables["several"]),
        endings=frozenset(endings | _folded(table.get("after_digits", ()))) - {""},
        ordinals=ordinals,
        short={next(iter(_folded([word]))): int(scale) for word, scale in tables["short"].items()},
        not_as_spelt=_as_spelt(tables["not_as_spelt"], tables["names_within"]),
    )


def _folded(words: Iterable[object]) -> frozenset[str]:
    return frozenset(fold(str(word)).text for word in words)


def _as_spelt(words: Iterable[object], names: Iterable[object]) -> re.Pattern[str]:
    """One expression for the spellings in `words`, and for `names` with their capital within a sentence."""
    told = (re.escape(str(word).rstrip("~")) + r"\w*" * str(word).endswith("~") for word in words)
    within = "|".join(re.escape(str(name)) for name in names)
    return re.compile("|".join((*told, rf"(?-i:(?<=[\w,»] )(?:{within}))")), re.IGNORECASE)


@cache
def _chains() -> frozenset[str]:
    """The endings that a Turkic numeral takes: counted, whose, where to. The skeleton merges the vowels' variants."""
    table = lexicon("numbers")["chain"]
    classes, owners, cases = (sorted(_folded(table[slot])) for slot in ("classifier", "possessive", "case"))
    plain = {classifier + owner for classifier in classes for owner in owners}
    return frozenset(plain | {stem + case for stem in plain for case in cases if stem or case != "n"})


def _with_endings(words: Mapping[str, int], endings: Iterable[str]) -> dict[str, tuple[int, str]]:
    """Every word alone and with each ending; a word that is spelt alike by itself wins."""
    found = {word + ending: (value, ending) for word, value in words.items() for ending in endings}
    found.update({word: (value, "") for word, value in words.items()})
    return found
