"""Results on stdout, everything else on stderr."""

import sys
from collections.abc import Callable, Sequence
from typing import Any

import typer

from monitor.formats.rows import Column, Row, formats, render


def show_rows(rows: Sequence[Row], columns: Sequence[Column], *, as_json: bool, fmt: str = "table") -> None:
    """Print `rows` in the wanted format."""
    name = "json" if as_json else fmt
    if name not in formats():
        raise typer.BadParameter(f"unknown format {name!r}; there are {', '.join(formats())}", param_hint="--format")
    text = render(name, rows, columns)
    say(text if text.endswith("\n") else text + "\n", end="")


def show_document(value: Any) -> None:
    """Print one JSON document."""
    from monitor.formats.json import document

    say(document(value))


def say(text: str, end: str = "\n") -> None:
    """A result, on stdout."""
    sys.stdout.write(text + end)


def note(text: str) -> None:
    """Something for the person at the terminal, on stderr."""
    sys.stderr.write(text + "\n")


def progress(total: int, label: str) -> tuple[Callable[[], None], Callable[[], None]]:
    """A progress bar on stderr where stderr is a terminal, else nothing: (advance, close)."""
    if not sys.stderr.isatty() or total < 2:
        return (lambda: None), (lambda: None)
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = bar.add_task(label, total=total)
    bar.start()
    return (lambda: bar.advance(task)), bar.stop
