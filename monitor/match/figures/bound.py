"""What a number is bound to, a look at a word that it may be bound to, and what a dash behind it says. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.kinds import ClaimKind
from monitor.match.figures.nouns import Role, adjective, is_listed
from monitor.match.figures.numerals import Number
from monitor.match.figures.reading import Word


@dataclass(frozen=True, slots=True)
class Bound:
    """What stands right of a number."""

    role: Role | None
    """DEVICE, GENERIC, NAMED, OTHER, UNKNOWN; PARTITIVE or None for nothing of its own."""
    kind: ClaimKind | None = None
    by_type: bool = False
    verb: bool = False
    at: int = 0


@dataclass(frozen=True, slots=True)
class Scan:
    """A look at one word right of a number."""

    words: Sequence[Word]
    place: int
    """Of the number."""
    at: int
    number: Number
    by_type: bool
    """Whether a word in between tells sorts of hardware apart."""
    passed: bool
    """Whether a word in between is unknown."""

    @property
    def word(self) -> Word:
        """The one that is looked at."""
        return self.words[self.at]


def told_after_dash(words: Sequence[Word], at: int) -> Bound | None:
    """What a number is said to be: "остальные 7530 — обычные камеры"."""
    after = at + 1
    while after < len(words) and adjective().fullmatch(words[after].text) and after < at + 4:
        after += 1
    noun = words[after] if after < len(words) else None
    if after > at + 1 and all(is_listed(word.text, "types") for word in words[at + 1 : after]):
        return Bound(None, by_type=True, verb=True, at=at)
    if noun is None or noun.meaning.role is not Role.DEVICE or noun.meaning.kind is ClaimKind.POINTS:
        return None
    sorts = any(is_listed(word.text, "types") for word in words[at:after])
    return Bound(Role.DEVICE, noun.meaning.kind, sorts, at=after)
