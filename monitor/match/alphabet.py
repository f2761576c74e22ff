"""Which languages' words a text can hold, by its letters alone.

The skeleton merges scripts, so a short Kyrgyz stem may look like the beginning of a Turkmen word. The letters of the
source keep such words apart; they cost nothing, and where they do not tell, every language stays possible.
"""

import re

CYRILLIC = re.compile("[\u0400-\u04ff]")
LATIN = re.compile("[A-Za-z]")
ARABIC_LETTERS = re.compile("[\u0620-\u06d5]")
_TAJIK = re.compile("[ӣӯҷӢӮҶ]")
_UZBEK = re.compile("[ўЎ]")
_UZBEK_OR_TAJIK = re.compile("[ҳҲ]")
_NOT_KYRGYZ = re.compile("[қғҚҒ]")
_KAZAKH = re.compile("[ұіәҰІӘ]")
_TURKIC = re.compile("[ңөүҢӨҮ]")
_TURKMEN = re.compile("[ňžŇŽýÝ]")
_NOT_TURKMEN = re.compile("[qQxXıǵńʻ‘]")
_UZBEK_LATIN = re.compile("[oOgG][ʻʼ‘’'`´](?=[a-zA-Z])")
_KAZAKH_LATIN = re.compile("[ıǵńñúáóūŋİǴŃÑÚÁÓŪŊ]")
_NO_DOT = re.compile("[ıİ]")
"""Kazakh in company of q alone: Turkish has no q, Azerbaijani ə besides."""
_KARAKALPAK = re.compile("[wxWX]")

ALL = frozenset(("ru", "kk", "uz", "ky", "tg", "tk", "en", "zh"))
SHARE = 0.15
"""A script with a smaller share of the letters is there for names only."""
SAMPLE = 600
SEVERAL = 2
"""More letters than so of one alphabet are no loan word and no name."""


def languages_of(source: str) -> frozenset[str]:
    """The languages whose words may stand in a text; Russian ones, as loans, in all but English and Turkmen."""
    sample = source[:SAMPLE]
    cyrillic, latin = len(CYRILLIC.findall(sample)), len(LATIN.findall(sample))
    arabic = len(ARABIC_LETTERS.findall(sample)) if cyrillic + latin < len(sample) / 4 else 0
    if arabic > cyrillic + latin:
        return frozenset(("zh", "ru", "kk"))
    if cyrillic + latin < SAMPLE // 30 and cyrillic + latin < len(sample) / 4:
        return ALL
    found: set[str] = {"zh"}
    if cyrillic >= SHARE * (cyrillic + latin):
        found |= _cyrillic(sample)
    if latin >= SHARE * (cyrillic + latin):
        found |= _latin(sample)
    return frozenset(found)


def _cyrillic(sample: str) -> set[str]:
    if _TAJIK.search(sample):
        return {"ru", "tg"}
    if _UZBEK.search(sample):
        return {"ru", "uz"} if not _KAZAKH.search(sample) else {"ru", "uz", "kk"}
    if _KAZAKH.search(sample):
        return {"ru", "kk"}
    if _UZBEK_OR_TAJIK.search(sample):
        return {"ru", "uz", "tg"}
    possible = {"ru", "kk", "ky"} if _TURKIC.search(sample) else {"ru", "kk", "uz", "ky", "tg"}
    return possible - {"ky"} if _NOT_KYRGYZ.search(sample) else possible


def _latin(sample: str) -> set[str]:
    turkmen, others = len(_TURKMEN.findall(sample)), len(_NOT_TURKMEN.findall(sample))
    if turkmen > 2 * others:
        return {"tk", "en"}
    possible = {"en", "uz", "kk", "tk"}
    if others > SEVERAL and others > 2 * turkmen:
        possible -= {"tk"}
    kazakh = len(_KAZAKH_LATIN.findall(sample))
    if not re.search("[qQ]", sample) or re.search("[əƏ]", sample):
        kazakh -= len(_NO_DOT.findall(sample))
    if len(_UZBEK_LATIN.findall(sample)) > SEVERAL and not kazakh:
        possible = {"en", "ru", "uz"}
    if kazakh > SEVERAL:
        possible = {"en", "ru", "kk"} | ({"uz"} if _KARAKALPAK.search(sample) else set())
    return possible


def letters_tell(source: str) -> str | None:
    """The language of the region that the letters alone give away; None where several share them."""
    found = languages_of(source) - {"ru", "en", "zh"}
    if found == {"ky", "kk"}:
        return "ky"
    return next(iter(found)) if len(found) == 1 else None
