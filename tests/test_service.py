"""The rounds of the service, one by one; tests/e2e has the whole of it."""

import asyncio
from contextlib import nullcontext
from pathlib import Path

import pytest

import monitor.service
from db.engine import Database, SchedulerLock, SchedulerLost
from monitor.jobs.configuration import LiveConfiguration
from monitor.jobs.poll import poll_together
from monitor.service import Service
from tests.databases import *  # noqa: F403
from tests.feeds import Item, page, rss
from tests.jobs.line import Line
from tests.jobs.test_read import HTML, PAGE, SUMMARY, TITLE
from tests.origin import *  # noqa: F403
from tests.origin import Origin


@pytest.mark.parametrize(("seconds", "read"), [(60.0, 1), (-1.0, 0)])
def test_a_round_of_reading_begins_no_page_after_its_time(
    database: Database, origin: Origin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seconds: float, read: int
) -> None:
    monkeypatch.setattr(monitor.service, "READING", seconds)
    line = Line(database)
    source = line.source(origin.serve("/rss", rss([Item(TITLE, origin.url("/story"), SUMMARY)])), language="en")
    origin.serve("/story", page(TITLE, PAGE), content_type=HTML)
    line.run(lambda tools: poll_together((source,), tools))
    (tmp_path / "sources.yaml").write_text("sources: []\n", encoding="utf-8")
    (tmp_path / "subscriptions.yaml").write_text("subscriptions: []\n", encoding="utf-8")
    service = Service(line.settings, LiveConfiguration(tmp_path, {}), database)
    line.run(service.read)
    assert origin.count("/story") == read


def test_a_scheduler_that_the_database_has_forgotten_ends(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = Line(database)
    (tmp_path / "sources.yaml").write_text("sources: []\n", encoding="utf-8")
    (tmp_path / "subscriptions.yaml").write_text("subscriptions: []\n", encoding="utf-8")
    monkeypatch.setattr(monitor.service, "scheduler_lock", lambda _: nullcontext(SchedulerLock(lambda: False)))
    service = Service(line.settings.model_copy(update={"port": 0}), LiveConfiguration(tmp_path, {}), database)
    with pytest.raises(SchedulerLost, match="start the service again"):
        asyncio.run(asyncio.wait_for(service.run(), 60))
