"""footprint poll: fetch what is due, once."""

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.app import SOME_FAILED, JsonFlag, WrongUse, app, opened, run_to_end, settings
from monitor.cli.output import note, progress, show_rows
from monitor.formats.rows import Column

if TYPE_CHECKING:
    from monitor.jobs.polled import Polled

COLUMNS = (
    Column("source", "source"),
    Column("status", "status"),
    Column("entries", "entries", right=True),
    Column("new_articles", "new", right=True),
    Column("mentions", "mentions", right=True),
    Column("why", "why", wrap=True),
)


@app.command()
def poll(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="ID", help="Sources to poll, due or not.", show_default=False)
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="All sources, due or not. Who asked us to wait is still left alone.")
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """Fetch the sources that are due, read the pages of promising articles, and store what matters.

    Sends nothing. A source that fails is told with the reason and stops no other; the exit status is then 1.
    """
    from monitor.jobs.configuration import watchlist_path
    from monitor.jobs.due import choose
    from monitor.jobs.means import means, now
    from monitor.jobs.poll import poll_all, read_promised, wanted_by
    from monitor.logs import set_up_logs
    from monitor.match.watchlist import load_watchlist
    from monitor.sources.catalogue import load_catalogue

    here = settings()
    set_up_logs(here, quiet=True)
    catalogue = load_catalogue(here.config_dir)
    known = {source.id for source in catalogue.sources}
    if unknown := [one for one in ids or () if one not in known]:
        raise WrongUse(f"no such source: {', '.join(unknown)}; see `footprint sources list` for the ids")
    watchlist = load_watchlist(watchlist_path(here.config_dir))

    async def work() -> "list[Polled]":
        from db.queries.sources import source_memories

        with opened(here) as database:
            async with means(here, database, watchlist) as tools:
                memories = await tools.read(source_memories)
                chosen, skipped = choose(catalogue, memories, now(), only=ids or (), whatever_the_rhythm=everything)
                advance, close = progress(len(chosen), "polling")
                try:
                    polled = await poll_all(chosen, tools, advance)
                finally:
                    close()
                advance, close = progress(len(wanted_by(polled)), "reading pages")
                try:
                    polled = await read_promised(catalogue, polled, tools, advance)
                finally:
                    close()
                return [*polled, *skipped]

    order = {source.id: place for place, source in enumerate(catalogue.sources)}
    results = sorted(run_to_end(work()), key=lambda one: order[one.source])
    if as_json:
        show_rows([one.as_json() for one in results], COLUMNS, as_json=True)
    else:
        show_polled(results)
    if any(one.status == "failed" for one in results):
        raise typer.Exit(SOME_FAILED)


def show_polled(results: "list[Polled]") -> None:
    """What was polled as a table; what was not due as one line."""
    waiting = [one for one in results if one.status == "skipped" and not one.error]
    told = [one for one in results if one not in waiting]
    rows = [
        {
            "source": one.source,
            "status": one.status,
            "entries": one.entries or None,
            "new_articles": len(one.placed.new) or None,
            "mentions": len(one.placed.mentions) or None,
            "why": one.error,
        }
        for one in told
    ]
    if rows:
        show_rows(rows, COLUMNS, as_json=False)
    counts = Counter(one.status for one in told)
    new = sum(len(one.placed.new) for one in told)
    mentions = sum(len(one.placed.mentions) for one in told)
    said = ", ".join(f"{number} {status}" for status, number in counts.items()) or "nothing was due"
    note(f"{said}; {new} new articles, {mentions} mentions" if told else said)
    if waiting:
        note(f"{len(waiting)} not due or switched off (--all polls whatever the rhythm)")
