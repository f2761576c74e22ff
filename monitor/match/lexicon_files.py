"""The words that the rules work with, as data: the YAML and JSON files of `lexicon/`."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

FOLDER = files("monitor.match") / "lexicon"


@cache
def lexicon(name: str) -> Any:
    """The content of `lexicon/<name>.yaml` or `.json`. Part of the package: a missing file is a broken installation."""
    table = FOLDER / f"{name}.json"
    if table.is_file():
        return json.loads(table.read_text(encoding="utf-8"))
    return YAML(typ="safe").load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


def lexicon_bytes() -> bytes:
    """All lexicon files, one after the other: what the matcher's hash is made of."""
    tables = sorted((table for table in FOLDER.iterdir() if table.is_file()), key=lambda table: table.name)
    return b"".join(table.name.encode() + b"\0" + table.read_bytes() for table in tables)
