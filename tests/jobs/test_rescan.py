"""A changed watch list over stored articles: what it would do, and doing it."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from db.engine import Database
from db.kinds import ArrivedAs, TextKind
from db.models import Mention
from db.queries.articles import add_text_version
from db.queries.mentions import mention_of, set_verdict
from monitor.defaults import default_file
from monitor.jobs.judging import new_text
from monitor.jobs.rescan import Effect, Rescanned, preview, rescan
from monitor.jobs.world import matcher_of, world_of
from monitor.match.match import Match, Text
from monitor.match.matcher import Matcher
from monitor.match.watchlist import Watchlist, load_watchlist
from tests.databases import *  # noqa: F403
from tests.feeds import Item, rss
from tests.jobs.line import START, Line, watchlist
from tests.origin import Origin

CAMERAS = "В Шымкенте установят 300 камер видеонаблюдения"
NEW_VENDOR = "Акимат Кентау подписал договор с «Зоркийглаз»"


@pytest.fixture(scope="module")
def wider(tmp_path_factory: pytest.TempPathFactory) -> Watchlist:
    """The shipped watch list with one vendor more."""
    path: Path = tmp_path_factory.mktemp("wider") / "watchlist.yaml"
    text = default_file("watchlist.yaml").read_text("utf-8")
    entry = "vendors:\n  zorkiy: {name: Zorkiyglaz, forms: [Зоркийглаз~, Zorkiyglaz~]}\n"
    path.write_text(text.replace("vendors:\n", entry, 1), "utf-8")
    return load_watchlist(path)


@pytest.fixture(scope="module")
def matchers(wider: Watchlist) -> tuple[Matcher, Matcher]:
    return matcher_of(watchlist()), matcher_of(wider)


@pytest.fixture
def line(database: Database, origin: Origin) -> Line:
    line = Line(database)
    items = [
        Item(CAMERAS, origin.url("/cameras"), "Об этом сообщили в полиции города.", at=START - timedelta(days=1)),
        Item(NEW_VENDOR, origin.url("/old"), "Сумма договора 80 млн тенге.", at=START - timedelta(days=200)),
    ]
    line.source(origin.serve("/rss", rss(items)), full_text="never")
    line.poll()
    return line


def look(line: Line, matcher: Matcher, **more: Matcher | None) -> Rescanned:
    return preview(line.database, line.catalogue, matcher, None, instead_of=more.get("instead_of"))


def test_a_preview_tells_what_a_new_vendor_would_add_and_stores_nothing(
    line: Line, matchers: tuple[Matcher, Matcher]
) -> None:
    now, then = matchers
    found = look(line, then, instead_of=now)
    assert found.articles == 2
    (change,) = found.changes
    assert (change.effect, change.title, change.before) == (Effect.ADDED, NEW_VENDOR, 0)
    assert change.gained == ("zorkiy",)
    assert len(line.mentions()) == 1
    (same,) = look(line, then).changes
    assert same.title == NEW_VENDOR


def test_what_a_rescan_finds_in_old_articles_is_backlog_and_the_rest_is_left_in_peace(
    line: Line, matchers: tuple[Matcher, Matcher], wider: Watchlist
) -> None:
    (before,) = line.mentions()
    found = rescan(line.database, line.catalogue, matchers[1], world_of(wider), None, line.now)
    assert [change.effect for change in found.changes] == [Effect.ADDED]
    by_title = {mention.title: mention for mention in line.mentions()}
    with line.database.reading() as session:
        stored = session.get_one(Mention, int(by_title[NEW_VENDOR].id))
        assert stored.arrived_as is ArrivedAs.BACKLOG
    assert by_title[NEW_VENDOR].entities[0] == "zorkiy"
    assert by_title[CAMERAS].id == before.id
    assert not rescan(line.database, line.catalogue, matchers[1], world_of(wider), None, line.now).changes


def test_a_vendor_taken_off_the_list_drops_its_mentions_but_not_what_an_analyst_said(
    line: Line, matchers: tuple[Matcher, Matcher], wider: Watchlist
) -> None:
    rescan(line.database, line.catalogue, matchers[1], world_of(wider), None, line.now)
    article = {mention.title: mention.article_id for mention in line.mentions()}[NEW_VENDOR]
    with line.database.writing() as session:
        placed = mention_of(session, article)
        assert placed is not None
        set_verdict(session, placed.id, 3)
    found = rescan(line.database, line.catalogue, matchers[0], world_of(watchlist()), None, line.now)
    assert [(change.effect, change.lost) for change in found.changes] == [(Effect.DROPPED, ("zorkiy",))]
    kept = {mention.title: mention for mention in line.mentions()}[NEW_VENDOR]
    assert (kept.machine_grade, kept.grade) == (0, 3)


def test_since_leaves_older_articles_out(line: Line, matchers: tuple[Matcher, Matcher]) -> None:
    since = START - timedelta(days=30)
    found = preview(line.database, line.catalogue, matchers[1], since, instead_of=matchers[0])
    assert (found.articles, found.changes) == (1, ())


def test_a_page_that_is_read_while_a_rescan_goes_on_keeps_its_judgement(
    line: Line, matchers: tuple[Matcher, Matcher], monkeypatch: pytest.MonkeyPatch
) -> None:
    now, then = matchers
    judge = Matcher.match

    def while_the_page_comes(matcher: Matcher, text: Text) -> Match:
        with line.database.writing() as session:
            for article in (1, 2):
                add_text_version(session, article, new_text(TextKind.PAGE, text, START))
        return judge(matcher, text)

    monkeypatch.setattr(Matcher, "match", while_the_page_comes)
    rescan(line.database, line.catalogue, then, world_of(watchlist()), None, START)
    with line.database.reading() as session:
        assert {one.matched_with for one in session.exec(select(Mention))} == {now.hash}
