"""footprint demo: a first look, offline."""

from pathlib import Path
from typing import Annotated

import typer

from monitor.cli import mentions as listed
from monitor.cli import poll as polling
from monitor.cli.app import SOME_FAILED, WrongUse, app, run_to_end, settings
from monitor.cli.output import note, progress, say

HERE = Path("footprint-demo")


@app.command()
def demo(
    folder: Annotated[Path, typer.Option("--folder", help="Where its files go.", file_okay=False)] = HERE,
) -> None:
    """A first look, offline and in under a minute.

    Serves a bundled set of feeds in six languages on this machine (with reprints, traps, a broken feed and one that
    is gone), polls them as the service would, and shows the mentions and the digest.
    """
    from monitor.jobs.demo import demo as run_demo
    from monitor.jobs.demo_server import demo_feeds
    from monitor.logs import set_up_logs

    set_up_logs(settings(), quiet=True)
    advance, close = progress(len(demo_feeds()), "polling")
    try:
        shown = run_to_end(run_demo(folder, advance))
    except OSError as error:
        raise WrongUse(f"cannot write to {folder}: {error.strerror}; choose another with --folder") from None
    finally:
        close()
    say("1. The feeds were polled. One breaks off, one is gone: that stops no other.\n")
    polling.show_polled(list(shown.polled))
    articles = sum(len(one.placed.new) for one in shown.polled)
    say(f"\n2. {len(shown.mentions)} of {articles} articles matter: these are the mentions.\n")
    listed.show_mentions(shown.mentions)
    say(f"\n3. They tell {len(shown.stories)} stories. The digest tells each once:\n")
    say(shown.digest)
    if shown.page is None or not all(one.is_sent for one in shown.deliveries):
        for one in shown.deliveries:
            note(f"{one.channel}: {one.status} {one.error or ''}")
        raise typer.Exit(SOME_FAILED)
    say(f"The same as a page: {shown.page}")
    database = shown.database.resolve()
    say(f"What was stored:    DATABASE_URL=sqlite:///{database} footprint mentions")
    say("Next: footprint init, footprint check, footprint run")
