"""YAML files that people edit: read with positions, so that a mistake is told with file, line and key."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError

REFERENCE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
"""`${NAME}` in a value: read from the environment."""

Key = str | int


@dataclass(frozen=True)
class Problem:
    """One mistake in a file: what is wrong, where, and what to do about it."""

    file: str
    line: int | None
    """Counted from 1; None where no line can be named."""
    key: str
    """Dotted path, such as `sources[3].url`."""
    what: str
    remedy: str
    fatal: bool = True
    """False for what is suspect but does not stop the file from being used."""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.key + ': ' if self.key else ''}{self.what} → {self.remedy}"


class ConfigError(Exception):
    """A file that analysts edit cannot be used. `problems` says why, all at once."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))


@dataclass(frozen=True)
class YamlFile:
    """A parsed file: plain data, and the line of every key in it."""

    name: str
    data: Any
    tree: Any
    """The round-trip tree that knows the positions."""

    def line(self, path: Sequence[Key]) -> int | None:
        """The line (from 1) of the deepest part of `path` that the file has."""
        node, found = self.tree, None
        for part in path:
            position = _position(node, part)
            if position is None:
                break
            found = position
            node = node[part]
        return found

    def problem(self, path: Sequence[Key], what: str, remedy: str, *, fatal: bool = True) -> Problem:
        """A `Problem` at `path` (keys and list indexes from the root)."""
        return Problem(self.name, self.line(path), dotted(path), what, remedy, fatal)


def dotted(path: Sequence[Key]) -> str:
    """`("sources", 3, "url")` as people write it: `sources[3].url`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def read_yaml(path: Path) -> YamlFile:
    """Read a YAML 1.2 file.

    Raises ConfigError when it is missing, unreadable, not UTF-8 or not YAML (duplicate keys included).
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        missing = Problem(path.name, None, "", "the file is not there", "run `footprint init` to write it")
        raise ConfigError([missing]) from None
    except UnicodeDecodeError as error:
        garbled = Problem(path.name, None, "", f"not UTF-8 ({error.reason})", "save the file as UTF-8")
        raise ConfigError([garbled]) from None
    except OSError as error:
        closed = Problem(path.name, None, "", f"cannot be read ({error.strerror})", "let this user read the file")
        raise ConfigError([closed]) from None
    return parse_yaml(text, path.name)


def parse_yaml(text: str, name: str) -> YamlFile:
    """Parse YAML 1.2 from `text`; `name` is what problems call the file. Raises ConfigError."""
    reader = YAML(typ="rt")
    reader.allow_duplicate_keys = False
    reader.preserve_quotes = True  # so that `unquoted` can tell
    try:
        tree = reader.load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        remedy = "mend the YAML at this line (indentation, quotes, brackets)"
        if "${" in _line_of(text, line):
            remedy = 'write the variable in quotes: "${NAME}"'
        raise ConfigError([Problem(name, line, "", f"not valid YAML: {error.problem}", remedy)]) from None
    except ValueError as error:
        raise ConfigError([Problem(name, None, "", f"not valid YAML: {error}", "mend the YAML")]) from None
    return YamlFile(name, _plain(tree), tree)


def expand(value: Any, environment: Mapping[str, str]) -> tuple[Any, tuple[str, ...]]:
    """`value` with every `${NAME}` in its strings read from `environment`, and the names that are not set there.

    Lists and mappings are walked; keys stay as they are. A reference that is not set (or set to nothing) stays as it
    was written, so that the caller can say which key asked for it. What an environment variable holds is never
    expanded again.
    """
    missing: dict[str, None] = {}

    def put_in(found: re.Match[str]) -> str:
        known = environment.get(found[1])
        if not known:
            missing[found[1]] = None
        return known or found[0]

    def walk(part: Any) -> Any:
        if isinstance(part, str):
            return REFERENCE.sub(put_in, part)
        if isinstance(part, Mapping):
            return {key: walk(inner) for key, inner in part.items()}
        if isinstance(part, Sequence) and not isinstance(part, bytes):
            return [walk(inner) for inner in part]
        return part

    return walk(value), tuple(missing)


def unquoted(file: YamlFile) -> list[tuple[Key, ...]]:
    """Where the file writes `${NAME}` without quotes: YAML would read it as a mapping as soon as the line is edited."""
    found: list[tuple[Key, ...]] = []

    def walk(node: Any, path: tuple[Key, ...]) -> None:
        if isinstance(node, Mapping):
            for key, value in node.items():
                walk(value, (*path, key))
        elif isinstance(node, str):
            if REFERENCE.search(node) and type(node) is str:  # quoted and block scalars have types of their own
                found.append(path)
        elif isinstance(node, Sequence):
            for place, value in enumerate(node):
                walk(value, (*path, place))

    walk(file.tree, ())
    return found


def _line_of(text: str, line: int | None) -> str:
    lines = text.splitlines()
    return lines[line - 1] if line and line <= len(lines) else ""


def _position(node: Any, part: Key) -> int | None:
    try:
        if isinstance(node, CommentedMap):
            return int(node.lc.key(part)[0]) + 1
        if isinstance(node, CommentedSeq) and isinstance(part, int):
            return int(node.lc.item(part)[0]) + 1
    except (KeyError, IndexError):
        return None
    return None


def _plain(node: Any) -> Any:
    if isinstance(node, Mapping):
        return {key: _plain(value) for key, value in node.items()}
    if isinstance(node, str):
        return str(node)
    if isinstance(node, Sequence):
        return [_plain(value) for value in node]
    return node
