"""Reading pages: what a summary promised, judged on the whole text; what cannot be read says why."""

import re
from datetime import timedelta

import pytest

from db.engine import Database
from db.kinds import ArrivedAs, TextKind
from db.models import Article, ArticleUrl, Mention
from db.queries.articles import known_article
from tests.databases import *  # noqa: F403
from tests.feeds import Item, page, rss
from tests.jobs.line import Line
from tests.origin import Origin

TITLE = "Kazakh city hands its junctions to cameras"
SUMMARY = "Police in Ust-Kamenogorsk describe how their cameras watch the city."
PAGE = (
    "Ust-Kamenogorsk, in the east of Kazakhstan, has put cameras at its busiest crossings and over its main streets.",
    "Police said that Hikvision and Dahua devices now cover 74 junctions of the city under the Sergek project.",
    "The footage is kept for thirty days, a spokesman said, and is opened to investigators on request.",
)
HTML = "text/html; charset=utf-8"


@pytest.fixture
def line(database: Database) -> Line:
    return Line(database)


def promising(line: Line, origin: Origin, **values: object) -> None:
    item = Item(TITLE, origin.url("/story"), SUMMARY)
    line.source(origin.serve("/rss", rss([item])), language="en", **values)


def article(line: Line) -> Article:
    with line.database.reading() as session:
        return session.get_one(Article, 1)


def test_the_grade_rests_on_the_whole_page_and_the_poll_counts_it(line: Line, origin: Origin) -> None:
    promising(line, origin)
    origin.serve("/story", page(TITLE, PAGE), content_type=HTML)
    polled = line.poll()["one"]
    assert len(polled.placed.mentions) == 1
    mention = line.mentions()[0]
    assert {"hikvision", "dahua", "sergek"} <= set(mention.entities)
    kinds = [text.kind for text in line.texts(mention.article_id)]
    assert kinds == [TextKind.SUMMARY, TextKind.PAGE]
    assert mention.text_version_id == line.texts(mention.article_id)[1].id
    assert (article(line).text_wanted, article(line).text_outcome) == (None, "read")
    assert "If-None-Match" not in origin.seen("/story")[0].headers


@pytest.mark.parametrize(("age", "arrived"), [(400, ArrivedAs.BACKLOG), (2, ArrivedAs.NEWS)])
def test_a_page_tells_how_old_an_undated_article_of_a_new_source_is(
    line: Line, origin: Origin, age: int, arrived: ArrivedAs
) -> None:
    feed = re.sub(r"<pubDate>.*?</pubDate>", "", rss([Item(TITLE, origin.url("/story"), SUMMARY)]))
    line.source(origin.serve("/rss", feed), language="en")
    day = (line.now - timedelta(days=age)).isoformat()
    dated = f'<meta property="article:published_time" content="{day}">'
    origin.serve("/story", page(TITLE, PAGE).replace("</head>", f"{dated}</head>"), content_type=HTML)
    line.poll()
    assert line.mentions()[0].grade == 3
    with line.database.reading() as session:
        assert session.get_one(Mention, 1).arrived_as is arrived


def test_a_source_of_full_text_never_is_not_read_and_one_of_always_is(line: Line, origin: Origin) -> None:
    promising(line, origin, full_text="never")
    line.poll()
    assert origin.count("/story") == 0
    plain = Item("Погода на завтра", origin.url("/weather"), "Дождь.")
    origin.serve("/weather", page("Погода на завтра", PAGE), content_type=HTML)
    line.source(origin.serve("/all", rss([plain])), "two", full_text="always")
    line.poll("two")
    assert origin.count("/weather") == 1


def test_a_page_that_robots_may_not_read_is_left_alone_and_the_summary_stays(line: Line, origin: Origin) -> None:
    promising(line, origin)
    origin.serve("/robots.txt", "User-agent: *\nDisallow: /story", content_type="text/plain")
    origin.serve("/story", page(TITLE, PAGE), content_type=HTML)
    line.poll()
    assert origin.count("/story") == 0
    assert "robots.txt forbids" in (article(line).text_outcome or "")
    assert len(line.mentions()) == 1


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_marks_the_article_as_removed(line: Line, origin: Origin, status: int) -> None:
    promising(line, origin)
    origin.serve("/story", "gone", status=status)
    line.poll()
    assert article(line).removed_at is not None
    assert article(line).text_wanted is None
    assert str(status) in (article(line).text_outcome or "")
    assert len(line.mentions()) == 1


