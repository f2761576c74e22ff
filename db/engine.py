"""The two doors to the database: `reading()` and `writing()`.

Both are synchronous and short; nothing is awaited inside. A writing transaction holds the database's one write lock
from its first statement, so that what it looks up stays true until it commits: `BEGIN IMMEDIATE` on SQLite (the
driver's own deferred BEGIN lets concurrent check-then-inserts all pass), an advisory transaction lock on PostgreSQL.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlmodel import Session

from db.errors import (
    AnotherScheduler,
    DatabaseBusy,
    DatabaseError,
    DatabaseUnavailable,
    SchedulerLost,
    SchemaTooNew,
    SchemaTooOld,
    UnsupportedDatabase,
)
from db.scheduler import SchedulerLock, postgresql_scheduler, sqlite_scheduler

__all__ = [
    "AnotherScheduler",
    "Database",
    "DatabaseBusy",
    "DatabaseError",
    "DatabaseUnavailable",
    "SchedulerLock",
    "SchedulerLost",
    "SchemaTooNew",
    "SchemaTooOld",
    "UnsupportedDatabase",
    "open_database",
    "scheduler_lock",
]

PATIENCE: Final = 30
"""Seconds to wait for another process's transaction."""

WRITE_LOCK: Final = 0x666F6F7470726E74
"""Key of the advisory lock that every writing transaction takes on PostgreSQL; the same in all versions."""

_LOCKED: Final = ("locked", "busy", "lock timeout", "LockNotAvailable")


class Database:
    """An opened database. Close it, or use it as a context manager."""

    def __init__(self, engine: Engine, path: Path | None) -> None:
        self.engine = engine
        self.path = path
        """The file of a SQLite database; None for PostgreSQL."""
        self._reader = engine.execution_options(**_READING[engine.dialect.name])
        self._writer = engine.execution_options(**_WRITING[engine.dialect.name])

    @property
    def name(self) -> str:
        """Its address for people: without the password."""
        return _name(self.engine.url)

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file on this machine."""
        return self.path is not None

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A transaction that sees one state of the database and changes nothing. Raises DatabaseError."""
        with self._transaction(self._reader) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """The one writing transaction: committed at the end of the block, rolled back when it raises.

        Raises DatabaseError when the database is away or kept by another process for more than PATIENCE seconds.
        """
        with self._transaction(self._writer) as session:
            yield session
            session.commit()

    @contextmanager
    def _transaction(self, engine: Engine) -> Iterator[Session]:
        with Session(engine, expire_on_commit=False, autoflush=True) as session:
            try:
                session.connection()
            except DBAPIError as error:
                raise self._said(error) from error
            try:
                yield session
            except OperationalError as error:
                if self._is_away(error):
                    raise self._said(error) from error
                raise

    def _is_away(self, error: OperationalError) -> bool:
        """Whether the database itself is in trouble in mid-transaction, not what was asked of it.

        SQLite has but one name for both (a full disk, a file that went away), which no data of ours brings about;
        PostgreSQL has classes: 53 resources, 57 operator's word, 58 its system; or the connection is gone.
        """
        code = getattr(error.orig, "sqlstate", None) or ""
        return self.is_sqlite or error.connection_invalidated or code.startswith(("53", "57", "58"))

    def _said(self, error: DBAPIError) -> DatabaseError:
        reason = (str(error.orig or error).strip() or type(error.orig).__name__).splitlines()[0]
        if any(word in reason or word in type(error.orig).__name__ for word in _LOCKED):
            return DatabaseBusy(self.name, PATIENCE)
        return DatabaseUnavailable(self.name, reason)

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


_READING: Final[dict[str, dict[str, Any]]] = {
    "sqlite": {"footprint_begin": ("PRAGMA query_only=ON", "BEGIN")},
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
}
_WRITING: Final[dict[str, dict[str, Any]]] = {
    "sqlite": {"footprint_begin": ("PRAGMA query_only=OFF", "BEGIN IMMEDIATE")},
    # READ COMMITTED: what is looked up after the lock was granted is what its last holder committed.
    "postgresql": {
        "isolation_level": "READ COMMITTED",
        "footprint_begin": (f"SET LOCAL lock_timeout='{PATIENCE}s'", f"SELECT pg_advisory_xact_lock({WRITE_LOCK})"),
    },
}


def open_database(url: str) -> Database:
    """Open the database at `url`: sqlite:///file or postgresql://….

    A SQLite file's folder is made. Nothing is asked of a server yet. Raises UnsupportedDatabase, DatabaseUnavailable.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise UnsupportedDatabase(url.rsplit("@", maxsplit=1)[-1]) from None
    except ValueError:  # a port that is no number; its words quote what may be part of a password
        raise UnsupportedDatabase("DATABASE_URL") from None
    if parsed.drivername == "sqlite":
        return _open_sqlite(parsed)
    if parsed.drivername in {"postgresql", "postgres", "postgresql+psycopg"}:
        return _open_postgresql(parsed.set(drivername="postgresql+psycopg"))
    raise UnsupportedDatabase(_name(parsed))


def _open_sqlite(url: URL) -> Database:
    if not url.database or url.database == ":memory:":
        # Each connection would have a memory of its own, and each door opens another.
        raise UnsupportedDatabase(_name(url))
    path = Path(url.database)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseUnavailable(_name(url), error.strerror or str(error)) from error
    engine = create_engine(url, connect_args={"timeout": PATIENCE})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin)
    return Database(engine, path)


def _open_postgresql(url: URL) -> Database:
    engine = create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": PATIENCE})
    event.listen(engine, "begin", _begin)
    return Database(engine, None)


def _set_up_sqlite(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself: `_begin` does
    connection.execute(f"PRAGMA busy_timeout={PATIENCE * 1000}")
    connection.execute("PRAGMA foreign_keys=ON")


def _begin(connection: Connection) -> None:
    default = ("BEGIN",) if connection.dialect.name == "sqlite" else ()
    for statement in connection.get_execution_options().get("footprint_begin", default):
        connection.exec_driver_sql(statement)


@contextmanager
def scheduler_lock(database: Database) -> Iterator[SchedulerLock]:
    """Be the only scheduler of this database while the block runs. Raises AnotherScheduler, with the other's pid."""
    if database.path is not None:
        with sqlite_scheduler(database.path, database.name) as lock:
            yield lock
        return
    try:
        connection = database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    except OperationalError as error:
        raise database._said(error) from error
    with connection, postgresql_scheduler(connection, database.name) as lock:
        yield lock


def _name(url: URL) -> str:
    shown = url.set(drivername=url.drivername.split("+")[0], password=None, query={})  # a password may stand there too
    return shown.render_as_string(hide_password=True)
