"""footprint sources: where to look."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.app import SOME_FAILED, JsonFlag, ListsByDefault, WrongUse, app, opened, run_to_end, settings
from monitor.cli.output import note, say, show_document, show_rows
from monitor.cli.wanted import Format
from monitor.formats.rows import Column

if TYPE_CHECKING:
    from monitor.jobs.discovery import FoundFeed
    from monitor.jobs.judging import Judged, Told
    from monitor.match.matcher import Matcher
    from monitor.settings import Settings
    from monitor.sources.source import Source

sources = typer.Typer(help="Where to look: list, show, add, test and remove sources.", cls=ListsByDefault)
app.add_typer(sources, name="sources")

COLUMNS = (
    Column("id", "id"),
    Column("country", "land"),
    Column("language", "lang"),
    Column("state", "state"),
    Column("last_success", "last read", show=lambda at: str(at)[:16].replace("T", " ")),
    Column("articles", "articles", right=True),
    Column("mentions", "mentions", right=True),
    Column("why", "why", wrap=True),
)
SHOWN = 8
"""Entries of a feed that `add` and `test` print."""


@sources.command("list")
def list_sources(fmt: Format = "table", as_json: JsonFlag = False) -> None:
    """List the sources of sources.yaml, and how each is doing: when it was read, what it brought, what is wrong."""
    from db.queries.sources import source_health
    from monitor.jobs.source_list import row_of
    from monitor.sources.catalogue import load_catalogue

    here = settings()
    catalogue = load_catalogue(here.config_dir)
    now = datetime.now(UTC)
    with opened(here) as database, database.reading() as session:
        health = {one.memory.source_id: one for one in source_health(session, now - timedelta(days=30))}
    show_rows(
        [row_of(source, health.get(source.id), now) for source in catalogue.sources], COLUMNS, as_json=as_json, fmt=fmt
    )


@sources.command()
def show(
    source_id: Annotated[str, typer.Argument(metavar="ID")],
    as_json: JsonFlag = False,
) -> None:
    """Show how one source is doing, and what it carried that was not taken, with the reason."""
    from db.queries.refusals import find_refusals
    from db.queries.sources import source_health
    from monitor.jobs.source_list import row_of
    from monitor.sources.catalogue import catalogue_path, load_catalogue

    here = settings()
    source = next((one for one in load_catalogue(here.config_dir).sources if one.id == source_id), None)
    if source is None:
        raise WrongUse(f"no source {source_id!r} in {catalogue_path(here.config_dir)}")
    now = datetime.now(UTC)
    with opened(here) as database, database.reading() as session:
        since = now - timedelta(days=30)
        health = {one.memory.source_id: one for one in source_health(session, since)}
        refused = find_refusals(session, source_id=source_id, since=since, limit=None if as_json else SHOWN)
    row = row_of(source, health.get(source_id), now)
    if as_json:
        show_document({**row, "refused": [one.as_json() for one in refused]})
        return
    for key, value in row.items():
        if value not in (None, "", []):
            say(f"{key.replace('_', ' ')}: {'; '.join(value) if isinstance(value, list) else value}")
    for one in refused:
        say(f"refused: {one.entry_key}\n         {one.reason} (last seen {one.last_seen:%Y-%m-%d %H:%M} UTC)")


@sources.command()
def add(
    url: Annotated[str, typer.Argument(help="The feed, or the homepage of the outlet.")],
    source_id: Annotated[str | None, typer.Option("--id", help="Default: from the host.")] = None,
    name: Annotated[str | None, typer.Option("--name", help="Default: the feed's own title.")] = None,
    country: Annotated[str | None, typer.Option("--country", help="What the outlet covers: KZ, UZ, ...")] = None,
    language: Annotated[str | None, typer.Option("--language", help="Default: that of its entries.")] = None,
    timezone: Annotated[str | None, typer.Option("--timezone", help="Of dates without an offset.")] = None,
    ownership: Annotated[
        str | None, typer.Option("--ownership", help="state, party, private, exile, foreign-funded.")
    ] = None,
    role: Annotated[str | None, typer.Option("--role", help="first, reporter, reprinter.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show all, write nothing.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Find the feed behind an address, show what it carries and what would match, and write it into sources.yaml.

    Comments and all other lines of the file stay as they are.
    """
    from monitor.jobs.discovery import draft_source
    from monitor.sources.catalogue import catalogue_path, load_catalogue
    from monitor.sources.edit import add_source
    from monitor.sources.errors import SourceError

    here = settings()
    catalogue = load_catalogue(here.config_dir)
    found = _find(here, url)
    if there := [one.id for one in catalogue.sources if one.url == found.url]:
        raise WrongUse(f"{found.url} is in sources.yaml already, as {there[0]}")
    drafted = draft_source(found, frozenset(one.id for one in catalogue.sources))
    given = {
        "id": source_id,
        "name": name,
        "country": country.upper() if country else None,
        "language": language,
        "timezone": timezone,
        "ownership": ownership,
        "role": role,
    }
    source = _changed(drafted, {key: value for key, value in given.items() if value is not None})
    if not dry_run:
        try:
            add_source(catalogue_path(here.config_dir), source)
        except SourceError as error:
            raise WrongUse(error.reason) from None
    if as_json:
        show_document(
            {"source": _plain(source), "written": not dry_run, "others": list(found.others), **_told(found.told)}
        )
        return
    _show_found(found, source)
    note("nothing was written (--dry-run)" if dry_run else f"written to {catalogue_path(here.config_dir)}")


