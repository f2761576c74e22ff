"""What every output format is given: named rows, and the columns worth showing to people."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Column:
    """One column of a table for people: where its value stands in a row, its heading, and whether it may wrap."""

    key: str
    heading: str
    wrap: bool = False
    right: bool = False
    show: Callable[[Any], str] | None = None
    """How the value is written; default: `as_text`."""


def as_text(value: Any) -> str:
    """A value of a row in words: lists joined by commas, None as nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return " ".join(as_text(part) for part in value.values() if part not in (None, ""))
    if isinstance(value, Sequence):
        return ", ".join(as_text(part) for part in value)
    return str(value)


def formats() -> list[str]:
    """The names of the formats: every file here that has a `render`."""
    package = import_module("monitor.formats")
    return sorted(found.name for found in iter_modules(package.__path__) if found.name != "rows")


def render(name: str, rows: Sequence[Row], columns: Sequence[Column]) -> str:
    """`rows` in the format `name` (one of `formats()`); KeyError for an unknown name."""
    if name not in formats():
        raise KeyError(name)
    text: str = import_module(f"monitor.formats.{name}").render(rows, columns)
    return text
