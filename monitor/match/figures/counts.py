"""One count as it was read: so many of a thing. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.kinds import ClaimKind
from monitor.match.figures.numerals import Number
from monitor.match.figures.reading import Word

MOST = 5_000_000
"""No country of the region has or plans more devices: a larger number is money or something else."""


@dataclass(frozen=True, slots=True)
class Count:
    """So many of a thing. `kind` is None where the thing is none of ours; `own`: the noun stands beside the number."""

    number: Number
    kind: ClaimKind | None
    sentence: int
    own: bool = True
    generic: bool = False
    """The noun was "devices", "units" or a system's name."""
    by_type: bool = False
    """The noun has an adjective that tells sorts of hardware apart."""
    noun_end: int = 0
    """Where the noun ends that the number was bound to."""
    leads: bool = True
    """Whether a later number without a noun may speak of the same."""
    located: bool = False
    """Whether a preposition stands before it: "in 176 schools"."""


def led(told: Sequence[Count]) -> Count | None:
    """The count that a later number goes on with: "42 cameras at 14 crossings, in another town 8" are cameras."""
    last = told[-1] if told else None
    if last is not None and last.located and last.kind in (ClaimKind.POINTS, None) and len(told) > 1 and told[-2].kind:
        return told[-2]
    return last


def is_of_so_many(words: Sequence[Word], whole: Count) -> bool:
    """Whether "of" stands before a count: «из 2 000 камер 412 отключены»."""
    at = next((at for at, word in enumerate(words) if word.start == whole.number.start), 0)
    return at > 0 and words[at - 1].text in ("iz", "of", "az")


def leads_on(one: Count) -> bool:
    """Whether another sentence may go on with a count: not with places that are none of ours."""
    return one.leads and (one.kind is not None or not one.located)
