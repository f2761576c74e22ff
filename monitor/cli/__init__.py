"""The command `footprint`: one file per noun, each command parses, calls one job, and shows the result."""

import sys

from monitor.cli.app import app, exit_status


def main() -> None:
    """Run the command line and leave with the contract's exit status."""
    # Commands register themselves by being imported.
    from monitor.cli import (  # noqa: F401
        check,
        db,
        demo,
        deployments,
        digest,
        evaluate,
        explain,
        init,
        mentions,
        poll,
        run,
        sources,
        stories,
        watchlist,
    )

    sys.exit(exit_status(app))
