"""Every mistake in the three files, found at once."""

from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from alerts.check import check_subscriptions, unsubscribed
from alerts.subscriptions import SUBSCRIPTIONS_FILE
from db.engine import open_database
from db.errors import DatabaseError
from db.queries.subscriptions import SuppressionView, suppressed
from monitor.jobs.configuration import watchlist_path
from monitor.match.watchlist import check_watchlist
from monitor.sources.catalogue import CATALOGUE_FILE, check_catalogue
from monitor.yamlfile import ConfigError, Problem, YamlFile, read_yaml


def check(config_dir: Path, environment: Mapping[str, str], database_url: str | None = None) -> list[Problem]:
    """All problems of the three files of `config_dir`, in the files' order; what is merely suspect is not `fatal`.

    With a database, recipients of the file who have unsubscribed are named too; one that is not there yet is not made.
    """
    problems = _checked(config_dir / CATALOGUE_FILE, lambda file: check_catalogue(file, environment))
    watchlist = watchlist_path(config_dir)
    if watchlist is not None:
        problems += _checked(watchlist, check_watchlist)
    left = _who_left(database_url) if database_url else []

    def of_subscriptions(file: YamlFile) -> list[Problem]:
        subscriptions, found = check_subscriptions(file, environment)
        return found + unsubscribed(file, subscriptions, left)

    return problems + _checked(config_dir / SUBSCRIPTIONS_FILE, of_subscriptions)


def _who_left(database_url: str) -> list[SuppressionView]:
    """Who has unsubscribed; nobody is known where the database cannot be asked: the files can be checked without."""
    path = database_url.removeprefix("sqlite:///")
    if path != database_url and not Path(path).exists():
        return []
    try:
        with open_database(database_url) as database, database.reading() as session:
            return suppressed(session)
    except (DatabaseError, DBAPIError):
        return []


def _checked(path: Path, find: Callable[[YamlFile], list[Problem]]) -> list[Problem]:
    try:
        file = read_yaml(path)
    except ConfigError as error:
        return list(error.problems)
    return sorted(find(file), key=lambda problem: problem.line or 0)
