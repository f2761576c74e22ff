"""The analysts' own kind of article, served as a feed entry, becomes a mention with all it names; its neighbours no."""

from pathlib import Path

from db.engine import open_database
from db.schema import upgrade
from tests.feeds import Item, rss
from tests.jobs.line import Line
from tests.match.test_background import ARTICLE, OTHERS
from tests.origin import Origin

NAMED = {
    "hikvision", "dahua", "huawei", "zte", "sergek", "korkem-telecom", "open-technologies", "smart-city",
    "facial-recognition", "digital-silk-road", "golden-shield", "almaty-unified-video",
}  # fmt: skip


def test_it_is_a_mention_in_kazakhstan_with_everything_it_names(tmp_path: Path, origin: Origin) -> None:
    told = [ARTICLE, *OTHERS]
    items = [Item(one.title, origin.url(f"/{number}"), one.text) for number, one in enumerate(told)]
    with open_database(f"sqlite:///{tmp_path}/background.db") as database:
        upgrade(database)
        line = Line(database)
        line.source(origin.serve("/rss", rss(items)), language="en", country=None, full_text="never")
        polled = line.poll()["one"]
        (mention,) = line.mentions()
    assert len(polled.placed.new) == len(told)
    assert mention.title == ARTICLE.title
    assert set(mention.entities) >= NAMED
    assert "KZ" in mention.countries
    assert "almaty" in mention.places
