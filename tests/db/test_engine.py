"""The two doors, and the one scheduler."""

import os
import subprocess
import sys
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from db.engine import (
    AnotherScheduler,
    Database,
    DatabaseError,
    DatabaseUnavailable,
    UnsupportedDatabase,
    open_database,
    scheduler_lock,
)
from db.models import ArticleUrl, SourceState


def _state(name: str) -> SourceState:
    return SourceState(source_id=name, url="https://example.org/rss")


def _names(database: Database) -> set[str]:
    with database.reading() as session:
        return set(session.exec(select(SourceState.source_id)))


def test_a_writing_transaction_is_kept_and_one_that_fails_leaves_nothing(database: Database) -> None:
    with database.writing() as session:
        session.add(_state("kept"))
    with pytest.raises(ZeroDivisionError), database.writing() as session:
        session.add(_state("lost"))
        session.flush()
        raise ZeroDivisionError
    assert _names(database) == {"kept"}


def test_the_reading_door_lets_nothing_be_written(database: Database) -> None:
    with pytest.raises((DBAPIError, DatabaseError)), database.reading() as session:
        session.add(_state("sneaked"))
        session.flush()
    with database.writing() as session:
        session.add(_state("kept"))
    assert _names(database) == {"kept"}


def test_a_reader_sees_one_state_while_others_write(database: Database) -> None:
    with database.reading() as reader:
        assert list(reader.exec(select(SourceState.source_id))) == []
        with database.writing() as session:
            session.add(_state("later"))
        assert list(reader.exec(select(SourceState.source_id))) == []
    assert _names(database) == {"later"}


def test_what_a_writer_looks_up_stays_true_until_it_commits(database: Database) -> None:
    looked, go_on, seen = Event(), Event(), []

    def first() -> None:
        with database.writing() as session:
            seen.append(len(list(session.exec(select(SourceState.source_id)))))
            looked.set()
            go_on.wait(10)
            session.add(_state("one"))

    def second() -> None:
        looked.wait(10)
        with database.writing() as session:
            seen.append(len(list(session.exec(select(SourceState.source_id)))))

    threads = [Thread(target=first), Thread(target=second)]
    for thread in threads:
        thread.start()
    looked.wait(10)
    go_on.set()
    for thread in threads:
        thread.join(10)
    assert seen == [0, 1]


def test_a_savepoint_undoes_one_entry_and_not_its_neighbours(database: Database) -> None:
    with database.writing() as session:
        session.add(_state("before"))
        session.flush()
        with pytest.raises(DBAPIError), session.begin_nested():
            session.add(ArticleUrl(url="https://example.org/1", article_id=404))
            session.flush()
        session.add(_state("after"))
    assert _names(database) == {"before", "after"}


def test_a_folder_is_made_for_a_new_file(tmp_path: Path) -> None:
    with open_database(f"sqlite:///{tmp_path}/new/deep/f.db") as database, database.reading():
        assert (tmp_path / "new" / "deep").is_dir()


@pytest.mark.parametrize(
    "url",
    [
        "mysql://u:geheim@h/d",
        "sqlite://",
        "sqlite:///:memory:",
        "postgresql+asyncpg://u:geheim@h/d",
        "nothing",
        "postgresql://u@h:geheim/d",
    ],
)
def test_other_addresses_are_refused_without_showing_the_password(url: str) -> None:
    with pytest.raises(UnsupportedDatabase) as caught:
        open_database(url)
    assert "geheim" not in str(caught.value)
    assert "DATABASE_URL" in str(caught.value)


def test_postgres_is_another_spelling_of_postgresql() -> None:
    with open_database("postgres://u:geheim@h/d") as database:
        assert database.engine.dialect.name == "postgresql"
        assert database.name == "postgresql://u:***@h/d"


def test_a_password_among_the_parameters_is_not_shown() -> None:
    with open_database("postgresql://h/d?user=u&password=geheim") as database:
        assert database.name == "postgresql://h/d"


def test_a_database_that_goes_away_within_a_transaction_is_said_in_words(database: Database) -> None:
    with pytest.raises(DatabaseUnavailable), database.writing() as session:
        if database.is_sqlite:
            session.execute(text("PRAGMA max_page_count=1"))  # the disk is full
            session.add(_state("lost" * 100_000))
        else:
            session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        session.flush()
    assert _names(database) == set()


def test_a_server_that_is_not_there_is_said_in_words() -> None:
    with (
        open_database("postgresql://nobody:geheim@127.0.0.1:9/none") as database,
        pytest.raises(DatabaseUnavailable) as caught,
        database.reading(),
    ):
        pass
    assert "127.0.0.1:9" in str(caught.value)
    assert "geheim" not in str(caught.value)


def test_a_file_that_is_no_database_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "f.db").write_text("not a database, and long enough to be looked at" * 9)
    with (
        open_database(f"sqlite:///{tmp_path}/f.db") as database,
        pytest.raises(DatabaseUnavailable, match="not a database"),
        database.writing(),
    ):
        pass


OTHER = """
import sys
from db.engine import open_database, scheduler_lock
with open_database(sys.argv[1]) as database, scheduler_lock(database) as lock:
    print("held" if lock.held() else "not held", flush=True)
    sys.stdin.read()
"""


def test_a_second_scheduler_is_told_the_pid_of_the_first_and_gets_its_turn_when_that_dies(
    database: Database, database_url: str
) -> None:
    other = subprocess.Popen(
        [sys.executable, "-c", OTHER, database_url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        for _ in range(2):  # asking does not wipe out the answer
            with pytest.raises(AnotherScheduler) as caught, scheduler_lock(database):
                pass
            assert caught.value.pid == other.pid
            assert str(other.pid) in str(caught.value)
    finally:
        other.kill()
        other.communicate(timeout=10)
    for _ in range(200):
        try:
            with scheduler_lock(database) as lock:
                assert lock.held()
                return
        except AnotherScheduler:  # the server needs a moment to notice the death
            Event().wait(0.02)
    raise AssertionError("the dead scheduler's lock was never freed")


def test_a_one_off_command_may_write_beside_the_scheduler(database: Database) -> None:
    with scheduler_lock(database), database.writing() as session:
        session.add(_state(f"beside-{os.getpid()}"))


def test_a_scheduler_learns_that_postgresql_has_forgotten_it(database: Database) -> None:
    if database.is_sqlite:
        pytest.skip("a file lock ends with its process alone")
    with scheduler_lock(database) as lock:
        assert lock.held()
        with database.writing() as session:
            ended = text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND application_name LIKE :name"
            )
            session.connection().execute(ended, {"name": "footprint scheduler%"})
        assert not lock.held()
        assert not lock.held()
        with scheduler_lock(database) as other:
            assert other.held()
