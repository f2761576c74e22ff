"""footprint watchlist: what a changed watch list would find. footprint rescan: apply it to history."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.app import JsonFlag, app, opened, settings
from monitor.cli.output import note, show_document, show_rows
from monitor.cli.wanted import Since, moment
from monitor.formats.rows import Column

if TYPE_CHECKING:
    from monitor.jobs.rescan import Rescanned

COLUMNS = (
    Column("effect", "what"),
    Column("grades", "grade"),
    Column("names", "watched names"),
    Column("title", "title", wrap=True),
    Column("source", "source"),
)

watchlist = typer.Typer(help="The watch list: what a change of it would do.", no_args_is_help=True)
app.add_typer(watchlist, name="watchlist")


@watchlist.command()
def test(
    file: Annotated[
        Path | None,
        typer.Argument(help="A changed copy of watchlist.yaml. Default: that in force.", exists=True, dir_okay=False),
    ] = None,
    since: Since = None,
    as_json: JsonFlag = False,
) -> None:
    """Show what a watch list would add and drop over the stored articles. Nothing is changed.

    With a FILE it is compared with the watch list in force; without one, the watch list in force is compared with
    what is stored, which may have been judged by an earlier one.

      footprint watchlist test /tmp/watchlist.yaml --since 90d
    """
    from monitor.jobs.configuration import watchlist_path
    from monitor.jobs.rescan import preview
    from monitor.jobs.world import matcher_of
    from monitor.match.watchlist import load_watchlist
    from monitor.sources.catalogue import load_catalogue

    here = settings()
    in_force = load_watchlist(watchlist_path(here.config_dir))
    candidate = load_watchlist(file) if file else in_force
    earlier = matcher_of(in_force) if file else None
    with opened(here) as database:
        found = preview(
            database,
            load_catalogue(here.config_dir),
            matcher_of(candidate),
            moment(since, "--since"),
            instead_of=earlier,
        )
    _show(found, as_json=as_json)
    if not as_json:
        note(_summary(found, "would be"))


@app.command()
def rescan(
    since: Since = None,
    as_json: JsonFlag = False,
) -> None:
    """Judge the stored articles anew by the watch list in force. `footprint watchlist test` shows it beforehand.

    What is found so and was published more than 30 days ago arrives as backlog: stored and searchable, told only on
    request. An analyst's grades stay.

      footprint rescan --since 90d
    """
    from monitor.jobs.configuration import watchlist_path
    from monitor.jobs.rescan import rescan as judge_anew
    from monitor.jobs.world import matcher_of, world_of
    from monitor.match.watchlist import load_watchlist
    from monitor.sources.catalogue import load_catalogue

    here = settings()
    in_force = load_watchlist(watchlist_path(here.config_dir))
    with opened(here) as database:
        found = judge_anew(
            database,
            load_catalogue(here.config_dir),
            matcher_of(in_force),
            world_of(in_force),
            moment(since, "--since"),
            datetime.now(UTC),
        )
    _show(found, as_json=as_json)
    if not as_json:
        note(_summary(found, "were"))


def _summary(found: "Rescanned", verb: str) -> str:
    from monitor.jobs.rescan import Effect

    counts = ", ".join(f"{found.count(effect)} {verb} {effect.value}" for effect in Effect)
    return f"{found.articles} articles: {counts}"


def _show(found: "Rescanned", *, as_json: bool) -> None:
    if as_json:
        show_document([_as_document(asdict(change)) for change in found.changes])
        return
    show_rows([_as_row(asdict(change)) for change in found.changes], COLUMNS, as_json=False)


def _as_document(change: dict[str, Any]) -> dict[str, Any]:
    return {**change, "article": str(change["article"])}


def _as_row(change: dict[str, Any]) -> dict[str, Any]:
    names = [*(f"+{one}" for one in change["gained"]), *(f"-{one}" for one in change["lost"])]
    return {**change, "grades": f"{change['before']} → {change['after']}", "names": " ".join(names)}
