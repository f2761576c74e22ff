"""What can be wrong with the database, in words for the person who runs the product.

DatabaseError
├── UnsupportedDatabase   the address is of no engine that we know
├── DatabaseUnavailable   it cannot be reached or opened
├── DatabaseBusy          another process keeps it longer than we wait
├── SchemaTooNew          a newer version of the product has been here
├── SchemaTooOld          it has not been brought up to date
├── AnotherScheduler      a scheduler already works on it
└── SchedulerLost         the database has forgotten that this process is its scheduler
"""


class DatabaseError(Exception):
    """The database cannot be used; the message says why and what to do (exit status 3)."""


class UnsupportedDatabase(DatabaseError):
    """The address is of no engine that we know."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name}: not a database that this product knows; set DATABASE_URL to "
            "sqlite:///path/to/file.db or postgresql://user@host/name"
        )


class DatabaseUnavailable(DatabaseError):
    """The database cannot be reached or opened."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"{name}: cannot be opened ({reason}); check DATABASE_URL and that the server or folder is there"
        )


class DatabaseBusy(DatabaseError):
    """Another process keeps the database longer than we wait."""

    def __init__(self, name: str, seconds: int) -> None:
        super().__init__(
            f"{name}: another process has been writing for more than {seconds} s; try again, or end that process"
        )


class SchemaTooNew(DatabaseError):
    """A newer version of the product has brought the tables further than this one knows."""

    def __init__(self, name: str, revision: str, head: str) -> None:
        super().__init__(
            f"{name}: its tables are at revision {revision}, newer than this version's {head}; "
            "install the newer version, or restore a copy of the database from before"
        )


class SchemaTooOld(DatabaseError):
    """The tables have not been brought up to date."""

    def __init__(self, name: str, revision: str | None, head: str) -> None:
        super().__init__(
            f"{name}: its tables are at revision {revision or 'none'}, this version needs {head}; "
            "run `footprint db upgrade`"
        )


class AnotherScheduler(DatabaseError):
    """A scheduler already works on this database."""

    def __init__(self, name: str, pid: int | None, host: str | None = None) -> None:
        self.pid = pid
        who = f"process {pid}" if pid else "another process"
        super().__init__(
            f"{name}: {who}{f' on {host}' if host else ''} already runs the service on it; "
            "stop that one first, or use another DATABASE_URL"
        )


class SchedulerLost(DatabaseError):
    """The database has forgotten that this process is its scheduler: another one may start, so this one ends."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name}: it has forgotten that this process is its scheduler (it was restarted, or the connection broke); "
            "start the service again"
        )
