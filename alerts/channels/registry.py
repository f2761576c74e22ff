"""Which channels there are: each file in this folder that has a `SETTINGS` class, under the file's name."""

import pkgutil
from functools import cache
from importlib import import_module

import alerts.channels as folder
from alerts.channels.base import ChannelSettings

NOT_CHANNELS = frozenset({"base", "registry"})


@cache
def kinds() -> tuple[str, ...]:
    """The names of all channels, sorted. Imports none of them."""
    return tuple(sorted({found.name for found in pkgutil.iter_modules(folder.__path__)} - NOT_CHANNELS))


@cache
def settings_of(kind: str) -> type[ChannelSettings]:
    """The settings class of a channel. Raises KeyError for a name that is no channel."""
    if kind not in kinds():
        raise KeyError(kind)
    found: type[ChannelSettings] = import_module(f"{folder.__name__}.{kind}").SETTINGS
    return found
