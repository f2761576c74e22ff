"""footprint run: the service."""

import asyncio
import os

import typer

from monitor.cli.app import INTERRUPTED, WrongUse, app, settings
from monitor.cli.output import note


@app.command()
def run() -> None:
    """Run the service: poll what is due, read pages, compose digests and send them, until stopped.

    Edited YAML files are taken up without a restart; a wrong one is refused and its last good version stays in use.
    SIGTERM lets the jobs in hand finish. /healthz answers on FOOTPRINT_HOST:FOOTPRINT_PORT.
    """
    from db.engine import open_database
    from db.schema import upgrade
    from monitor.jobs.configuration import LiveConfiguration
    from monitor.logs import set_up_logs
    from monitor.service import PortTaken, Service

    here = settings()
    set_up_logs(here)
    live = LiveConfiguration(here.config_dir, os.environ)
    for problem in live.current.problems:
        note(str(problem))
    with open_database(here.database) as database:
        upgrade(database)

        async def serve() -> bool:
            return await Service(here, live, database).run()

        try:
            interrupted = asyncio.run(serve())
        except PortTaken as error:
            raise WrongUse(str(error)) from None
    if interrupted:
        raise typer.Exit(INTERRUPTED)
