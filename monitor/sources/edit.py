"""Adding to sources.yaml and taking from it, with every other line of it left as it is.

The file belongs to analysts: their comments, blank lines and quotes are worth more than our layout. So the text is cut
at the positions that the YAML parser names, and what comes out is read again and compared before it is written.
"""

import io
import os
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from monitor.sources.errors import SourceError
from monitor.sources.source import Source
from monitor.yamlfile import YamlFile, parse_yaml, read_yaml

KEY = "sources"


class AlreadyThere(SourceError):
    """A source of this id stands in the file."""


class NotThere(SourceError):
    """No source of this id stands in the file."""


class CannotEdit(SourceError):
    """The file is laid out in a way that cannot be edited without spoiling it."""


def add_source(path: Path, source: Source) -> None:
    """Write `source` at the end of the list in `path`. Raises AlreadyThere, CannotEdit, ConfigError, OSError."""
    file = read_yaml(path)
    listed = _listed(file)
    if any(isinstance(one, dict) and one.get("id") == source.id for one in listed):
        raise AlreadyThere(f"{path.name} has a source {source.id!r} already", "choose another id, or remove that first")
    lines = _lines(path)
    item = as_mapping(source)
    if listed:
        starts = _starts(file, lines)
        indent = lines[starts[-1]].index("-")
        end = _end(file, lines, starts[-1])
        if end and not lines[end - 1].endswith("\n"):
            lines[end - 1] += _newline(lines)
    else:
        indent, end = 2, _open_list(file, lines)
    lines[end:end] = _rendered(item, indent, _newline(lines))
    _write(path, "".join(lines), [*listed, item])


def remove_source(path: Path, source_id: str) -> None:
    """Take the source `source_id` out of `path`; comments stay. Raises NotThere, CannotEdit, ConfigError, OSError."""
    file = read_yaml(path)
    listed = _listed(file)
    place = next((n for n, one in enumerate(listed) if isinstance(one, dict) and one.get("id") == source_id), None)
    if place is None:
        raise NotThere(f"{path.name} has no source {source_id!r}", "see `footprint sources list` for the ids")
    lines = _lines(path)
    starts = _starts(file, lines)
    following = starts[place + 1] if place + 1 < len(starts) else _limit(file, lines)
    end = _without_comments(lines, starts[place], following)
    del lines[starts[place] : end]
    if len(listed) == 1:
        lines[_key_line(file)] = f"{KEY}: []{_newline(lines)}"
    _write(path, "".join(lines), [*listed[:place], *listed[place + 1 :]])


def as_mapping(source: Source) -> dict[str, Any]:
    """What of `source` is not as by default, in the order of the file's keys."""
    values = source.model_dump(exclude_defaults=True)
    return {key: _plain(value) for key, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, timedelta):
        seconds = int(value.total_seconds())
        for unit, size in (("d", 86_400), ("h", 3_600), ("m", 60)):
            if seconds % size == 0:
                return f"{seconds // size}{unit}"
        return f"{seconds}s"
    return str(value) if isinstance(value, str) else value


def _listed(file: YamlFile) -> list[Any]:
    data = {} if file.data is None else file.data
    listed = data.get(KEY) if isinstance(data, dict) else 0
    if listed is not None and not isinstance(listed, list):
        raise CannotEdit(f"{file.name} holds no list of sources", "mend it first: `footprint check` says where")
    tree = file.tree.get(KEY) if file.tree is not None else None
    if listed and isinstance(tree, CommentedSeq) and tree.fa.flow_style():
        remedy = "write each source on lines of its own, beginning with `- id: …`"
        raise CannotEdit(f"the sources of {file.name} stand in brackets", remedy)
    return listed or []


def _lines(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as text:
        return text.read().splitlines(keepends=True)


def _newline(lines: list[str]) -> str:
    return "\r\n" if lines and lines[0].endswith("\r\n") else "\n"


def _starts(file: YamlFile, lines: list[str]) -> list[int]:
    """The line (from 0) on which each source's dash stands."""
    found = []
    for place in range(len(file.tree[KEY])):
        line = int(file.tree[KEY].lc.item(place)[0])
        while line and not lines[line].lstrip().startswith("-"):
            line -= 1
        found.append(line)
    return found


def _key_line(file: YamlFile) -> int:
    return int(file.tree.lc.key(KEY)[0])


def _limit(file: YamlFile, lines: list[str]) -> int:
    """Where the list ends at the latest: the next key of the file, or the end of the file."""
    tree: CommentedMap = file.tree
    after = [int(tree.lc.key(key)[0]) for key in tree if int(tree.lc.key(key)[0]) > _key_line(file)]
    return min(after, default=len(lines))


def _end(file: YamlFile, lines: list[str], start: int) -> int:
    return _without_comments(lines, start, _limit(file, lines))


def _without_comments(lines: list[str], start: int, end: int) -> int:
    """The end of what stands in [start, end), its closing comments and blank lines apart: they belong to no source."""
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return end


def _open_list(file: YamlFile, lines: list[str]) -> int:
    """Make room for a first source: `sources:` with nothing behind it; returns the line after it."""
    if file.tree is None or KEY not in file.tree:
        if lines and not lines[-1].endswith("\n"):
            lines[-1] += _newline(lines)
        lines.append(f"{KEY}:{_newline(lines)}")
        return len(lines)
    line = _key_line(file)
    _, mark, comment = lines[line].partition("#")
    lines[line] = f"{KEY}:  #{comment}" if mark else f"{KEY}:{_newline(lines)}"
    return line + 1


def _rendered(item: dict[str, Any], indent: int, newline: str) -> list[str]:
    writer = YAML(typ="rt")
    writer.width = 4096
    writer.allow_unicode = True
    out = io.StringIO()
    writer.dump([item], out)
    return [" " * indent + line + newline for line in out.getvalue().splitlines()]


def _write(path: Path, text: str, expected: list[Any]) -> None:
    """Write `text` in one step, if it says what it should."""
    if _listed(parse_yaml(text.removeprefix("\ufeff"), path.name)) != expected:
        remedy = "edit it by hand; `footprint check` tells whether it is right"
        raise CannotEdit(f"{path.name} cannot be edited without changing something else in it", remedy)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    written = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        written.chmod(path.stat().st_mode & 0o777)
        written.replace(path.resolve())
    except BaseException:
        written.unlink(missing_ok=True)
        raise
