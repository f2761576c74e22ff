"""Editing sources.yaml changes the lines of one source and no others."""

from datetime import timedelta
from pathlib import Path

import pytest

from monitor.sources.catalogue import load_catalogue
from monitor.sources.edit import AlreadyThere, CannotEdit, NotThere, add_source, remove_source
from monitor.sources.source import Ownership, Source
from monitor.yamlfile import ConfigError

FILE = """\
# Where to look. Edit freely.

sources:
  # --- Kazakhstan
  - id: one            # the first
    name: 'One: the "paper"'
    url: "https://one.example.kz/rss"

  # watched since May
  - {id: two, name: Two, url: https://two.example.kz/rss}

  # --- Uzbekistan
  - id: three
    name: Учинчи
    url: https://three.example.uz/rss
    note: |
      a note
      of two lines

# the end
"""
NEW = Source(
    id="new",
    name="Жаңа: газет",
    url="https://new.example.kg/rss?a=1&b=2#x",
    country="KG",
    ownership=Ownership.PRIVATE,
    every=timedelta(minutes=90),
    options={"a": [1, "б"]},
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    where = tmp_path / "sources.yaml"
    where.write_text(FILE, encoding="utf-8")
    return where


def ids(path: Path) -> list[str]:
    return [source.id for source in load_catalogue(path.parent, {}).sources]


def test_a_source_is_added_below_the_last_and_every_old_line_stays(path: Path) -> None:
    add_source(path, NEW)
    assert load_catalogue(path.parent, {}).sources[-1] == NEW
    assert ids(path) == ["one", "two", "three", "new"]
    text = path.read_text(encoding="utf-8")
    head = FILE.partition("\n# the end")[0]
    assert text.startswith(head)
    assert text.endswith("\n# the end\n")
    assert "  - id: new\n    name: 'Жаңа: газет'\n" in text
    assert "every: 90m\n" in text


@pytest.mark.parametrize("gone", ["one", "two", "three"])
def test_removing_a_source_leaves_the_comments_around_it(path: Path, gone: str) -> None:
    remove_source(path, gone)
    assert ids(path) == [one for one in ("one", "two", "three") if one != gone]
    text = path.read_text(encoding="utf-8")
    for comment in ("# Where to look", "# --- Kazakhstan", "# watched since May", "# --- Uzbekistan", "# the end"):
        assert comment in text
    kept = [line for line in text.splitlines() if line not in FILE.splitlines()]
    assert kept == []


def test_adding_and_removing_restores_the_file_byte_for_byte(path: Path) -> None:
    add_source(path, NEW)
    remove_source(path, "new")
    assert path.read_text(encoding="utf-8") == FILE


@pytest.mark.parametrize("text", ["", "sources:\n", "sources: []  # none yet\n", "# only a comment", "sources: []\n"])
def test_the_first_source_of_an_empty_file(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    add_source(path, NEW)
    assert load_catalogue(path.parent, {}).sources == (NEW,)
    assert text.partition("#")[2] in path.read_text(encoding="utf-8")
    remove_source(path, "new")
    assert ids(path) == []


def test_a_file_without_a_last_newline_and_one_of_another_system(path: Path) -> None:
    path.write_bytes(FILE.partition("\n    note")[0].replace("\n", "\r\n").encode())
    add_source(path, NEW)
    assert ids(path)[-1] == "new"
    assert b"\n" not in path.read_bytes().replace(b"\r\n", b"")


def test_a_dash_on_a_line_of_its_own(path: Path) -> None:
    path.write_text(
        "sources:\n-\n  id: a\n  name: A\n  url: https://a.kz/\n-\n  id: b\n  name: B\n  url: https://b.kz/\n"
    )
    add_source(path, NEW)
    remove_source(path, "a")
    assert ids(path) == ["b", "new"]


def test_what_cannot_be_done_is_told_and_nothing_is_written(path: Path) -> None:
    with pytest.raises(AlreadyThere, match="three"):
        add_source(path, NEW.model_copy(update={"id": "three"}))
    with pytest.raises(NotThere, match="footprint sources list"):
        remove_source(path, "four")
    assert path.read_text(encoding="utf-8") == FILE
    path.write_text("sources: [{id: a, name: A, url: https://a.kz/}]\n")
    with pytest.raises(CannotEdit, match="brackets"):
        add_source(path, NEW)
    path.write_text("sources: [\n")
    with pytest.raises(ConfigError):
        add_source(path, NEW)
    assert [one.name for one in path.parent.iterdir()] == ["sources.yaml"]


def test_the_files_permissions_stay(path: Path) -> None:
    path.chmod(0o640)
    add_source(path, NEW)
    assert path.stat().st_mode & 0o777 == 0o640
