"""What to look for: watchlist.yaml, read and checked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from monitor.defaults import default_file
from monitor.match.forms import Form, read_form
from monitor.yamlfile import ConfigError, Key, Problem, YamlFile, read_yaml

KINDS: Mapping[str, str] = {
    "vendors": "vendor",
    "systems": "system",
    "integrators": "integrator",
    "programmes": "programme",
    "technologies": "technology",
}
"""The sections of the file, and what one entry of each is called."""

NEEDS = ("context", "region")
FLAGS = ("caps", "alone", "cameras")
KEYS = frozenset(
    (
        "name",
        "forms",
        "needs",
        "caps",
        "alone",
        "cameras",
        "implies",
        "stands_for",
        "country",
        "hq",
        "place",
        "operator",
        "parent",
        "note",
    )
)
TEXT_KEYS = ("name", "country", "hq", "place", "operator", "parent", "note")
SYSTEM = "system"
VENDOR = "vendor"
"""The kind of what is a system of its own, whose cameras are counted beside its name: «Назар»."""
GENERAL = "technology"
"""The kind whose forms are common nouns: they take no adjective ending of names."""


@dataclass(frozen=True, slots=True)
class WatchEntry:
    """One watched thing: its id, what it is, and the forms it is found by."""

    id: str
    kind: str
    name: str
    forms: tuple[Form, ...]
    needs: str | None = None
    caps: bool = False
    alone: bool = False
    cameras: bool = True
    """Whether the cameras beside the name of a system are that system's."""
    implies: tuple[str, ...] = ()
    stands_for: tuple[tuple[str, str], ...] = ()
    country: str | None = None
    hq: str | None = None
    place: str | None = None
    operator: str | None = None
    parent: str | None = None
    note: str | None = None


WATCHLIST_FILE = "watchlist.yaml"


@dataclass(frozen=True)
class Watchlist:
    """All that is watched, in the file's order."""

    entries: tuple[WatchEntry, ...]
    source: str = ""
    """The file's text as data: what the matcher's hash is made of."""

    def __iter__(self) -> Iterator[WatchEntry]:
        return iter(self.entries)

    def __getitem__(self, entry_id: str) -> WatchEntry:
        """The entry with this id. Raises KeyError."""
        for entry in self.entries:
            if entry.id == entry_id:
                return entry
        raise KeyError(entry_id)


def load_watchlist(path: Path | None = None) -> Watchlist:
    """Read a watch list; None is the shipped one. Raises ConfigError with every mistake in it at once."""
    file = read_yaml(path or default_file("watchlist.yaml"))
    return watchlist_of(file)


def watchlist_of(file: YamlFile) -> Watchlist:
    """The watch list in a parsed file. Raises ConfigError."""
    problems = [problem for problem in check_watchlist(file) if problem.fatal]
    if problems:
        raise ConfigError(problems)
    rows = [(kind, entry_id, row) for kind, entry_id, row, _ in _rows(file)]
    return Watchlist(tuple(_entry(kind, entry_id, row) for kind, entry_id, row in rows), repr(file.data))


def check_watchlist(file: YamlFile) -> list[Problem]:
    """Every mistake in a watch list: what would stop it (fatal), and forms that can do nothing (not fatal)."""
    if not isinstance(file.data, Mapping):
        return [file.problem((), "not a mapping of sections", f"write sections such as {', '.join(KINDS)}")]
    problems = [
        file.problem((section,), f"unknown section `{section}`", f"use one of: {', '.join(KINDS)}")
        for section in file.data
        if section not in KINDS
    ]
    for section in KINDS:
        if section in file.data and not isinstance(file.data[section], Mapping):
            problems.append(
                file.problem((section,), "not a mapping of ids", "write `id: {name: …, forms: […]}` under it")
            )
    seen_ids: dict[str, str] = {}
    seen_forms: dict[object, str] = {}
    rows = list(_rows(file))
    known = {entry_id for _, entry_id, _, _ in rows}
    for kind, entry_id, row, path in rows:
        if entry_id in seen_ids:
            problems.append(
                file.problem(
                    path, f"the id `{entry_id}` is already used by a {seen_ids[entry_id]}", "give it another id"
                )
            )
        seen_ids[entry_id] = kind
        problems += _check_entry(file, row, path, known)
        problems += _check_forms(file, entry_id, row, path, seen_forms)
    return problems


