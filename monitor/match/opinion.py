"""A second opinion on texts about which the signals are in two minds: how they read as a whole beside graded ones.

The signals know words; a text may tell the same without them. So its vector (monitor/text/meaning.py) is laid beside
those of all articles that the weights were fitted to: each speaks for or against, the louder the nearer it is. The
signals have a say beside it, with the weights that the vectors leave them (a kernel ridge regression; its kernel is the
sum of a Gaussian one over the vectors and a linear one over the signals). What comes of it is weighed together with
the sum of the signals. The numbers stand in lexicon/meaning.npz, made by scripts/fit_meaning.py.
"""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.match.lexicon_files import FOLDER
from monitor.match.match import Text
from monitor.text.meaning import Encoder, Vector, encoder

TABLE = "meaning.npz"
IN_TWO_MINDS = 3.0
"""A sum of signals farther from zero than this is sure enough."""


class Mixture(NamedTuple):
    """How much the sum of the signals and the leaning count together: a logistic regression of two numbers."""

    bias: float
    signals: float
    leaning: float

    def sum(self, signals: float, leaning: float) -> float:
        """Above zero: relevant."""
        return self.bias + self.signals * signals + self.leaning * leaning


class Leaning(NamedTuple):
    """How graded articles speak on a text."""

    weight: float
    """Above zero where those near it are relevant."""
    alike: str
    """The title of the nearest real article that was graded so."""


class Weighed(NamedTuple):
    """The signals of a text weighed together with how it reads."""

    sum: float
    """Above zero: relevant."""
    alike: str


@dataclass(frozen=True)
class Graded:
    """The vectors of graded articles, centred and scaled, and how each speaks."""

    centre: Vector
    scale: Vector
    vectors: NDArray[np.float32]
    lengths: Vector
    """Of the vectors, squared."""
    voices: Vector
    titles: tuple[str, ...]
    """Of those that were told after real articles; they come first."""
    sides: NDArray[np.int8]
    """1 for what is relevant, -1 for what is not."""
    heed: Mapping[str, float]
    """What each signal adds to a leaning."""
    narrow: float
    """The kernel is exp(-narrow * squared distance)."""
    named: Mixture
    unnamed: Mixture

    def leaning(self, vector: Vector) -> Leaning:
        """How the articles near a vector speak."""
        place = (vector - self.centre) / self.scale
        gaps = self.lengths - 2 * (self.vectors @ place) + place @ place
        near = np.exp(-self.narrow * gaps)
        weight = float(near @ self.voices)
        agreeing = np.where(self.sides * weight > 0, near, 0)[: len(self.titles)]
        return Leaning(weight, self.titles[int(agreeing.argmax())])


@dataclass(frozen=True)
class Opinion:
    """The second opinion on one text: formed only when it is asked for, since it costs more than all the rest."""

    leaning: Callable[[], Leaning]
    graded: Graded

    def on_named(self, total: float, signals: Mapping[str, float]) -> Weighed:
        """What the signals of a text with a watched word, and their sum, weigh together with how it reads."""
        return self._weighed(self.graded.named, total, signals)

    def on_unnamed(self, total: float, signals: Mapping[str, float]) -> Weighed:
        """The same for a text without one."""
        return self._weighed(self.graded.unnamed, total, signals)

    def _weighed(self, mixture: Mixture, total: float, signals: Mapping[str, float]) -> Weighed:
        leaning, alike = self.leaning()
        heed = sum(self.graded.heed.get(name, 0.0) * value for name, value in signals.items())
        return Weighed(mixture.sum(total, leaning + heed), alike)


class SecondOpinion:
    """Says how texts read as a whole. Threads may share it."""

    def __init__(self, encoder: Encoder, graded: Graded) -> None:
        self._encoder = encoder
        self._graded = graded

    def on(self, text: Text) -> Opinion:
        """The opinion on a text."""
        return Opinion(lambda: self._graded.leaning(self._encoder.vector(text.title, text.text)), self._graded)


def read_graded(content: bytes) -> Graded:
    """The table of lexicon/meaning.npz: the vectors stand in it as bytes, and what one unit of a byte is."""
    with np.load(io.BytesIO(content), allow_pickle=False) as table:
        vectors = table["vectors"] * table["step"]
        lengths = (vectors**2).sum(axis=1)
        mixtures = [Mixture(*map(float, table[name])) for name in ("named", "unnamed")]
        narrow = float(table["narrow"])
        titles = tuple(table["titles"].tobytes().decode("utf-8").split("\n"))
        heed = dict(zip(table["signals"].tobytes().decode("utf-8").split("\n"), map(float, table["heed"]), strict=True))
        return Graded(
            table["centre"],
            table["scale"],
            vectors,
            lengths,
            table["voices"],
            titles,
            table["sides"],
            heed,
            narrow,
            *mixtures,
        )


@lru_cache(maxsize=1)
def second_opinion() -> SecondOpinion | None:
    """The one of this process, or None where no encoder is installed: then the signals decide alone."""
    found = encoder()
    return SecondOpinion(found, read_graded((FOLDER / TABLE).read_bytes())) if found else None
