"""Two real processes that bring the same article at the same moment make one, on both engines."""

import json
import threading

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
