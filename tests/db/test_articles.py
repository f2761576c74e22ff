"""Publications: known or new, what they said, which pages are wanted."""

import pytest
from sqlalchemy.exc import IntegrityError

from db.engine import Database
from db.kinds import TextKind
from db.queries.articles import (
    NewArticle,
    NewText,
    add_article,
    add_sighting,
    add_text_version,
    add_url,
    complete_article,
    known_article,
    known_by_guid,
    known_by_text,
    latest_text,
    postpone_text,
    settle_text,
    text_versions,
    want_text,
    wanted_articles,
)
from tests.db.rows import NOON, article_seen, hours, text_said

ONE = NewArticle("url:https://a.kz/1", "https://a.kz/1", "a.kz", "Заголовок", "a-kz", NOON)


def _text(words: str, kind: TextKind = TextKind.SUMMARY) -> NewText:
    return NewText(kind, hash(words) & (2**63 - 1), NOON, "Заголовок", words, words.lower())


def test_an_article_is_known_by_its_key_and_by_every_address_that_leads_to_it(database: Database) -> None:
    with database.writing() as session:
        assert known_article(session, ONE.key, ["https://a.kz/1"]) is None
        one = add_article(session, ONE)
        assert add_url(session, one, "https://a.kz/1")
        assert add_url(session, one, "https://a.kz/canonical")
        assert known_article(session, ONE.key) == one
        assert known_article(session, "url:https://a.kz/canonical", ["https://a.kz/canonical"]) == one
        assert known_article(session, "url:https://a.kz/other", ["https://a.kz/other"]) is None


def test_an_address_stays_with_the_article_that_had_it_first(database: Database) -> None:
    with database.writing() as session:
        one, two = article_seen(session), article_seen(session)
        assert add_url(session, one, "https://a.kz/x")
        assert not add_url(session, two, "https://a.kz/x")
        assert known_article(session, "url:https://a.kz/x", ["https://a.kz/x"]) == one


def test_one_key_is_one_article(database: Database) -> None:
    with database.writing() as session:
        add_article(session, ONE)
        with pytest.raises(IntegrityError), session.begin_nested():
            add_article(session, ONE)


def test_a_source_carries_an_article_once(database: Database) -> None:
    with database.writing() as session:
        one = add_article(session, ONE)
        assert add_sighting(session, one, "a-kz", "g1", ONE.url, NOON)
        assert not add_sighting(session, one, "a-kz", "g2", ONE.url, NOON + hours(1))
        assert add_sighting(session, one, "b-kz", "g1", ONE.url, NOON)


def test_a_guid_alone_is_not_enough_its_title_must_be_the_same(database: Database) -> None:
    with database.writing() as session:
        one = add_article(session, ONE)
        add_sighting(session, one, "a-kz", "1", ONE.url, NOON)
        assert known_by_guid(session, "a-kz", "1", "Заголовок") == one
        assert known_by_guid(session, "a-kz", "1", "Другой заголовок") is None
        assert known_by_guid(session, "b-kz", "1", "Заголовок") is None


def test_equal_text_is_the_same_article_only_on_one_host_and_for_days(database: Database) -> None:
    with database.writing() as session:
        one = add_article(session, ONE)
        version = add_text_version(session, one, _text("Курсы валют"))
        found = latest_text(session, one)
        assert found is not None
        assert found.id == version.id
        assert known_by_text(session, "a.kz", found.hash, NOON - hours(48)) == one
        assert known_by_text(session, "b.kz", found.hash, NOON - hours(48)) is None
        assert known_by_text(session, "a.kz", found.hash, NOON + hours(1)) is None


def test_an_edit_adds_a_version_and_overwrites_nothing(database: Database) -> None:
    with database.writing() as session:
        one = add_article(session, ONE)
        first = add_text_version(session, one, _text("5 тысяч камер"))
        same = add_text_version(session, one, _text("5 тысяч камер"))
        edited = add_text_version(session, one, _text("6 тысяч камер"))
        page = add_text_version(session, one, _text("Вся страница", TextKind.PAGE))
        assert (first.new, first.edited) == (True, False)
        assert (same.id, same.new, same.edited) == (first.id, False, False)
        assert (edited.new, edited.edited) == (True, True)
        assert (page.new, page.edited) == (True, False)
    with database.reading() as session:
        assert [one.text for one in text_versions(session, one)] == ["5 тысяч камер", "6 тысяч камер", "Вся страница"]


def test_a_page_outranks_the_summary_whatever_came_last(database: Database) -> None:
    with database.writing() as session:
        one = article_seen(session)
        text_said(session, one, "страница", kind=TextKind.PAGE)
        text_said(session, one, "анонс", fetched_at=NOON + hours(2))
        found = latest_text(session, one)
    assert found is not None
    assert found.text == "страница"


def test_pages_are_wanted_until_read_or_given_up(database: Database) -> None:
    with database.writing() as session:
        later = article_seen(session, text_wanted="promising", text_due=NOON + hours(1))
        now = article_seen(session, text_wanted="promising", language="ru")
        article_seen(session)
        assert [one.id for one in wanted_articles(session, NOON)] == [now]
        assert [one.id for one in wanted_articles(session, NOON + hours(1))] == [now, later]
        assert [one.id for one in wanted_articles(session, NOON + hours(1), limit=1)] == [now]
        postpone_text(session, now, NOON + hours(2), "HTTP 503")
        assert wanted_articles(session, NOON) == []
        (again, _) = sorted(wanted_articles(session, NOON + hours(2)), key=lambda one: one.id, reverse=True)
        assert (again.id, again.tries, again.language) == (now, 1, "ru")
        settle_text(session, now, "read")
        assert [one.id for one in wanted_articles(session, NOON + hours(9))] == [later]
        want_text(session, now, "edited", NOON)
        assert [one.reason for one in wanted_articles(session, NOON)] == ["edited"]


def test_a_page_fills_in_what_the_source_had_not_told_and_changes_nothing_else(database: Database) -> None:
    with database.writing() as session:
        one = article_seen(session, published=NOON, text_wanted="x")
        complete_article(session, one, published=NOON - hours(9), language="kk", authors=("А. Автор",))
        (found,) = wanted_articles(session, NOON)
        assert (found.published, found.language) == (NOON, "kk")


def test_text_that_no_file_system_likes_is_kept_as_it_is(database: Database) -> None:
    words = "«Сергек» قازاقشا beınebaqylaý 监控 📷 " * 300
    with database.writing() as session:
        one = article_seen(session)
        text_said(session, one, words)
    with database.reading() as session:
        found = latest_text(session, one)
    assert found is not None
    assert found.text == words
