"""A number word that is something else when it stands alone: «сад» a garden, "yuz" a face. Pure."""

from fractions import Fraction
from typing import NamedTuple

from monitor.match.figures.nouns import counts_devices
from monitor.match.figures.number_words import NumberWords

HUNDRED = 100
FEW = (2, 3, 30)
"""«се камера»; thirty is «сӣ» in Tajik, and such a word there alone."""
_ABOUT = frozenset(("takriban", "karib", "shamamen", "tahminan", "takminan", "deerlik", "derlik"))
_PIECES = "sani"
"""«ýüz sany»: so many pieces, in Turkmen."""
_DEVICES = frozenset(("kamera", "videokamera", "kompleks", "keshen", "majmua", "radar", "toplum", "kamerai"))
"""Bare, without an ending: «жүз камера»; «жүз камерасы» is a face's."""
_MEANS = frozenset(("orkali", "arkili", "arkiluu", "bilen", "tanitin", "tarkili"))
"""«юз камера орқали»: by which a face is seen."""


class Around(NamedTuple):
    """What stands around such a word, folded: the word before, its own ending, the two words behind."""

    before: str
    ending: str
    following: str
    beyond: str = ""


def is_number(value: Fraction, around: Around, words: NumberWords) -> bool:
    """Whether its neighbours make it a number after all."""
    if around.before in _ABOUT or (around.ending and around.following in words.nearly):
        return True
    if value == HUNDRED:
        return _is_hundred(around)
    return value in FEW and counts_devices(around.following)


def _is_hundred(around: Around) -> bool:
    """Whether the word for a face or a garden is the hundred: «юзта», «сад камера», and no «жүз камерасы»."""
    if around.ending.startswith("ta") or around.following == _PIECES:
        return True
    return not around.ending and around.following in _DEVICES and around.beyond not in _MEANS
