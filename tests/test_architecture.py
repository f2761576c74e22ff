"""The map is checked: imports point down, every part has its place, files stay small."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("monitor", "db", "alerts")


def test_imports_point_down_and_make_no_circles() -> None:
    lint_imports = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint_imports, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_part_of_monitor_has_its_place_in_the_layers() -> None:
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]
    placed = {name.strip() for layer in contract["layers"] for name in layer.split("|")}
    parts = {f"monitor.{path.stem}" for path in (ROOT / "monitor").iterdir() if _is_part(path)}
    assert parts - placed == set()


def _is_part(path: Path) -> bool:
    if path.is_dir():
        return (path / "__init__.py").exists()
    return path.suffix == ".py" and path.stem != "__init__"


@pytest.mark.parametrize("room", ROOMS)
def test_no_file_outgrows_300_lines(room: str) -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in (ROOT / room).rglob("*.py")
        if (lines := len(path.read_text().splitlines())) > 300
    }
    assert long == {}


@pytest.mark.parametrize("room", ROOMS)
def test_no_file_has_a_name_that_says_nothing(room: str) -> None:
    assert [
        path for path in (ROOT / room).rglob("*.py") if path.stem in {"utils", "helpers", "common", "misc", "manager"}
    ] == []


def test_the_command_starts_without_the_heavy_libraries() -> None:
    heavy = "trafilatura, apprise, alembic, py3langid, dateparser, lxml, feedparser"
    modules = "monitor.cli, monitor.cli.app, monitor.cli.poll, monitor.cli.run, monitor.cli.digest"
    ask = f"import sys, {modules}; print([m for m in '{heavy}'.split(', ') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", ask], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
