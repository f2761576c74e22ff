"""Writes docs/reference/commands.md from the command line's own help. `--check` only compares (exit 1: it differs)."""

import importlib
import pkgutil
import sys
from pathlib import Path
from typing import Any

from typer.main import get_command

import monitor.cli
from monitor.cli.app import app

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "commands.md"
HEAD = """# Commands

Made from the command's own help by `scripts/write_reference.py`; a test compares.

Results go to stdout, logs and progress to stderr. `--json` prints one JSON document and nothing else.
Exit status: 0 done, 1 some sources or deliveries failed (the rest was done), 2 wrong use or configuration, 3 the
database or another needed service is not there, 130 interrupted.

`footprint --config-dir FOLDER COMMAND` works in another folder than the current one (also: `FOOTPRINT_CONFIG_DIR`).
"""


def page() -> str:
    """The whole page."""
    for module in pkgutil.iter_modules(monitor.cli.__path__):
        importlib.import_module(f"monitor.cli.{module.name}")
    return "\n".join([HEAD, *sections(get_command(app), "footprint")]).rstrip() + "\n"


def sections(command: Any, name: str) -> list[str]:
    """One section for each command below `command`, in alphabetical order; a group's own comes before its commands."""
    told = [_section(command, name)] if name != "footprint" else []
    for child_name, child in sorted(getattr(command, "commands", {}).items()):
        if not child.hidden:
            told += sections(child, f"{name} {child_name}")
    return told


def _section(command: Any, name: str) -> str:
    shown = [one for one in command.params if not getattr(one, "hidden", False) and "--help" not in one.opts]
    rows = [
        (_flags(one), _cell(getattr(one, "help", None) or ""))
        for one in sorted(shown, key=lambda one: one.param_type_name)
    ]
    words = [f"## {name}", "", *_lines(command.help or ""), ""]
    if rows:
        words += ["| | |", "| --- | --- |", *(f"| {left} | {right} |" for left, right in rows), ""]
    return "\n".join(words)


def _flags(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        name = (parameter.metavar or parameter.name).upper()
        return f"`{name}{'…' if parameter.nargs == -1 else ''}`"
    return ", ".join(f"`{flag}`" for flag in (*parameter.opts, *parameter.secondary_opts))


def _lines(text: str) -> list[str]:
    """The help as Markdown: examples (indented by two) become code."""
    lines: list[str] = []
    for line in text.replace("\b", "").strip().splitlines():
        lines.append("    " + line.strip() if line.startswith("  ") else line.rstrip())
    return lines


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    wanted = page()
    if "--check" in sys.argv:
        sys.exit(0 if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == wanted else 1)
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(wanted, encoding="utf-8")
