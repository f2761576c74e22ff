"""`poll` and `sources`: what came of each source, and adding, testing, removing them."""

from tests.cli.conftest import Filled, Run
from tests.e2e.place import Place
from tests.e2e.wild import camera_item
from tests.feeds import WEATHER, WEATHER_TEXT, Item, rss
from tests.origin import Origin

KEYS = ["source", "status", "http_status", "entries", "new_articles", "mentions", "error"]
HOME = '<html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml" title="News"></head></html>'


def test_poll_gives_one_object_a_source_and_1_when_one_failed(filled: Filled) -> None:
    done = filled.run("poll", "--all", "--json")
    assert done.status == 1
    assert [list(one) for one in done.json] == [KEYS] * 4
    assert {one["source"]: one["status"] for one in done.json} == {
        "kz": "unchanged",
        "kg": "unchanged",
        "uz": "unchanged",
        "gone": "failed",
    }


def test_without_all_what_is_not_due_is_skipped(filled: Filled) -> None:
    done = filled.run("poll", "--json")
    assert done.status == 0
    assert {one["status"] for one in done.json} == {"skipped"}
    assert "nothing was due" in filled.run("poll").err


def test_a_named_source_is_polled_alone(filled: Filled) -> None:
    done = filled.run("poll", "kg", "--json")
    assert [(one["source"], one["status"]) for one in done.json] == [("kg", "unchanged")]
    assert filled.run("poll", "nobody").status == 2


def test_sources_are_listed_with_how_they_do(filled: Filled) -> None:
    rows = {one["id"]: one for one in filled.run("sources", "list", "--json").json}
    assert (rows["kz"]["state"], rows["kz"]["articles"], rows["kz"]["mentions"]) == ("ok", 3, 2)
    assert (rows["gone"]["state"], rows["gone"]["http_status"]) == ("failing", 404)
    assert "failing" in filled.run("sources", "list").out


def test_a_source_shows_what_of_it_was_not_taken_and_why(run: Run, place: Place, origin: Origin) -> None:
    feed = rss([camera_item(1, origin)]).replace("</channel>", "<item><description/></item></channel>")
    place.sources([{"id": "one", "name": "One", "url": origin.serve("/one", feed), "country": "KZ"}])
    run("poll", "--all")
    shown = run("sources", "show", "one", "--json").json
    assert (shown["state"], shown["mentions"], shown["refusals"]) == ("ok", 1, 1)
    assert shown["refused"][0]["reason"]
    out = run("sources", "show", "one").out
    assert "refused:" in out and shown["refused"][0]["reason"] in out
    assert run("sources", "show", "nobody").status == 2


def test_testing_a_source_shows_what_would_match_and_stores_nothing(filled: Filled) -> None:
    before = filled.run("db", "info", "--json").json["rows"]
    shown = filled.run("sources", "test", "kz", "--json").json
    assert [one["grade"] >= 2 for one in shown["entries"]] == [True, True, False]
    assert "2 would match" in filled.run("sources", "test", filled.origin.url("/kz")).out
    assert filled.run("db", "info", "--json").json["rows"] == before
    assert filled.run("sources", "test", "gone").status == 1


def test_adding_finds_the_feed_behind_a_homepage_and_keeps_every_line_of_the_file(
    run: Run, place: Place, origin: Origin
) -> None:
    text = "# mine\nsources:\n  - id: first   # the first\n    name: First\n    url: https://first.example/rss\n"
    (place.folder / "sources.yaml").write_text(text)
    origin.serve("/", HOME, content_type="text/html")
    origin.serve(
        "/feed.xml", rss([camera_item(1, origin), Item(WEATHER, origin.url("/w"), WEATHER_TEXT)], title="Моя газета")
    )
    dry = run("sources", "add", origin.url("/"), "--dry-run", "--json").json
    assert (dry["written"], (place.folder / "sources.yaml").read_text()) == (False, text)
    done = run("sources", "add", origin.url("/"), "--id", "mine", "--country", "kz", "--role", "reporter")
    assert done.status == 0, done.err
    assert "1 would match" in done.out
    written = (place.folder / "sources.yaml").read_text()
    assert written.startswith(text)
    rows = run("sources", "list", "--json").json
    assert [row["id"] for row in rows] == ["first", "mine"]
    assert (rows[1]["name"], rows[1]["url"], rows[1]["language"]) == ("Моя газета", origin.url("/feed.xml"), "ru")
    assert run("sources", "add", origin.url("/feed.xml")).status == 2
    assert run("sources", "remove", "mine").status == 0
    assert (place.folder / "sources.yaml").read_text() == text
    assert run("sources", "remove", "mine").status == 2


def test_adding_an_address_without_a_feed_says_what_was_tried(run: Run, place: Place, origin: Origin) -> None:
    place.sources([])
    origin.serve("/", "<html><body>Welcome</body></html>", content_type="text/html")
    done = run("sources", "add", origin.url("/"))
    assert done.status == 1
    assert "no feed was found" in done.err


def test_a_value_that_no_source_can_have_is_refused(run: Run, place: Place, origin: Origin) -> None:
    place.sources([])
    origin.serve("/feed", rss([camera_item(1, origin)]))
    done = run("sources", "add", origin.url("/feed"), "--ownership", "king")
    assert done.status == 2
    assert "--ownership" in done.err