def test_a_page_that_fails_is_tried_again_later_and_given_up_in_the_end(line: Line, origin: Origin) -> None:
    promising(line, origin)
    origin.serve("/story", "trouble", status=503)
    line.poll()
    assert line.read() == []
    for span, tries in ((timedelta(minutes=11), 2), (timedelta(minutes=61), 3), (timedelta(hours=7), 4)):
        line.now += span
        line.read()
        assert origin.count("/story") == tries
    line.later(days=2)
    assert line.read() == []
    assert article(line).text_wanted is None
    assert "503" in (article(line).text_outcome or "")


def test_a_page_is_read_once_its_server_has_recovered(line: Line, origin: Origin) -> None:
    promising(line, origin)
    origin.serve("/story", "wait", status=429, headers={"Retry-After": "1800"})
    line.poll()
    origin.serve("/story", page(TITLE, PAGE), content_type=HTML)
    line.later(minutes=20)
    assert line.read() == []
    line.later(minutes=11)
    assert [one.outcome for one in line.read()] == ["read"]
    assert "hikvision" in line.mentions()[0].entities


def test_the_address_that_a_page_calls_its_own_is_one_more_address(line: Line, origin: Origin) -> None:
    promising(line, origin)
    origin.serve("/story", page(TITLE, PAGE, canonical=origin.url("/2026/11/story.html")), content_type=HTML)
    line.poll()
    with line.database.reading() as session:
        assert known_article(session, "url:none", [f"https://127.0.0.1:{origin.port}/2026/11/story.html"]) == 1
    assert line.count(ArticleUrl) == 2


def test_a_page_of_another_site_is_not_swallowed_by_calling_it_canonical(line: Line, origin: Origin) -> None:
    promising(line, origin)
    origin.serve("/story", page(TITLE, PAGE, canonical="https://original.example/story"), content_type=HTML)
    line.poll()
    assert line.count(ArticleUrl) == 1


def test_a_page_that_shows_something_else_takes_nothing_away(line: Line, origin: Origin) -> None:
    promising(line, origin)
    wall = (
        "A recipe of the day: take three carrots, an onion and some rice, and let them simmer for an hour.",
        "Add the meat in small pieces, a spoonful of cumin and a handful of barberries, and cover the pot.",
        "Serve it on a wide plate with sliced tomatoes; four people will have enough, and two will be happy.",
    )
    origin.serve("/story", page("Plov at home", wall), content_type=HTML)
    line.poll()
    assert len(line.mentions(grade=1)) == 1
    assert "something else" in (article(line).text_outcome or "")


def test_the_whole_text_can_show_that_an_article_is_not_about_it(line: Line, origin: Origin) -> None:
    title = "Huawei opens a new office in Almaty, Kazakhstan"
    line.source(origin.serve("/rss", rss([Item(title, origin.url("/story"), "Huawei and the city of Almaty.")])))
    text = (
        "Huawei opened an office in Almaty where forty people will sell phones and tablets to shops of the country.",
        "The company has sold handsets there for fifteen years and wants to be nearer to those who repair them.",
        "A canteen and a room for children belong to the office, its head told the guests of the evening.",
    )
    origin.serve("/story", page(title, text), content_type=HTML)
    line.poll()
    assert article(line).text_outcome == "read"
    assert line.mentions(grade=2) == []


def test_an_edited_summary_has_its_page_read_again(line: Line, origin: Origin) -> None:
    promising(line, origin)
    origin.serve("/story", page(TITLE, PAGE), content_type=HTML)
    line.poll()
    edited = Item(TITLE, origin.url("/story"), SUMMARY + " Corrected.")
    origin.serve("/rss", rss([edited]))
    corrected = (*PAGE[:2], "Correction: 47 junctions are covered, not 74, the police of Ust-Kamenogorsk said later.")
    origin.serve("/story", page(TITLE, corrected), content_type=HTML)
    line.later(hours=1)
    line.poll()
    assert origin.count("/story") == 2
    assert len(line.texts(1)) == 4
    assert len(line.mentions()) == 1


def test_a_page_that_redirects_to_the_front_page_adds_no_address(line: Line, origin: Origin) -> None:
    promising(line, origin)
    origin.redirect("/story", origin.url("/"), 302)
    origin.serve("/", page("All news", ("The newest stories of the day, one after the other.",) * 5), content_type=HTML)
    line.poll()
    assert line.count(ArticleUrl) == 1
    assert len(line.mentions(grade=1)) == 1


def test_another_sources_summary_does_not_have_a_page_read_again(line: Line, origin: Origin) -> None:
    promising(line, origin)
    origin.serve("/story", page(TITLE, PAGE), content_type=HTML)
    line.poll()
    other = Item(TITLE, origin.url("/story"), "In other words: " + SUMMARY)
    line.source(origin.serve("/other", rss([other])), "two", language="en")
    line.poll("two")
    assert origin.count("/story") == 1
    assert line.mentions()[0].text_version_id == line.texts(1)[1].id
