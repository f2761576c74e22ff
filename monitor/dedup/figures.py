"""What figures say of two tellings: how much it tells that both have one, and which set two events apart."""

from collections.abc import Set as AbstractSet
from typing import Final

from db.kinds import ClaimKind
from monitor.dedup.telling import Figure, Telling

SUM_FROM: Final = 1000
"""From this on, a sum of money tells events apart; below, it is a fine or a fare."""


def tells(figure: Figure) -> float:
    """How much it tells that two texts have this figure: 28,519,721 tenge more than 100 cameras."""
    if figure.kind is ClaimKind.DEADLINE:
        return 1.2
    if not isinstance(figure.value, int) or figure.value < 5:
        return 0.0
    digits = len(str(figure.value).rstrip("0"))
    if figure.kind is ClaimKind.AMOUNT:
        return 0.0 if figure.value < SUM_FROM else 2.0 + 0.8 * min(3, digits - 1)
    return (0.8 if figure.value < 100 else 1.2) + 0.9 * min(3, digits - 1)


def kinds_of(figures: AbstractSet[Figure]) -> set[tuple[ClaimKind, str | None]]:
    """Of what these are figures, as far as they tell anything: sums in tenge, counts of cameras."""
    return {(figure.kind, figure.unit) for figure in figures if tells(figure)}


def different_figures(one: Telling, other: Telling) -> str | None:
    """Two sums of one currency, or two counts of one thing, of which none is shared: two tenders, two events."""
    if any(tells(figure) >= 2.0 for figure in one.figures & other.figures):
        return None
    for kind in (ClaimKind.AMOUNT, ClaimKind.CAMERAS, ClaimKind.COMPLEXES, ClaimKind.SENSORS, ClaimKind.POINTS):
        mine, theirs = _values(one, kind), _values(other, kind)
        for unit in sorted(mine.keys() & theirs.keys()):
            if not _near(mine[unit], theirs[unit]):
                return f"{_numbers(mine[unit])} is not {_numbers(theirs[unit])} {unit or kind.value}"
    return None


def _values(telling: Telling, kind: ClaimKind) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for figure in telling.figures:
        if figure.kind is kind and isinstance(figure.value, int):
            found.setdefault(figure.unit or "", set()).add(figure.value)
    return found


def _near(mine: AbstractSet[int], theirs: AbstractSet[int]) -> bool:
    """Whether one of the numbers may be the other rounded: 93.2 bn and 93 bn, 3,123 and "over 3,000"."""
    return any(abs(a - b) <= 0.05 * max(a, b) for a in mine for b in theirs)


def _numbers(values: AbstractSet[int]) -> str:
    return ", ".join(f"{value:,}" for value in sorted(values)[:4])


def spelled(figures: AbstractSet[Figure]) -> frozenset[str]:
    """The numbers by which a text may write these figures, as `Telling.names` has them: 38,000 is 38 thousand too."""
    values = [str(figure.value).rstrip("0") for figure in figures if isinstance(figure.value, int)]
    return frozenset(f"#{digits}{'0' * zeros}" for digits in values for zeros in range(4))


def said(figure: Figure) -> str:
    """The figure in words for a reason: "38,000 EUR"."""
    number = f"{figure.value:,}" if isinstance(figure.value, int) else str(figure.value)
    return f"{number} {figure.unit or figure.kind.value}"
