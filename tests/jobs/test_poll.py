"""Polling: each article once, with its reasons, whatever the sources do. On both engines, against a real server."""

from datetime import timedelta

import pytest

from db.engine import Database
from db.kinds import ArrivedAs
from db.models import Article, ArticleUrl, Mention, Sighting, TextVersion
from tests.databases import *  # noqa: F403
from tests.feeds import BISHKEK, BISHKEK_TEXT, SERGEK, SERGEK_TEXT, WEATHER, WEATHER_TEXT, Item, rss
from tests.jobs.line import START, Line
from tests.origin import Origin


@pytest.fixture
def line(database: Database) -> Line:
    return Line(database)


def items(origin: Origin) -> list[Item]:
    return [
        Item(SERGEK, origin.url("/news/sergek"), SERGEK_TEXT),
        Item(WEATHER, origin.url("/news/weather"), WEATHER_TEXT),
    ]


def test_what_matters_becomes_a_mention_with_its_story_and_the_rest_an_article(line: Line, origin: Origin) -> None:
    line.source(origin.serve("/rss", rss(items(origin))), full_text="never")
    polled = line.poll()["one"]
    assert (polled.status, polled.entries, len(polled.placed.new), len(polled.placed.mentions)) == ("ok", 2, 2, 1)
    mention = line.mentions()[0]
    assert (mention.title, mention.grade, mention.countries, mention.source) == (SERGEK, 3, ("KZ",), "one")
    assert "sergek" in mention.entities
    assert mention.snippet
    assert mention.snippet in SERGEK_TEXT
    assert line.stories()[0].mentions == (mention.id,)
    assert line.count(Article) == 2


def test_an_unchanged_feed_is_told_by_its_validators_and_stores_nothing(line: Line, origin: Origin) -> None:
    line.source(origin.serve("/rss", rss(items(origin)), etag='"v1"', last_modified="Tue, 24 Nov 2026 10:00:00 GMT"))
    line.poll()
    before = [line.count(table) for table in (Article, TextVersion, Sighting, Mention)]
    line.later(hours=1)
    again = line.poll()["one"]
    assert (again.status, again.http_status, again.placed.new) == ("unchanged", 304, ())
    assert origin.seen("/rss")[1].headers["if-none-match"] == '"v1"'
    assert [line.count(table) for table in (Article, TextVersion, Sighting, Mention)] == before
    assert line.memory().last_success == START + timedelta(hours=1)


def test_a_server_that_knows_no_validators_is_seen_through_by_the_bytes(line: Line, origin: Origin) -> None:
    line.source(origin.serve("/rss", rss(items(origin))))
    line.poll()
    assert line.poll()["one"].status == "unchanged"


def test_validators_are_forgotten_when_the_address_changes(line: Line, origin: Origin) -> None:
    line.source(origin.serve("/rss", rss(items(origin)), etag='"v1"'))
    line.poll()
    line.source(origin.serve("/other", rss(items(origin)), etag='"v1"'))
    assert line.poll()["one"].status == "ok"
    assert "if-none-match" not in origin.seen("/other")[0].headers


def test_one_address_is_fetched_once_however_many_sources_name_it(line: Line, origin: Origin) -> None:
    url = origin.serve("/rss", rss(items(origin)))
    line.source(url, "one", full_text="never")
    line.source(url, "two", full_text="never")
    polled = line.poll()
    assert origin.count("/rss") == 1
    assert [len(polled[one].placed.new) for one in ("one", "two")] == [2, 0]
    assert line.mentions()[0].sources == ("one", "two")


def test_a_reprinter_of_addresses_adds_a_sighting_and_no_article(line: Line, origin: Origin) -> None:
    line.source(origin.serve("/rss", rss(items(origin))), "one", full_text="never")
    tracked = Item(SERGEK, origin.url("/news/sergek?utm_source=x&utm_medium=rss"), SERGEK_TEXT)
    line.source(origin.serve("/copy", rss([tracked])), "two", full_text="never")
    line.poll("one")
    assert line.poll("two")["two"].placed.new == ()
    assert line.count(Article) == 2
    assert line.mentions()[0].sources == ("one", "two")


def test_an_edit_is_one_more_text_and_is_judged_anew(line: Line, origin: Origin) -> None:
    vague = Item("Что обсудили в акимате", origin.url("/a"), "Говорили о порядке на улицах.", guid="a-1")
    line.source(origin.serve("/rss", rss([vague])), full_text="never")
    line.poll()
    assert not line.mentions(grade=3)
    edited = Item(SERGEK, origin.url("/a"), SERGEK_TEXT, guid="a-1")
    origin.serve("/rss", rss([edited]))
    line.later(hours=1)
    polled = line.poll()["one"]
    assert polled.placed.new == ()
    mention = line.mentions(grade=3)[0]
    assert [text.title for text in line.texts(mention.article_id)] == [vague.title, SERGEK]
    assert mention.text_version_id == line.texts(mention.article_id)[1].id
    assert line.count(Article) == 1


def test_another_source_cannot_take_away_what_the_first_one_said(line: Line, origin: Origin) -> None:
    line.source(origin.serve("/rss", rss([Item(SERGEK, origin.url("/a"), SERGEK_TEXT)])), "one", full_text="never")
    line.source(origin.serve("/short", rss([Item("Новости", origin.url("/a"), "Коротко.")])), "two", full_text="never")
    line.poll("one")
    line.poll("two")
    assert line.mentions()[0].grade == 3


