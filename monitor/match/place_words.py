"""The lists of lexicon/geography.yaml that tell what part a place has in a text, ready to be asked."""

import re
from collections.abc import Iterable
from functools import lru_cache

from monitor.match.forms import Word, read_form
from monitor.match.lexicon_files import lexicon, pattern
from monitor.match.spots import Page
from monitor.text.alphabets import ARABIC
from monitor.text.fold import fold

_TOWN_BEHIND = re.compile(
    r"\s\"?(?:raion|audan|tuman|etrap|nohii?a|district|gorod|sel[oae]|posel|aul|aiil|kishlak|oblast|region|oblis|viloiat|velaiat|"
    r"kala|shahar|shahr|shaher|shaar|kent|city|citi|town|tovn|hokim|akim|police|polits)\w*"
)
"""A word for a town or its office behind a name: «Китоб тумани»."""
_TELLS_OF = re.compile(r"\s?(?::|-\s)")
"""«Мерке: 40 камер», «Караганда – 200»: what is told is told of it."""
_NOT_RUSSIAN = re.compile("[қғңәіұүөһҚҒҢӘІҰҮӨҺ]")
_AGAINST = re.compile(r"(?<=[gk]a\s)karshi\b")
"""«ЖИНОЯТЧИЛИККА ҚАРШИ»: "against", where the letters are all capitals."""
_IN_ARABIC = "kk-Arab"
_LOCATIVE = re.compile(r"(?:[dt][aeo])(?:gi|ki)?")
_IN = frozenset(("in", "at", "v", "vo", "na", "dar"))


@lru_cache(maxsize=16)
def _words(name: str) -> tuple[Word, ...]:
    return tuple(word for written in _listed(name) for word in read_form(written).words[:1])


@lru_cache(maxsize=1 << 14)
def fits(name: str, token: str) -> bool:
    """Whether a word is one of a list of lexicon/geography.yaml."""
    return any(word.fits(token) for word in _words(name))


@lru_cache(maxsize=16)
def phrases(name: str) -> re.Pattern[str]:
    """The phrases of a list of lexicon/geography.yaml; `~` lets a word go on."""
    return pattern(_listed(name))


def stands_before(name: str, before: str) -> bool:
    """Whether a phrase of a list of lexicon/geography.yaml is the last of the words before a place, "in" apart."""
    words = before.split()
    words = words[:-1] if words and words[-1] in _IN else words
    return any(phrases(name).fullmatch(" ".join(words[-count:])) for count in range(1, min(3, len(words)) + 1))


def is_everyday(page: Page, start: int, end: int, ending: str) -> bool:
    """Whether what looks like a name is another word: «Ваҳдати миллӣ», or «Кемінде» with a sentence's capital.

    `ending`: what follows the name itself; empty for the bare name.
    """
    text = page.folded.text
    if phrases("something_else").match(text, start):
        return True
    shouting = page.in_capitals(*page.sentence(page.sentence_at(start)))
    if shouting and _AGAINST.match(text, start) and not _TOWN_BEHIND.match(text, end):
        return True
    capital_says = not (page.begins_sentence(start) or shouting or page.source(start, end)[:1] in ARABIC)
    if capital_says or _TOWN_BEHIND.match(text, end) or _TELLS_OF.match(text, end):
        return False
    words = lexicon("geography")["passing"]["everyday"]
    own = page.language_by_letters
    if page.source(start, end)[:1] in ARABIC and _is_everyday(text[start:end], ending, _IN_ARABIC):
        return True
    kazakh = bool(_NOT_RUSSIAN.search(page.source(start, end)))  # «Қарағанда», "compared", and the Russian «Караганда»
    languages = [own] if own else [one for one in words if one in page.languages and (one != "kk" or kazakh)]
    word = text[start:end]
    return any(_is_everyday(word, ending, language) for language in languages if language in words)


def _is_everyday(word: str, ending: str, language: str) -> bool:
    whole, begins = _everyday(language)
    if word in whole:
        return True
    return bool(ending) and not _LOCATIVE.fullmatch(ending) and word.startswith(begins)


@lru_cache(maxsize=16)
def _everyday(language: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The everyday words of a language, folded: whole ones, and beginnings."""
    words = [str(one) for one in lexicon("geography")["passing"]["everyday"][language]]
    whole = frozenset(fold(one).text for one in words if not one.endswith("~"))
    return whole, tuple(fold(one[:-1]).text for one in words if one.endswith("~"))


def _listed(name: str) -> Iterable[str]:
    return (str(one) for one in lexicon("geography")["passing"][name])