def _rows(file: YamlFile) -> Iterator[tuple[str, str, Any, tuple[Key, ...]]]:
    for section, kind in KINDS.items():
        rows = file.data.get(section)
        if isinstance(rows, Mapping):
            for entry_id, row in rows.items():
                yield kind, str(entry_id), row, (section, entry_id)


def _check_entry(file: YamlFile, row: Any, path: tuple[Key, ...], known: set[str]) -> Iterator[Problem]:
    if not isinstance(row, Mapping):
        yield file.problem(path, "not a mapping", "write `name:` and `forms:` under it")
        return
    for key in row:
        if key not in KEYS:
            yield file.problem((*path, key), f"unknown key `{key}`", f"use one of: {', '.join(sorted(KEYS))}")
    if not isinstance(row.get("name"), str) or not row["name"].strip():
        yield file.problem((*path, "name"), "no name", "give the name that digests show")
    for key in TEXT_KEYS:
        if row.get(key) is not None and not isinstance(row[key], str):
            yield file.problem((*path, key), f"`{key}` is not text", "put the value in quotes")
    if row.get("needs") not in (None, *NEEDS):
        yield file.problem(
            (*path, "needs"), f"`needs` is {row['needs']!r}", f"use {' or '.join(NEEDS)}, or leave it out"
        )
    for key in FLAGS:
        if not isinstance(row.get(key, False), bool):
            yield file.problem((*path, key), f"`{key}` is {row[key]!r}", "use true or false")
    yield from _check_references(file, row, path, known)


def _check_references(
    file: YamlFile, row: Mapping[str, Any], path: tuple[Key, ...], known: set[str]
) -> Iterator[Problem]:
    implied, meanings = row.get("implies") or [], row.get("stands_for") or {}
    references: list[tuple[tuple[Key, ...], object]] = [
        ((*path, "implies"), meant) for meant in (implied if isinstance(implied, list) else [implied])
    ]
    if isinstance(meanings, Mapping):
        references += [((*path, "stands_for", country), meant) for country, meant in meanings.items()]
    else:
        yield file.problem((*path, "stands_for"), "not a mapping of countries", "write {KG: id}")
    for place, meant in references:
        if meant not in known:
            yield file.problem(place, f"there is no entry `{meant}`", "name the id of another entry")


def _check_forms(
    file: YamlFile, entry_id: str, row: Any, path: tuple[Key, ...], seen: dict[object, str]
) -> Iterator[Problem]:
    forms = row.get("forms") if isinstance(row, Mapping) else None
    if not isinstance(row, Mapping):
        return
    if not isinstance(forms, list) or not forms:
        yield file.problem((*path, "forms"), "no forms", "list at least one written form")
        return
    for number, written in enumerate(forms):
        place = (*path, "forms", number)
        if not isinstance(written, str):
            yield file.problem(place, f"the form {written!r} is not text", "put it in quotes")
            continue
        form = read_form(written)
        if form.is_empty:
            yield file.problem(
                place, f"the form {written!r} can never match: no letter is left of it", "write a word, or remove it"
            )
        elif len(form.words) == 1 and len(form.words[0].stem) == 1 and form.words[0].stem.isascii():
            yield file.problem(place, f"the form {written!r} is a single letter", "write a longer form")
        elif form.key in seen:
            owner = seen[form.key]
            whose = (
                "this entry has it already in another spelling" if owner == entry_id else f"`{owner}` has the same form"
            )
            yield file.problem(place, f"the form {written!r} adds nothing: {whose}", "remove it", fatal=False)
        else:
            seen[form.key] = entry_id


def _entry(kind: str, entry_id: str, row: Mapping[str, Any]) -> WatchEntry:
    texts = {key: row.get(key) for key in TEXT_KEYS if key != "name"}
    return WatchEntry(
        id=entry_id,
        kind=kind,
        name=str(row["name"]),
        forms=_distinct(read_form(written, name=kind != GENERAL) for written in row["forms"]),
        needs=row.get("needs"),
        caps=bool(row.get("caps", False)),
        alone=bool(row.get("alone", False)),
        cameras=bool(row.get("cameras", True)),
        implies=tuple(row.get("implies") or ()),
        stands_for=tuple((row.get("stands_for") or {}).items()),
        **texts,
    )


def _distinct(forms: Iterator[Form]) -> tuple[Form, ...]:
    return tuple({form.key: form for form in forms}.values())
