"""What outlets put around every text, left out before texts are compared. The words are in boilerplate.yaml."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from monitor.text.fold import fold
from monitor.yamlfile import read_yaml

_FILE: Final = Path(__file__).with_name("boilerplate.yaml")

_EDGES: Final = ' \t•▪>*#-–—«"“📷📹🔗'


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """The rules, compiled."""

    ends: tuple[str, ...]
    lines: tuple[str, ...]
    phrases: re.Pattern[str]
    counters: re.Pattern[str]
    """Of folded text: how often it was read or answered."""

    def without(self, text: str) -> str:
        """`text` without furniture. A text that is nothing else stays whole: there would be nothing left to compare."""
        kept: list[str] = []
        for line in text.splitlines():
            start = line.strip(_EDGES).casefold()
            if start.startswith(self.ends) and kept:
                break
            if not start.startswith(self.lines) or len(start) > 200:
                kept.append(self.phrases.sub(" ", line))
        cleaned = "\n".join(kept).strip()
        return cleaned or text


@cache
def boilerplate() -> Boilerplate:
    """The rules that the product ships with."""
    data = read_yaml(_FILE).data
    return Boilerplate(
        tuple(str(word).casefold() for word in data["ends"]),
        tuple(str(word).casefold() for word in data["lines"]),
        re.compile("|".join(f"(?:{one})" for one in data["phrases"]), re.MULTILINE),
        _counted(data["counters"]),
    )


def _counted(words: Iterable[object]) -> re.Pattern[str]:
    named = "|".join(sorted((re.escape(fold(str(word)).text) for word in words), key=len, reverse=True))
    number = r"\d[\d\s.,]{0,14}"  # bounded: a table of figures is one endless number
    return re.compile(rf"(?:(?<!\w)(?:{named})(?!\w)\W{{0,3}}{number}(?!\w))|(?:(?<!\w){number}(?:{named})(?!\w))")
