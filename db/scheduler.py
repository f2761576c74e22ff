"""One scheduler per database: a file lock beside a SQLite file, a session's advisory lock on PostgreSQL.

Both locks end with the process that holds them, however it ends.
"""

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout
from sqlalchemy import text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from db.errors import AnotherScheduler

SCHEDULER_LOCK: Final = 0x666F6F7470736368
"""Key of the scheduler's advisory lock on PostgreSQL; the same in all versions."""

_NAME: Final = "footprint scheduler"


@dataclass(frozen=True, slots=True)
class SchedulerLock:
    """The right to be the scheduler."""

    held: Callable[[], bool]
    """Whether it is still ours: a PostgreSQL server that restarts forgets it."""


@contextmanager
def sqlite_scheduler(path: Path, name: str) -> Iterator[SchedulerLock]:
    """Lock `path`'s neighbour `….scheduler`; the holder's pid stands in `….scheduler.pid`. Raises AnotherScheduler."""
    lock = FileLock(path.with_name(path.name + ".scheduler"), thread_local=False)  # `held` is asked by other threads
    pid_file = path.with_name(path.name + ".scheduler.pid")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise AnotherScheduler(name, _pid_in(pid_file)) from None
    try:
        pid_file.write_text(str(os.getpid()), encoding="ascii")
        yield SchedulerLock(lambda: lock.is_locked)
    finally:
        with suppress(OSError):
            pid_file.unlink()
        lock.release()


@contextmanager
def postgresql_scheduler(connection: Connection, name: str) -> Iterator[SchedulerLock]:
    """Take the advisory lock on `connection` (in autocommit) while the block runs. Raises AnotherScheduler."""
    connection.execute(
        text("SELECT set_config('application_name', :who, false)"),
        {"who": f"{_NAME} {os.getpid()} {socket.gethostname()}"[:63]},
    )
    if not connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": SCHEDULER_LOCK}).scalar():
        pid, host = _holder(connection)
        raise AnotherScheduler(name, pid, host)

    def held() -> bool:
        try:
            return connection.execute(text("SELECT 1")).scalar() == 1
        except SQLAlchemyError:  # a broken connection, and every call after it on the same one
            return False

    try:
        yield SchedulerLock(held)
    finally:
        with suppress(SQLAlchemyError):
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": SCHEDULER_LOCK})
        connection.invalidate()  # its application_name must not go back into the pool


def _pid_in(file: Path) -> int | None:
    with suppress(OSError, ValueError):
        return int(file.read_text(encoding="ascii"))
    return None


def _holder(connection: Connection) -> tuple[int | None, str | None]:
    asked = text(
        "SELECT application_name FROM pg_stat_activity JOIN pg_locks USING (pid) WHERE locktype = 'advisory' "
        "AND granted AND (classid::bigint << 32) + objid::bigint = :key AND pg_locks.database = "
        "(SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    found = connection.execute(asked, {"key": SCHEDULER_LOCK}).scalar()
    parts = str(found or "").removeprefix(_NAME).split()
    if not parts or not parts[0].isdigit():
        return None, None
    return int(parts[0]), parts[1] if len(parts) > 1 else None
