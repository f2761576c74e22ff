"""Every mistake in the three files, found at once."""

from collections.abc import Callable, Mapping
from pathlib import Path

from alerts.check import check_subscriptions
from alerts.subscriptions import SUBSCRIPTIONS_FILE
from monitor.jobs.configuration import watchlist_path
from monitor.match.watchlist import check_watchlist
from monitor.sources.catalogue import CATALOGUE_FILE, check_catalogue
from monitor.yamlfile import ConfigError, Problem, YamlFile, read_yaml


def check(config_dir: Path, environment: Mapping[str, str]) -> list[Problem]:
    """All problems of the three files of `config_dir`, in the files' order; what is merely suspect is not `fatal`."""
    problems = _checked(config_dir / CATALOGUE_FILE, lambda file: check_catalogue(file, environment))
    watchlist = watchlist_path(config_dir)
    if watchlist is not None:
        problems += _checked(watchlist, check_watchlist)
    return problems + _checked(config_dir / SUBSCRIPTIONS_FILE, lambda file: check_subscriptions(file, environment)[1])


def _checked(path: Path, find: Callable[[YamlFile], list[Problem]]) -> list[Problem]:
    try:
        file = read_yaml(path)
    except ConfigError as error:
        return list(error.problems)
    return sorted(find(file), key=lambda problem: problem.line or 0)
