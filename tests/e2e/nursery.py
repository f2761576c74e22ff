"""A process that forks the installed command's `main`, warm, so that it can be killed often in little time.

Run as `python -m tests.e2e.nursery`. Each line on stdin is JSON: the commands to run one after the other (`argv`), how
many seconds the clock of the child is ahead (`ahead`), and after how many seconds to kill it (`kill_after`, or null).
The child's wait status and the seconds that it took come back on stdout.
"""

import json
import os
import sys
import time
from datetime import timedelta
from pathlib import Path

import trafilatura  # noqa: F401  (warm)

from monitor import cli
from monitor.cli import app, demo, digest, poll  # noqa: F401  (warm)
from monitor.jobs import means, place, read  # noqa: F401  (warm)
from monitor.jobs.world import matcher_of
from monitor.match.match import Text
from monitor.match.watchlist import load_watchlist
from tests.alerts.nursery import end_of
from tests.alerts.samples import full_digest


def work(commands: list[list[str]], ahead: float) -> int:
    """Run the commands as the shell would; the worst of their exit statuses."""
    worst = 0
    real = means.now
    means.now = lambda: real() + timedelta(seconds=ahead)
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        sys.stdout = nowhere
        for argv in commands:
            sys.argv = ["footprint", *argv]
            try:
                cli.main()
            except SystemExit as end:
                worst = max(worst, int(end.code or 0))
    return worst


def main() -> None:
    from alerts.render import render_html

    render_html(full_digest())
    matcher_of(load_watchlist()).match(Text("В Алматы установят 350 комплексов «Сергек»", source_country="KZ"))
    for line in sys.stdin:
        asked = json.loads(line)
        began = time.monotonic()
        child = os.fork()
        if child == 0:
            status = 99
            try:
                status = work(asked["argv"], asked["ahead"])
            finally:
                os._exit(status)
        status = end_of(child, asked["kill_after"])
        sys.stdout.write(json.dumps([status, time.monotonic() - began]) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
