"""footprint mentions: what was found."""

import getpass
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.app import SOME_FAILED, JsonFlag, WrongUse, app, opened, run_to_end, settings
from monitor.cli.output import note, say, show_document, show_rows
from monitor.cli.wanted import (
    Countries,
    Entities,
    Events,
    Format,
    Grade,
    Languages,
    Limit,
    Places,
    Search,
    Since,
    Sources,
    Until,
    moment,
    wanted_mentions,
)
from monitor.formats.rows import Column

if TYPE_CHECKING:
    from db.queries.mentions import MentionView
    from monitor.jobs.by_hand import Material

COLUMNS = (
    Column("id", "id", right=True),
    Column("published", "published", show=lambda at: str(at)[:10]),
    Column("grade", "grade", right=True),
    Column("event", "event"),
    Column("where", "where"),
    Column("title", "title", wrap=True),
    Column("source", "source"),
)

mentions = typer.Typer(help="What was found, article by article.", invoke_without_command=True)
app.add_typer(mentions, name="mentions")


@mentions.callback()
def list_mentions(
    context: typer.Context,
    grade: Grade = 1,
    country: Countries = None,
    place: Places = None,
    entity: Entities = None,
    event: Events = None,
    language: Languages = None,
    source: Sources = None,
    since: Since = None,
    until: Until = None,
    search: Search = "",
    limit: Limit = None,
    fmt: Format = "table",
    as_json: JsonFlag = False,
) -> None:
    """List the mentions, the latest first. A filter may be given many times: any of its values will do.

    footprint mentions --country KZ --entity sergek --since 7d
    footprint mentions --search "распознавание лиц" --format csv > mentions.csv
    """
    if context.invoked_subcommand:
        return
    from db.queries.mentions import count_mentions, find_mentions

    wanted = wanted_mentions(
        grade=grade,
        countries=country,
        places=place,
        entities=entity,
        events=event,
        languages=language,
        sources=source,
        since=since,
        until=until,
        search=search,
        limit=limit,
    )
    with opened(settings()) as database, database.reading() as session:
        found = find_mentions(session, wanted)
        every = count_mentions(session, wanted)
    if as_json or fmt != "table":
        show_rows([mention.as_json() for mention in found], COLUMNS, as_json=as_json, fmt=fmt)
    else:
        show_mentions(found)
    if len(found) < every:
        note(f"{len(found)} of {every}; --limit {every} shows all")


@mentions.command()
def add(
    origin: Annotated[str, typer.Argument(metavar="URL|FILE", help="A page, a PDF or a text file; `-` reads a note.")],
    kind: Annotated[
        str | None, typer.Option("--kind", help="page, pdf, court, call or note. Default: what it looks like.")
    ] = None,
    remark: Annotated[
        str, typer.Option("--note", help="Where it comes from: who called, which court, how you got it.")
    ] = "",
    title: Annotated[str | None, typer.Option("--title", help="Instead of its own.")] = None,
    country: Annotated[str | None, typer.Option("--country", help="KZ, UZ, KG, TJ, TM: where it is from.")] = None,
    published: Annotated[str | None, typer.Option("--published", help="When it came out: 2026-11-01.")] = None,
    grade: Annotated[int | None, typer.Option("--grade", min=1, max=3, help="Your own, above the machine's.")] = None,
    by: Annotated[
        str | None, typer.Option("--by", help="Who adds it. Default: the name you are logged in with.")
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Add what no source carries: a page, a PDF, a court's decision, a note of a call. Judged and joined as news is.

    footprint mentions add decision.pdf --kind court --note "case 7514-25, sent by the lawyer"
    echo "Osh buys 40 Dahua cameras" | footprint mentions add - --kind call --note "N., city hall"
    """
    from db.queries.by_hand import Provenance
    from monitor.jobs.by_hand import KINDS, Hand, add_by_hand
    from monitor.jobs.configuration import watchlist_path
    from monitor.jobs.world import matcher_of, world_of
    from monitor.match.match import Text
    from monitor.match.watchlist import load_watchlist

    if kind is not None and kind not in KINDS:
        raise typer.BadParameter(f"{kind!r} is none of: {', '.join(KINDS)}", param_hint="--kind")
    here, now = settings(), datetime.now(UTC)
    material = _material(origin, now)
    material = replace(
        material,
        title=title or material.title,
        kind=kind or material.kind,
        published=moment(published, "--published") or material.published,
    )
    watchlist = load_watchlist(watchlist_path(here.config_dir))
    matcher = matcher_of(watchlist)
    text = Text(material.title, material.text, country.upper() if country else None, published=material.published)
    match = matcher.match(text)
    if match.grade == 0 and grade is None:
        raise WrongUse("the watch list finds nothing in it; if it matters all the same, give it a grade: --grade 2")
    hand = Hand(
        Provenance(by or getpass.getuser(), material.kind, material.origin, remark, now),
        world_of(watchlist),
        matcher.hash,
        grade,
    )
    with opened(here) as database, database.writing() as session:
        added = add_by_hand(session, material, match, hand)
    answer = {"mention": str(added.mention), "story": str(added.story), "grade": grade or match.grade,
              "title": material.title, "kind": material.kind}  # fmt: skip
    if as_json:
        show_document(answer)
    else:
        say(f"mention {added.mention} of story {added.story}, grade {answer['grade']}: {material.title}")


def _material(origin: str, now: datetime) -> "Material":
    from monitor.fetch.errors import FetchError
    from monitor.jobs.by_hand import NothingToRead, fetched, from_file, of_bytes

    try:
        if origin == "-":
            return of_bytes(sys.stdin.buffer.read(), "standard input", None, now)
        if origin.startswith(("http://", "https://")):
            return run_to_end(fetched(settings(), origin, now))
        return from_file(Path(origin), now)
    except NothingToRead as error:
        raise WrongUse(str(error)) from None
    except FetchError as error:
        note(f"footprint: {origin}: {error.reason}")
        raise typer.Exit(SOME_FAILED) from None


def show_mentions(found: "Sequence[MentionView]") -> None:
    """Print mentions as a table for people."""
    show_rows([_row(mention.as_json()) for mention in found], COLUMNS, as_json=False)


def _row(mention: dict[str, Any]) -> dict[str, Any]:
    """The values for people's eyes."""
    first_seen = datetime.fromisoformat(mention["first_seen"])
    where = ", ".join((mention["places"] or mention["countries"])[:3])
    return {**mention, "published": mention["published"] or first_seen.isoformat(), "where": where}
