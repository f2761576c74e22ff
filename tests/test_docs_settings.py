"""The settings, the page that explains them and the file to copy name the same variables, with the same defaults."""

import re
import time
from pathlib import Path

import pytest
from pydantic_core import PydanticUndefined

from alerts.channels.registry import kinds, settings_of
from alerts.channels.webhook import key_of, signed
from alerts.filters import Filters
from alerts.subscriptions import Subscription, Subscriptions
from alerts.unsubscribe import SECRET
from monitor.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
DIGESTS = (ROOT / "docs" / "how-to" / "send-digests.md").read_text(encoding="utf-8")
READ_ELSEWHERE = {SECRET, "SLACK_WEBHOOK_URL", "SLACK_BOT_TOKEN"}
"""Secrets that are no fields of Settings: read from the environment where they are used."""
ROWS = dict(re.findall(r"^\| `([A-Z_]+)` \|.*\| ([^|]+) \|$", PAGE, re.MULTILINE))


def variables() -> dict[str, object]:
    """Each field of Settings by its name in the environment, with its default."""
    found = {}
    for name, field in Settings.model_fields.items():
        alias = field.validation_alias
        shown = str(alias.choices[0]) if alias is not None and not isinstance(alias, str) else f"FOOTPRINT_{name}"  # type: ignore[union-attr]
        found[shown.upper()] = None if field.default is PydanticUndefined else field.default
    return found


def test_the_page_has_every_setting_and_no_other() -> None:
    assert set(ROWS) == set(variables()) | READ_ELSEWHERE


def test_the_file_to_copy_has_every_setting_and_no_other() -> None:
    assert set(re.findall(r"^#([A-Z_]+)=", EXAMPLE, re.MULTILINE)) == set(variables()) | READ_ELSEWHERE


@pytest.mark.parametrize(
    "name", [name for name, value in variables().items() if value is not None and not isinstance(value, Path)]
)
def test_the_page_gives_the_default(name: str) -> None:
    default = variables()[name]
    written = str(int(default)) if isinstance(default, bool | float) else str(default)
    assert ROWS[name] == f"`{written}`"


def test_every_key_of_a_subscription_is_explained() -> None:
    rows = set(re.findall(r"^\| `([a-z_]+)` \|", DIGESTS, re.MULTILINE))
    assert rows == set(Subscription.model_fields)
    assert [key for key in Filters.model_fields if f"`{key}`" not in DIGESTS] == []
    assert [key for key in Subscriptions.model_fields if f"`{key}" not in DIGESTS] == []


@pytest.mark.parametrize("kind", kinds())
def test_every_channel_is_shown_with_all_that_it_takes(kind: str) -> None:
    assert f"{{kind: {kind}" in DIGESTS
    taken = [key for key in settings_of(kind).model_fields if key != "kind"]
    assert [key for key in taken if not re.search(rf"[{{, `]{key}[:`]", DIGESTS)] == []


def test_the_check_of_signatures_on_the_page_works() -> None:
    code = re.search(r"```python\n(.+?)```", DIGESTS, re.DOTALL)
    assert code is not None
    names: dict[str, object] = {}
    exec(code[1], names)
    is_ours = names["is_ours"]
    assert callable(is_ours)
    for secret in ("whsec_a2V5a2V5a2V5a2V5", "just words"):
        headers = signed(key_of(secret), "abc@x", int(time.time()), b"{}")
        assert is_ours(headers, b"{}", secret)
        assert not is_ours(headers, b"{ }", secret)
        assert not is_ours(headers, b"{}", "another")
        assert not is_ours(signed(key_of(secret), "abc@x", int(time.time()) - 900, b"{}"), b"{}", secret)
