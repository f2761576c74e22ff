"""The root of the command line: global options, settings, and what each kind of error means to the shell."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer
from typer.core import TyperGroup

from monitor.cli.output import note
from monitor.settings import Settings

if TYPE_CHECKING:
    from db.engine import Database

T = TypeVar("T")

DONE, SOME_FAILED, WRONG_USE, NOT_THERE, INTERRUPTED = 0, 1, 2, 3, 130

app = typer.Typer(
    name="footprint",
    help="""Watches the news for surveillance technology in Central Asia.

    [bold]First steps[/bold]

      footprint demo            a first look, offline, in under a minute
      footprint init            write sources.yaml, watchlist.yaml and subscriptions.yaml here
      footprint check           find every mistake in them
      footprint poll            fetch what is due, once
      footprint mentions        what was found
      footprint digest preview morning
      footprint run             the service: polls and sends, day and night
    """,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)


class ListsByDefault(TyperGroup):
    """A noun by itself, or with the filters of its list, means its list: `footprint stories --country KZ`."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Put `list` where no command of the noun is named."""
        bare = not args or (args[0].startswith("-") and args[0] not in ctx.help_option_names)
        return super().parse_args(ctx, ["list", *args] if bare else args)


JsonFlag = Annotated[bool, typer.Option("--json", help="Print one JSON document on stdout and nothing else.")]


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"footprint {version('footprint-monitor')}")
        raise typer.Exit


@app.callback()
def root(
    context: typer.Context,
    config_dir: Annotated[
        Path | None,
        typer.Option(
            "--config-dir",
            envvar="FOOTPRINT_CONFIG_DIR",
            help="Folder of the three YAML files. Default: the working directory.",
            file_okay=False,
        ),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Read the settings once, for every command."""
    if config_dir is not None:
        os.environ["FOOTPRINT_CONFIG_DIR"] = str(config_dir)
    context.obj = None


def settings() -> Settings:
    """The settings of this run. Raises SettingsError in people's words."""
    from pydantic import ValidationError

    try:
        return Settings()
    except ValidationError as error:
        said = "\n".join(
            f"{_variable(one['loc'])}: {one['msg']} (it is {one['input']!r})" for one in error.errors(include_url=False)
        )
        raise WrongUse(f"the environment cannot be used:\n{said}\nSee .env.example for every setting.") from None


def _variable(location: tuple[int | str, ...]) -> str:
    name = str(location[0]).upper()
    return name if name == "DATABASE_URL" or name.startswith(("SMTP_", "FOOTPRINT_")) else f"FOOTPRINT_{name}"


@contextmanager
def opened(here: Settings) -> "Iterator[Database]":
    """The database of these settings, made or migrated where needed. Raises DatabaseError."""
    from db.engine import open_database
    from db.schema import upgrade

    with open_database(here.database) as database:
        if upgrade(database):
            note(f"database: {database.name}")
        yield database


def run_to_end(work: Coroutine[Any, Any, T]) -> T:
    """Run a one-off job; SIGTERM cancels it, rolls back what it holds, and leaves with 0."""

    async def guarded() -> T:
        told = asyncio.Event()
        task = asyncio.ensure_future(work)
        loop = asyncio.get_running_loop()

        def stop() -> None:
            told.set()
            task.cancel()

        loop.add_signal_handler(signal.SIGTERM, stop)
        try:
            return await task
        except asyncio.CancelledError:
            if told.is_set():
                raise typer.Exit(DONE) from None
            raise
        finally:
            loop.remove_signal_handler(signal.SIGTERM)

    return asyncio.run(guarded())


class WrongUse(Exception):
    """The command was used in a way it cannot do; the message says what to do instead."""


def exit_status(command: Callable[..., Any]) -> int:
    """Run the command line; turn its end, good or bad, into the contract's exit status."""
    from db.engine import DatabaseError
    from monitor.jobs.corpus import CorpusError
    from monitor.yamlfile import ConfigError

    try:
        command(standalone_mode=True)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else (DONE if end.code is None else WRONG_USE)
    except ConfigError as error:
        for problem in error.problems:
            note(str(problem))
        return WRONG_USE
    except (WrongUse, CorpusError) as error:
        note(f"footprint: {error}")
        return WRONG_USE
    except DatabaseError as error:
        note(f"footprint: {error}")
        return NOT_THERE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has left (`| head`): nothing more to say, and Python must not say so either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    return DONE