def _find(here: "Settings", url: str) -> "FoundFeed":
    """The feed behind an address, with what it carries. Says why and exits where there is none."""
    from monitor.jobs.discovery import NoFeed, find_feed
    from monitor.jobs.means import net

    matcher = _matcher(here.config_dir)

    async def work() -> "FoundFeed":
        async with net(here) as client:
            return await find_feed(url, client, matcher)

    try:
        return run_to_end(work())
    except NoFeed as error:
        note(f"footprint: {error}")
        raise typer.Exit(SOME_FAILED) from None


def _show_found(found: "FoundFeed", source: "Source") -> None:
    """What a feed carries, the source that it makes, and what else the page names."""
    _show(found.told)
    say("")
    for key, value in _plain(source).items():
        say(f"  {key}: {value}")
    for other in found.others:
        note(f"the page also names {other}")


@sources.command()
def test(
    which: Annotated[str, typer.Argument(metavar="ID|URL", help="A source of sources.yaml, or a feed's address.")],
    as_json: JsonFlag = False,
) -> None:
    """Fetch one source now and show what it carries and what would match. Nothing is stored."""
    from monitor.fetch.errors import FetchError
    from monitor.jobs.discovery import NoFeed, look_at
    from monitor.jobs.means import net
    from monitor.sources.catalogue import load_catalogue
    from monitor.sources.errors import SourceError
    from monitor.sources.source import Source

    here = settings()
    if "://" in which:
        source = Source(id="test", name=which, url=which)
    else:
        listed = {one.id: one for one in load_catalogue(here.config_dir).sources}
        if which not in listed:
            raise WrongUse(f"no such source: {which}; see `footprint sources list` for the ids")
        source = listed[which]
    matcher = _matcher(here.config_dir)

    async def work() -> "Told":
        async with net(here) as client:
            return await look_at(source, client, matcher)

    try:
        told = run_to_end(work())
    except (FetchError, SourceError, NoFeed) as error:
        note(f"footprint: {source.id}: {getattr(error, 'reason', error)}")
        raise typer.Exit(SOME_FAILED) from None
    if as_json:
        show_document({"source": _plain(source), **_told(told)})
    else:
        _show(told)


@sources.command()
def remove(
    source_id: Annotated[str, typer.Argument(metavar="ID")],
    as_json: JsonFlag = False,
) -> None:
    """Take a source out of sources.yaml. Its articles and mentions stay; its health is forgotten."""
    from db.queries.sources import forget_source
    from monitor.sources.catalogue import catalogue_path
    from monitor.sources.edit import remove_source
    from monitor.sources.errors import SourceError

    here = settings()
    try:
        remove_source(catalogue_path(here.config_dir), source_id)
    except SourceError as error:
        raise WrongUse(error.reason) from None
    with opened(here) as database, database.writing() as session:
        forget_source(session, source_id)
    if as_json:
        show_document({"removed": source_id})
    else:
        say(f"{source_id} is out of {catalogue_path(here.config_dir)}; what it brought stays")


def _matcher(config_dir: Path) -> "Matcher":
    from monitor.jobs.configuration import watchlist_path
    from monitor.jobs.world import matcher_of
    from monitor.match.watchlist import load_watchlist

    return matcher_of(load_watchlist(watchlist_path(config_dir)))


def _changed(source: "Source", given: dict[str, str]) -> "Source":
    """The draft with what the options say. Raises WrongUse in people's words."""
    from pydantic import ValidationError

    from monitor.sources.source import Source

    try:
        return Source.model_validate({**source.model_dump(), **given})
    except ValidationError as error:
        said = "; ".join(f"--{one['loc'][0]}: {one['msg']}" for one in error.errors(include_url=False))
        raise WrongUse(said) from None


def _plain(source: "Source") -> dict[str, Any]:
    from monitor.sources.edit import as_mapping

    return as_mapping(source)


def _told(told: "Told") -> dict[str, Any]:
    return {
        "entries": [_entry(one) for one in told.judged],
        "refusals": [{"entry": one.key, "reason": one.reason} for one in told.refusals],
        "notes": list(told.notes),
    }


def _entry(one: "Judged") -> dict[str, Any]:
    from monitor.formats.json import instant

    published = one.entry.published
    return {
        "title": one.text.title,
        "url": one.entry.url,
        "published": instant(published.at) if published else None,
        "grade": one.match.grade,
        "entities": list(one.match.entities),
        "reasons": list(one.match.reasons),
        "identity": one.identity.reason,
    }


def _show(told: "Told") -> None:
    """The last entries, then all that would match."""
    say(f"{len(told.judged)} entries" + (f", {len(told.refusals)} refused" if told.refusals else ""))
    for one in told.judged[:SHOWN]:
        published = one.entry.published
        at = f"{published.at:%Y-%m-%d %H:%M}" if published and published.at else "no date"
        say(f"  {at:<16}  {one.text.title}")
    if len(told.judged) > SHOWN:
        say(f"  … and {len(told.judged) - SHOWN} more")
    found = [one for one in told.judged if one.match.grade >= 1]
    say(f"\n{len(found)} would match")
    for one in found:
        say(f"  grade {one.match.grade}  {one.text.title}")
        say(f"           {one.match.reasons[0] if one.match.reasons else ''}")
    for line in told.notes:
        note(f"note: {line}")
    for refusal in told.refusals:
        note(f"refused: {refusal.key}: {refusal.reason}")
