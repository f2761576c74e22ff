"""A text in the script in which its language is best known: what reads meaning has met it most often there.

The model of `meaning.py` has read Kazakh in Cyrillic and Uzbek in Latin letters. The same sentence in the other script
reads to it like another language (docs/matching.md has the figures). So Kazakh in Arabic or Latin letters is
told in Cyrillic, and Uzbek in Cyrillic or in the reformed alphabet in today's Latin, before it is asked. What readers
see is never touched.
"""

import re
from collections.abc import Mapping
from typing import Final

from monitor.text.alphabets import APOSTROPHES

_ARABIC_KAZAKH: Final = {
    **dict(zip("ابپتدجرزسعغفقكکگلمنوۇۈۆۋىیيچشحھهەخژ", "абптджрзсғғфқккглмноұүвуыыйчшхһеехж", strict=True)),
    **{"ڭ": "ң", "ې": "е", "ٴ": "", "ء": "", "،": ",", "؛": ";", "؟": "?"},
}
"""Töte jazu, letter by letter; front vowels are told by the word (`_FRONT`)."""
_FRONT: Final = str.maketrans("аыоұ", "әіөү")
_ARABIC_WORD: Final = re.compile(r"[\u0600-\u06ff]+")
_SAYS_FRONT: Final = re.compile("[ءٴەهكکگې]")
"""The hamza, or a letter that stands in front words alone: their vowels are ә, і, ө, ү."""
_LOANS: Final = (
    *("كامەرا", "ۆيدەو", "كوميتە", "پروكۋرا", "اۆتو", "ەلەكترون", "تەحنيك", "تەلەفون", "ينتەرنەت", "كومپ"),
    "پروگرام",
)
"""Words from Russian, which keep their back vowels: камера, видео, комитет, прокурор, авто, электрон, техника …"""
_BETWEEN_CONSONANTS: Final = re.compile("(?<![аеоұүөәіыу])й(?![аеоұүөәіыу])")

_LATIN_KAZAKH: Final = {
    **dict(zip("abcdefghijklmnopqrstuvwxyz", "абцдефгхижклмнопқрстувухыз", strict=True)),
    **dict(zip("äöüūğñşıáóúýǵńŋçəūǧ", "әөүұғңшіәөүуғңңчәұғ", strict=True)),
}
"""The alphabets of 2018 to 2021 together: where they differ, as in the newest."""
_LATIN_KAZAKH_2018: Final = {**_LATIN_KAZAKH, "i": "і", "ı": "и"}
_OF_2018: Final = re.compile("[áóúýǵńÁÓÚÝǴŃ]")
_DIGRAPHS: Final = (("sh", "ш"), ("ch", "ч"))
_DRAFT: Final = re.compile("([aouigncsy])[" + APOSTROPHES + r"](?=\w)", re.IGNORECASE)
_DRAFT_LETTERS: Final = dict(zip("aouigncsy", "әөүиғңчшу", strict=True))
"""The alphabet of 2017, with apostrophes: g'arys'."""

