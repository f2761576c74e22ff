"""What the pages list is what the code has."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def test_the_page_of_commands_is_the_help_of_the_commands() -> None:
    asked = [sys.executable, str(ROOT / "scripts" / "write_reference.py"), "--check"]
    done = subprocess.run(asked, cwd=ROOT, check=False, env={"PYTHONPATH": str(ROOT), "PATH": ""})
    assert done.returncode == 0, "run python scripts/write_reference.py"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_to_a_file_leads_to_one(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_dependency_has_its_reason() -> None:
    declared = re.findall(
        r'^    "([a-z0-9-]+)[\[>=<]', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE
    )
    reasons = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert [name for name in declared if not re.search(rf"\b{re.escape(name)}\b", reasons)] == []
