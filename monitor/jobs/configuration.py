"""The three files that analysts edit, as they stand now; a running service keeps the last good version of each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from alerts.check import load_subscriptions
from alerts.subscriptions import Subscriptions
from monitor.match.watchlist import WATCHLIST_FILE, Watchlist, load_watchlist
from monitor.sources.catalogue import Catalogue, load_catalogue
from monitor.yamlfile import ConfigError, Problem


@dataclass(frozen=True)
class Configuration:
    """What the files say."""

    catalogue: Catalogue
    watchlist: Watchlist
    subscriptions: Subscriptions
    problems: tuple[Problem, ...] = ()
    """What is wrong for one channel alone: the rest works."""


def watchlist_path(config_dir: Path) -> Path | None:
    """The watch list of the folder; None where the shipped one is to be used."""
    path = config_dir / WATCHLIST_FILE
    return path if path.exists() else None


class LiveConfiguration:
    """The files of one folder, read anew when they change."""

    def __init__(self, config_dir: Path, environment: Mapping[str, str]) -> None:
        """Read all three. Raises ConfigError with every problem of every file."""
        self.config_dir = config_dir
        self.environment = environment
        self._stamps: dict[str, tuple[int, int] | None] = {}
        problems: list[Problem] = []
        self._parts: dict[str, object] = {}
        self._channel_problems: tuple[Problem, ...] = ()
        self._refused: dict[str, tuple[Problem, ...]] = {}
        for name, load in self._loaders().items():
            self._stamps[name] = _stamp(config_dir / name)
            try:
                self._parts[name] = load()
            except ConfigError as error:
                problems.extend(error.problems)
        if problems:
            raise ConfigError(problems)

    @property
    def current(self) -> Configuration:
        """The last good version of everything."""
        return Configuration(
            catalogue=self._parts["sources.yaml"],  # type: ignore[arg-type]
            watchlist=self._parts[WATCHLIST_FILE],  # type: ignore[arg-type]
            subscriptions=self._parts["subscriptions.yaml"],  # type: ignore[arg-type]
            problems=self._channel_problems,
        )

    @property
    def refused(self) -> tuple[Problem, ...]:
        """What is wrong with files whose last good version is in use instead."""
        return tuple(problem for problems in self._refused.values() for problem in problems)

    def refresh(self) -> dict[str, tuple[Problem, ...]]:
        """Take up files that have changed on disk: their names, each with the problems for which it was refused.

        No problems: it is in use.
        """
        news: dict[str, tuple[Problem, ...]] = {}
        for name, load in self._loaders().items():
            stamp = _stamp(self.config_dir / name)
            if stamp == self._stamps[name]:
                continue
            self._stamps[name] = stamp
            try:
                self._parts[name] = load()
                self._refused.pop(name, None)
                news[name] = ()
            except ConfigError as error:
                news[name] = self._refused[name] = error.problems
        return news

    def _loaders(self) -> dict[str, Callable[[], object]]:
        return {
            "sources.yaml": lambda: load_catalogue(self.config_dir),
            WATCHLIST_FILE: lambda: load_watchlist(watchlist_path(self.config_dir)),
            "subscriptions.yaml": self._load_subscriptions,
        }

    def _load_subscriptions(self) -> Subscriptions:
        subscriptions, problems = load_subscriptions(self.config_dir, self.environment)
        self._channel_problems = tuple(problems)
        return subscriptions


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
