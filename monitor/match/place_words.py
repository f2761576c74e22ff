"""The lists of lexicon/geography.yaml that tell what part a place has in a text, ready to be asked."""

import re
from collections.abc import Iterable
from functools import lru_cache

from monitor.match.forms import Word, read_form
from monitor.match.lexicon_files import lexicon
from monitor.match.spots import Page
from monitor.text.fold import fold

_TOWN_BEHIND = re.compile(
    r"\s\"?(?:raion|audan|tuman|etrap|nohii?a|district|gorod|sel[oae]|posel|aul|aiil|kishlak|oblast|region|oblis|viloiat|velaiat|"
    r"kala|shahar|shahr|shaher|shaar|kent|city|citi|town|tovn|hokim|akim|police|polits)\w*"
)
"""A word for a town or its office behind a name: «Китоб тумани»."""
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
    told = (re.escape(fold(one.rstrip("~")).text) + r"\w*" * one.endswith("~") for one in _listed(name))
    return re.compile(r"(?<!\w)(?:" + "|".join(told) + r")(?!\w)")


def stands_before(name: str, before: str) -> bool:
    """Whether a phrase of a list of lexicon/geography.yaml is the last of the words before a place, "in" apart."""
    words = before.split()
    words = words[:-1] if words and words[-1] in _IN else words
    return any(phrases(name).fullmatch(" ".join(words[-count:])) for count in range(1, min(3, len(words)) + 1))


def is_everyday(page: Page, start: int, end: int) -> bool:
    """Whether what looks like a name is another word: «Ваҳдати миллӣ», or «Кемінде» with a sentence's capital."""
    text = page.folded.text
    if phrases("something_else").match(text, start):
        return True
    if not page.begins_sentence(start) or not phrases("everyday").fullmatch(text, start, end):
        return False
    return not _TOWN_BEHIND.match(text, end)


def _listed(name: str) -> Iterable[str]:
    return (str(one) for one in lexicon("geography")["passing"][name])
