"""footprint init: the three files, to be edited."""

from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.app import JsonFlag, WrongUse, app, settings
from monitor.cli.output import note, say, show_document


@app.command()
def init(
    folder: Annotated[
        Path | None, typer.Argument(help="Where to write them. Default: the config folder.", show_default=False)
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Write sources.yaml, watchlist.yaml and subscriptions.yaml.

    Files that are there already are left as they are.
    """
    from monitor.jobs.onboard import write_defaults

    try:
        written = write_defaults(folder or settings().config_dir)
    except OSError as error:
        raise WrongUse(f"cannot write there: {error}") from None
    if as_json:
        show_document([{"path": str(one.path), "written": one.new} for one in written])
        return
    for one in written:
        say(f"{one.path}  {'written' if one.new else 'was there, left as it is'}")
    note("Next: footprint check, then footprint run")
