"""Two real processes that bring the same article, or the same text, at the same moment make one, on both engines."""

import json
import threading
from dataclasses import replace

import pytest

from tests.databases import *  # noqa: F403
from tests.e2e.place import Place
from tests.e2e.wild import camera_item
from tests.feeds import rss
from tests.origin import Origin


@pytest.mark.timeout(300)
def test_the_same_article_from_two_sources_at_once_is_one_article(
    place: Place, database_url: str, origin: Origin
) -> None:
    items = [camera_item(number, origin) for number in range(12)]
    both = threading.Barrier(2)
    place.environment["DATABASE_URL"] = database_url
    for name in ("one", "two"):
        origin.serve(f"/{name}", rss(items), together=both)
    place.sources(
        [
            {"id": "one", "name": "One", "url": origin.url("/one"), "full_text": "never"},
            {"id": "two", "name": "Two", "url": origin.url("/two", host="localhost"), "full_text": "never"},
        ]
    )
    place.environment["FOOTPRINT_TIMEOUT"] = "30"  # they wait for each other
    running = [place.start("poll", name, "--json") for name in ("one", "two")]
    ended = [process.communicate(timeout=100) for process in running]
    assert [process.returncode for process in running] == [0, 0], ended
    rows = [json.loads(out)[0] for out, _ in ended]
    assert [row["entries"] for row in rows] == [12, 12]
    assert sum(row["new_articles"] for row in rows) == 12
    stored = place.footprint("db", "info", "--json").json["rows"]
    assert (stored["article"], stored["mention"], stored["sighting"], stored["refusal"]) == (12, 12, 24, 0)
    mentions = place.footprint("mentions", "--json").json
    assert {mention["title"] for mention in mentions} == {item.title for item in items}


@pytest.mark.timeout(300)
def test_the_same_text_at_two_addresses_at_once_is_one_story(place: Place, database_url: str, origin: Origin) -> None:
    both = threading.Barrier(2)
    place.environment |= {"DATABASE_URL": database_url, "FOOTPRINT_TIMEOUT": "30"}
    items = [camera_item(number, origin) for number in range(6)]
    for name, host in (("one", "127.0.0.1"), ("two", "localhost")):
        theirs = [replace(item, link=origin.url(f"/{name}/{at}", host=host), guid="") for at, item in enumerate(items)]
        origin.serve(f"/{name}", rss(theirs), together=both)
    place.sources(
        [
            {"id": "one", "name": "One", "url": origin.url("/one"), "country": "KZ", "full_text": "never"},
            {"id": "two", "name": "Two", "url": origin.url("/two", host="localhost"), "country": "KZ",
             "full_text": "never"},
        ]
    )  # fmt: skip
    running = [place.start("poll", name, "--json") for name in ("one", "two")]
    ended = [process.communicate(timeout=100) for process in running]
    assert [process.returncode for process in running] == [0, 0], ended
    assert [json.loads(out)[0]["new_articles"] for out, _ in ended] == [6, 6]
    stories = place.footprint("stories", "list", "--json").json
    told = {mention["id"]: mention["title"] for mention in place.footprint("mentions", "--json").json}
    assert sorted(told.values()) == sorted(2 * [item.title for item in items])
    for title in {item.title for item in items}:
        mine = [story for story in stories if title in {told[one] for one in story["mentions"]}]
        assert len(mine) == 1
        assert sorted(mine[0]["sources"]) == ["one", "two"]