def test_old_entries_of_a_new_source_are_kept_as_backlog_and_later_ones_are_news(line: Line, origin: Origin) -> None:
    old = Item(SERGEK, origin.url("/old"), SERGEK_TEXT, at=START - timedelta(days=31))
    line.source(origin.serve("/rss", rss([old])), full_text="never")
    line.poll()
    late = Item(BISHKEK, origin.url("/late"), BISHKEK_TEXT, at=START - timedelta(days=40))
    origin.serve("/rss", rss([old, late]))
    line.later(hours=1)
    line.poll()
    with line.database.reading() as session:
        from sqlmodel import select

        arrived = {one.arrived_as for one in session.exec(select(Mention).where(Mention.first_seen == START))}
        after = {one.arrived_as for one in session.exec(select(Mention).where(Mention.first_seen > START))}
    assert (arrived, after) == ({ArrivedAs.BACKLOG}, {ArrivedAs.NEWS})


def test_items_that_all_lead_to_the_front_page_stay_apart(line: Line, origin: Origin) -> None:
    front = origin.url("/")
    line.source(
        origin.serve(
            "/rss",
            rss(
                [
                    Item(SERGEK, front, SERGEK_TEXT, guid="guid-0001-a"),
                    Item(BISHKEK, front, BISHKEK_TEXT, guid="guid-0002-b"),
                ]
            ),
        )
    )
    assert len(line.poll()["one"].placed.new) == 2
    assert {mention.title for mention in line.mentions()} == {SERGEK, BISHKEK}
    assert line.count(ArticleUrl) == 0


def test_an_entry_that_the_database_refuses_is_a_refusal_and_stops_no_other(
    line: Line, origin: Origin, monkeypatch: pytest.MonkeyPatch
) -> None:
    from monitor.jobs import place

    said = place.add_article

    def refusing(session: object, new: object) -> int:
        if "weather" in new.url:  # type: ignore[attr-defined]
            new = type(new)(**{**{f: getattr(new, f) for f in new.__slots__}, "title": None})  # type: ignore[attr-defined]
        return said(session, new)  # type: ignore[arg-type]

    monkeypatch.setattr(place, "add_article", refusing)
    line.source(origin.serve("/rss", rss([*reversed(items(origin))])), full_text="never")
    polled = line.poll()["one"]
    assert (polled.status, len(polled.placed.new), polled.placed.refused) == ("ok", 1, 1)
    refusal = line.refusals()[0]
    assert refusal.source_id == "one"
    assert "could not be stored (IntegrityError" in refusal.reason
    assert line.mentions()[0].title == SERGEK


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/404", 404, "404 (Not Found)"),
        ("/500", 500, "500 (Internal Server Error)"),
        ("/html", 200, "a web page, not a feed"),
        ("/faults/endless-body", None, "larger than"),
        ("/faults/no-answer", None, "broke off"),
    ],
)
def test_a_failure_is_recorded_with_its_reason_and_backed_off(
    line: Line, origin: Origin, path: str, status: int | None, words: str
) -> None:
    origin.serve("/500", "trouble", status=500)
    origin.serve("/html", "<!doctype html><html><body>Hello</body></html>", content_type="text/html")
    line.source(origin.url(path))
    polled = line.poll()["one"]
    assert (polled.status, polled.http_status) == ("failed", status)
    assert words in (polled.error or "")
    memory = line.memory()
    assert (memory.failures, memory.error) == (1, polled.error)
    assert memory.next_due is not None
    assert memory.next_due > line.now + timedelta(minutes=50)
    assert line.poll()["one"].status == "failed"
    assert line.memory().failures == 2


def test_a_server_that_asks_to_wait_is_left_alone(line: Line, origin: Origin) -> None:
    line.source(origin.serve("/rss", "slow down", status=429, headers={"Retry-After": "7200"}))
    line.poll()
    skipped = line.poll()["one"]
    assert (skipped.status, origin.count("/rss")) == ("skipped", 1)
    assert "asked us to wait" in (skipped.error or "")
    line.later(hours=2, seconds=1)
    line.poll()
    assert origin.count("/rss") == 2


def test_where_a_permanent_redirect_leads_is_remembered_until_it_fails(line: Line, origin: Origin) -> None:
    origin.serve("/new", rss(items(origin)))
    line.source(origin.redirect("/old", origin.url("/new")))
    line.poll()
    assert line.memory().moved_to == origin.url("/new")
    line.poll()
    assert (origin.count("/old"), origin.count("/new")) == (1, 2)
    origin.serve("/new", "gone", status=410)
    line.poll()
    assert line.memory().moved_to is None


def test_a_temporary_redirect_is_not_remembered(line: Line, origin: Origin) -> None:
    origin.serve("/new", rss(items(origin)))
    line.source(origin.redirect("/old", origin.url("/new"), 302))
    line.poll()
    assert line.memory().moved_to is None


def test_a_source_recovers_and_says_so(line: Line, origin: Origin) -> None:
    line.source(origin.serve("/rss", "trouble", status=503))
    line.poll()
    origin.serve("/rss", rss(items(origin)))
    line.later(hours=2)
    assert line.poll()["one"].status == "ok"
    memory = line.memory()
    assert (memory.failures, memory.error, memory.entries) == (0, None, 2)


def test_a_source_that_is_switched_off_is_not_asked(line: Line, origin: Origin) -> None:
    line.source(origin.serve("/rss", rss(items(origin))), enabled=False)
    assert line.poll()["one"].status == "skipped"
    assert origin.count("/rss") == 0


def test_a_name_carried_by_two_hosts_is_two_articles_of_one_story(line: Line, origin: Origin) -> None:
    there = origin.url("/b", host="localhost")
    line.source(origin.serve("/rss", rss([Item(SERGEK, origin.url("/a"), SERGEK_TEXT)])), "one", full_text="never")
    line.source(origin.serve("/two", rss([Item(SERGEK, there, SERGEK_TEXT)])), "two", full_text="never")
    line.poll()
    assert line.count(Article) == 2
    assert [len(story.mentions) for story in line.stories()] == [2]
