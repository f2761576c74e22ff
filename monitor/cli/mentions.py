"""footprint mentions: what was found."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import typer

from monitor.cli.app import JsonFlag, app, opened, settings
from monitor.cli.output import note, show_rows
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
    wanted_mentions,
)
from monitor.formats.rows import Column

if TYPE_CHECKING:
    from db.queries.mentions import MentionView

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


def show_mentions(found: "Sequence[MentionView]") -> None:
    """Print mentions as a table for people."""
    show_rows([_row(mention.as_json()) for mention in found], COLUMNS, as_json=False)


def _row(mention: dict[str, Any]) -> dict[str, Any]:
    """The values for people's eyes."""
    first_seen = datetime.fromisoformat(mention["first_seen"])
    where = ", ".join((mention["places"] or mention["countries"])[:3])
    return {**mention, "published": mention["published"] or first_seen.isoformat(), "where": where}
