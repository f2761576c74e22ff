"""Bringing the tables up to date."""

import subprocess
import sys
import time

import pytest
from sqlalchemy import text
from sqlmodel import SQLModel, select

from db.engine import Database, SchemaTooNew, SchemaTooOld, open_database
from db.models import SourceState
from db.schema import HEAD, alembic_config, info, require_current, revision_of, upgrade


def test_the_migrations_make_exactly_the_tables_of_the_models(database: Database) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with database.reading() as session:
        context = MigrationContext.configure(session.connection(), opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_head_is_the_last_migration() -> None:
    from alembic.script import ScriptDirectory

    assert ScriptDirectory.from_config(alembic_config()).get_current_head() == HEAD


def test_upgrading_twice_does_nothing_the_second_time(empty_url: str) -> None:
    with open_database(empty_url) as database:
        with pytest.raises(SchemaTooOld, match="db upgrade"):
            require_current(database)
        assert upgrade(database)
        assert not upgrade(database)
        require_current(database)


def test_a_newer_schema_is_refused(database: Database) -> None:
    with database.writing() as session:
        session.connection().execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for use in (upgrade, require_current):
        with pytest.raises(SchemaTooNew, match="9999"):
            use(database)


def test_info_tells_engine_revision_rows_and_size(database: Database) -> None:
    with database.writing() as session:
        session.add(SourceState(source_id="one", url="https://example.org/"))
    known = info(database)
    assert (known.revision, known.head) == (HEAD, HEAD)
    assert known.engine.split()[0] == ("SQLite" if database.is_sqlite else "PostgreSQL")
    assert known.rows["source_state"] == 1
    assert known.rows["article"] == 0
    assert known.size > 10_000


def test_info_of_a_database_without_tables_says_so(empty_url: str) -> None:
    with open_database(empty_url) as database:
        assert info(database).revision is None


KILLED = """
import os, signal, sys
from alembic import op
from db.engine import open_database
from db.schema import upgrade
made = []
create = op.create_table
def counting(*args, **kwargs):
    made.append(create(*args, **kwargs))
    if len(made) == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
op.create_table = counting
with open_database(sys.argv[1]) as database:
    upgrade(database)
"""


@pytest.mark.parametrize("tables", [1, 9])
def test_a_migration_killed_between_two_tables_starts_again(empty_url: str, tables: int) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, empty_url, str(tables)], check=False, capture_output=True)
    assert done.returncode == -9, done.stderr.decode()
    with open_database(empty_url) as database:
        with database.reading() as session:
            assert revision_of(session.connection()) is None
        assert upgrade(database)
        with database.reading() as session:
            assert list(session.exec(select(SourceState))) == []


START = """
import sys
from db.engine import open_database
from db.schema import upgrade
sys.stdin.readline()
with open_database(sys.argv[1]) as database:
    print(upgrade(database))
"""


def test_processes_that_start_together_take_turns(empty_url: str) -> None:
    started = [
        subprocess.Popen([sys.executable, "-c", START, empty_url], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for _ in range(4)
    ]
    time.sleep(0.2)
    for one in started:
        assert one.stdin is not None
        one.stdin.write(b"\n")
        one.stdin.flush()
    said = [one.communicate(timeout=60)[0] for one in started]
    assert sorted(said) == [b"False\n", b"False\n", b"False\n", b"True\n"]
