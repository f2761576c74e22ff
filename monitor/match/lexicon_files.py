"""The words that the rules work with, as data: the YAML and JSON files of `lexicon/`."""

import json
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from monitor.text.fold import fold

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


def pattern(forms: Iterable[object]) -> re.Pattern[str]:
    """One expression over folded text for words and phrases; `~`: any letters may follow. Chinese has no word ends."""
    words, signs = list[str](), list[str]()
    for form in forms:
        stem = r"\w*".join(re.escape(part) for part in fold(str(form)).text.split("~"))
        (signs if stem[0] >= "\u3400" else words).append(stem)
    spelt = r"(?<!\w)(?:" + "|".join(sorted(words, key=len, reverse=True)) + r")(?!\w)" if words else ""
    return re.compile("|".join(part for part in (spelt, *signs) if part))
