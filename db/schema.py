"""Bringing the tables up to date, and what is known of them."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from filelock import FileLock
from sqlalchemy import func, inspect, select, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

import db.models
from db.engine import Database
from db.errors import DatabaseUnavailable, SchemaTooNew, SchemaTooOld

if TYPE_CHECKING:
    from alembic.config import Config

HEAD: Final = "0004"
"""The revision that this version of the product works with."""

_MIGRATIONS: Final = Path(__file__).parent / "migrations"

TABLES: Final = db.models.__all__


@dataclass(frozen=True, slots=True)
class DatabaseInfo:
    """What `footprint db info` shows."""

    name: str
    engine: str
    """`SQLite 3.40.1`, `PostgreSQL 18.4`."""
    revision: str | None
    """None: nothing has been made yet."""
    head: str
    rows: dict[str, int]
    """Of every table, by its name."""
    size: int
    """Bytes on disk."""


def upgrade(database: Database) -> bool:
    """Make or migrate the tables, all steps in one transaction; True when there was something to do.

    Processes that start together take turns. One that is killed in the middle leaves nothing behind. Raises
    SchemaTooNew and other DatabaseErrors.
    """
    _use_write_ahead_log(database)
    with database.reading() as session:
        if revision_of(session.connection()) == HEAD:
            return False
    with database.writing() as session:
        connection = session.connection()
        before = revision_of(connection)
        if before == HEAD:
            return False
        _refuse_newer(database, before)
        _run_migrations(connection)
    return True


def require_current(database: Database) -> None:
    """Raises SchemaTooNew or SchemaTooOld unless the tables are those of this version."""
    with database.reading() as session:
        revision = revision_of(session.connection())
    if revision != HEAD:
        _refuse_newer(database, revision)
        raise SchemaTooOld(database.name, revision, HEAD)


def revision_of(connection: Connection) -> str | None:
    """At which revision are the tables? None: there are none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found else None


def info(database: Database) -> DatabaseInfo:
    """What is in the database, and how large is it? Raises DatabaseError."""
    with database.reading() as session:
        connection = session.connection()
        there = set(inspect(connection).get_table_names())
        rows = {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in SQLModel.metadata.sorted_tables
            if table.name in there
        }
        version = ".".join(str(part) for part in connection.dialect.server_version_info or ())
        return DatabaseInfo(
            database.name,
            f"{'SQLite' if database.is_sqlite else 'PostgreSQL'} {version}",
            revision_of(connection),
            HEAD,
            rows,
            _size(connection, database.path),
        )


def _size(connection: Connection, path: Path | None) -> int:
    if path is None:
        return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())
    parts = (path, path.with_name(path.name + "-wal"))
    return sum(part.stat().st_size for part in parts if part.exists())


def _refuse_newer(database: Database, revision: str | None) -> None:
    """A revision that no file here makes can only come from a later version."""
    if revision is not None and not any((_MIGRATIONS / "versions").glob(f"{revision}_*.py")):
        raise SchemaTooNew(database.name, revision, HEAD)


def _run_migrations(connection: Connection) -> None:
    from alembic import command

    command.upgrade(alembic_config(connection), "head")


def alembic_config(connection: Connection | None = None) -> "Config":
    """Alembic's settings: our folder of migrations, and the connection to run them on."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _use_write_ahead_log(database: Database) -> None:
    """Readers and the writer of a SQLite file work side by side only with a write-ahead log; the file remembers it."""
    if database.path is None:
        return
    connection = None
    try:
        connection = database.engine.raw_connection()
        cursor = connection.cursor()
        if cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            # The change needs the file for itself and does not wait for its turn: so we do.
            with FileLock(database.path.with_name(database.path.name + ".start")):
                cursor.execute("PRAGMA journal_mode=WAL")
    except (DBAPIError, OSError) as error:
        raise DatabaseUnavailable(database.name, str(getattr(error, "orig", None) or error)) from error
    finally:
        if connection is not None:
            connection.close()
