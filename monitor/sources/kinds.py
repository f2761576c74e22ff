"""The kinds of source. A new kind is one new file in this folder: nothing else names it.

A kind is a module with `PARSER_VERSION` and `parse(body, *, content_type, url, source, now) -> Parsed`.
"""

import importlib
import pkgutil
from datetime import datetime
from functools import cache
from typing import Protocol, cast

import monitor.sources
from monitor.sources.entry import Parsed
from monitor.sources.errors import SourceError
from monitor.sources.source import Source


class Kind(Protocol):
    """What a module of a kind offers."""

    PARSER_VERSION: int
    """Raised whenever the same bytes would give other entries: stored validators are then forgotten."""

    def parse(self, body: bytes, *, content_type: str | None, url: str, source: Source, now: datetime) -> Parsed:
        """The entries that a body holds. Raises SourceError when it is not what the kind reads. Pure."""
        ...


class UnknownKind(SourceError):
    """sources.yaml asks for a kind that there is no file for."""


@cache
def kinds() -> tuple[str, ...]:
    """The names of all kinds, in order."""
    names = [module.name for module in pkgutil.iter_modules(monitor.sources.__path__)]
    return tuple(name for name in names if _is_kind(name))


def kind(name: str) -> Kind:
    """The kind called `name`. Raises UnknownKind."""
    if name not in kinds():
        raise UnknownKind(f"there is no kind of source called {name!r}", f"use one of: {', '.join(kinds())}")
    return cast(Kind, importlib.import_module(f"monitor.sources.{name}"))


def _is_kind(name: str) -> bool:
    if name == __name__.rpartition(".")[2]:
        return False
    module = importlib.import_module(f"monitor.sources.{name}")
    return hasattr(module, "PARSER_VERSION") and callable(getattr(module, "parse", None))