_CYRILLIC_UZBEK: Final = {
    **dict(zip("абвгдезийклмнопрстуфхқҳэы", "abvgdeziyklmnoprstufxqhei", strict=True)),
    **{"ж": "j", "ғ": "g'", "ў": "o'", "ш": "sh", "ч": "ch", "щ": "sh", "ц": "ts", "ъ": "'", "ь": ""},
    **{"ё": "yo", "ю": "yu", "я": "ya"},
}
"""The alphabet of 1995."""
_AFTER_CONSONANT: Final = re.compile(r"(?<=[бвгджзйклмнпрстфхцчшщқғҳ])ц(?=[а-я])", re.IGNORECASE)
"""ц is s there: станция, stansiya."""
_LATIN_UZBEK: Final = {
    **dict(zip("abdefghijklmnopqrstuvxyz", "абдефгҳижклмнопқрстувхйз", strict=True)),
    **{"sh": "ш", "ch": "ч", "ya": "я", "ye": "е", "yo": "ё", "yu": "ю", "o'": "ў", "g'": "ғ", "yo'": "йў", "'": "ъ"},
}
_LATIN_UZBEK_LETTER: Final = re.compile(r"yo'|[sc]h|y[aeou]|[og]'|(?<=[a-z])'(?=[a-z])|[a-z]", re.IGNORECASE)
_SIYA: Final = re.compile(r"(?:t|(?<=[bdfgjklmnpqrvxz]))siya")
"""милиция, станция: ц is ts, and s behind a consonant."""
_LATIN_WORD: Final = re.compile("[a-z']+", re.IGNORECASE)
_FOREIGN: Final = re.compile(r"w|c(?!h)", re.IGNORECASE)
"""Letters that no Uzbek word has: a name, left as it is."""
_YE: Final = re.compile(r"(?<![бвгджзйклмнпрстфхцчшщқғҳ])е", re.IGNORECASE)
"""At a word's beginning and behind a vowel е is ye."""
_REFORMED_UZBEK: Final = {"ö": "o'", "ğ": "g'", "ş": "sh", "ç": "ch"}
_APOSTROPHES: Final = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))
_LETTERS: Final = re.compile(r"[^\W\d_]+")


def in_known_script(text: str, language: str | None) -> str:
    """`text` as the model knows its `language` (a code of `identify`); other languages as they are. Never raises."""
    match language:
        case "kk-Arab":
            return _ARABIC_WORD.sub(_from_arabic, text)
        case "kk-Latn":
            table = _LATIN_KAZAKH_2018 if _OF_2018.search(text) else _LATIN_KAZAKH
            return _spelt(_DRAFT.sub(_from_draft, text), table, _DIGRAPHS)
        case "uz-Cyrl":
            return _spelt(_YE.sub(_ye, _AFTER_CONSONANT.sub("с", text)), _CYRILLIC_UZBEK)
        case "uz":
            return _spelt(text.translate(_APOSTROPHES), _REFORMED_UZBEK)
        case _:
            return text


def uzbek_in_cyrillic(text: str) -> str:
    """Uzbek in one of its Latin alphabets as Cyrillic would spell it; names with foreign letters as they are."""

    def word(found: re.Match[str]) -> str:
        latin = found.group()
        if _FOREIGN.search(latin):
            return latin
        latin = _SIYA.sub("ция", latin)
        return _LATIN_UZBEK_LETTER.sub(lambda letter: _letter(letter.group(), _LATIN_UZBEK), latin)

    return _LATIN_WORD.sub(word, in_known_script(text, "uz"))


def _from_arabic(word: re.Match[str]) -> str:
    written = word.group()
    spelt = "".join(_ARABIC_KAZAKH.get(letter, letter) for letter in written)
    spelt = _BETWEEN_CONSONANTS.sub("и", spelt.replace("тсйа", "ция"))
    front = _SAYS_FRONT.search(written) and not any(loan in written for loan in _LOANS)
    return spelt.translate(_FRONT) if front else spelt


def _from_draft(letter: re.Match[str]) -> str:
    return _letter(letter[1], _DRAFT_LETTERS)


def _ye(letter: re.Match[str]) -> str:
    return "Йе" if letter.group().isupper() else "йе"


def _spelt(text: str, table: Mapping[str, str], digraphs: tuple[tuple[str, str], ...] = ()) -> str:
    """`text` letter by letter in the other alphabet, capitals kept."""

    def word(found: re.Match[str]) -> str:
        written = found.group()
        for two, one in digraphs:
            written = written.replace(two, one).replace(two.capitalize(), one.upper()).replace(two.upper(), one.upper())
        return "".join(_letter(letter, table) for letter in written)

    return _LETTERS.sub(word, text)


def _letter(letter: str, table: Mapping[str, str]) -> str:
    small = letter.lower()
    spelt = table.get(small)
    if spelt is None:
        return letter
    return spelt if letter == small else spelt.capitalize()
