"""What identifies a publication: its address, else its guid, else its words; never its date."""

from dataclasses import dataclass
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.dedup.identity import Identity, identify, siblings, text_hash, text_identifies


@dataclass(frozen=True)
class Item:
    url: str | None = "https://a.kz/news/1"
    title: str = "Камеры в Алматы"
    summary: str = "Поставят ещё 350 комплексов"
    guid: str | None = "g1"


def known_by(item: Item, *others: Item) -> Identity:
    return identify(item, "a-kz", siblings([item, *others]))


def test_the_address_comes_first() -> None:
    found = known_by(Item("https://www.a.kz/news/1?utm_source=rss"))
    assert found == Identity("url:https://a.kz/news/1", "https://a.kz/news/1", "g1", "its address")


def test_two_sources_with_one_address_have_one_article() -> None:
    one, other = Item(), Item("http://m.a.kz/news/1/", title="Другой заголовок", guid="other")
    assert identify(one, "a-kz", siblings([one])).key == identify(other, "b-kz", siblings([other])).key


@pytest.mark.parametrize(
    "url", ["https://a.kz/", "https://www.a.kz/ru", None, "", "tag:1", "https://a.kz/" + "x" * 3000]
)
def test_an_address_that_identifies_nothing_leaves_it_to_the_guid(url: str | None) -> None:
    found = known_by(Item(url))
    assert (found.key, found.url) == ("guid:a-kz:g1", None)
    assert "because" in found.reason


def test_an_address_given_to_different_titles_identifies_nothing() -> None:
    found = known_by(Item(), Item(title="Погода", guid="g2"))
    assert found.key == "guid:a-kz:g1"
    assert "different titles" in found.reason


def test_an_address_given_twice_to_one_title_still_identifies() -> None:
    assert known_by(Item(), Item(title="КАМЕРЫ  в Алматы", guid="g2")).key == "url:https://a.kz/news/1"


def test_a_guid_that_others_have_too_leaves_it_to_the_words() -> None:
    found = known_by(Item(None), Item(None, title="Погода"))
    assert found.key == f"text:a-kz:{text_hash('Камеры в Алматы' + chr(10) + 'Поставят ещё 350 комплексов')}"
    assert found.guid.startswith("text:")


@pytest.mark.parametrize("guid", [None, " ", "https://a.kz/"])
def test_a_guid_that_is_empty_or_a_front_page_leaves_it_to_the_words(guid: str | None) -> None:
    assert known_by(Item("https://a.kz/", guid=guid)).key.startswith("text:a-kz:")


def test_a_feed_whose_items_all_link_to_the_homepage_keeps_them_apart() -> None:
    feed = [Item("https://a.kz/", title=f"Новость {n}", guid="https://a.kz/") for n in range(20)]
    assert len({identify(item, "a-kz", siblings(feed)).key for item in feed}) == 20


def test_words_and_guids_identify_only_within_their_source() -> None:
    one = Item(None)
    assert identify(one, "a-kz", siblings([one])).key != identify(one, "b-kz", siblings([one])).key


def test_keys_fit_an_index_whatever_a_feed_says() -> None:
    long = Item(None, guid="ә" * 100_000)
    assert len(known_by(long).key.encode()) < 2600


@given(st.text(max_size=80))
def test_spacing_and_case_change_no_hash(words: str) -> None:
    assert text_hash(words) == text_hash(f"  {words}\n")
    assert 0 <= text_hash(words) < 2**63


def test_script_variants_have_one_hash_and_other_words_another() -> None:
    assert text_hash("Сергек камералары") == text_hash("СЕРГЕК  камералары") == text_hash("Sergek kameralary")
    assert text_hash("Сергек камералары") != text_hash("Сергек камера")


@pytest.mark.parametrize(
    "counter", ["Просмотров: {}", "{} просмотра", "👁 {}", "{} views", "{} рет қаралды", "Кўрилди: {}"]
)
def test_a_counter_of_readers_makes_no_other_text(counter: str) -> None:
    text = "В Алматы поставят камеры. " + counter
    assert text_hash(text.format(123)) == text_hash(text.format("1 204"))
    assert text_hash(text.format(123)) != text_hash(text.replace("Алматы", "Астане").format(123))


def test_another_number_of_cameras_is_another_text() -> None:
    assert text_hash("В Алматы поставят 350 камер. 123 просмотра") != text_hash(
        "В Алматы поставят 400 камер. 123 просмотра"
    )


def test_only_longer_texts_identify() -> None:
    assert not text_identifies("Курсы валют на сегодня")
    assert text_identifies("слово " * 60)


def test_a_table_of_figures_is_hashed_at_once() -> None:
    started = perf_counter()
    text_hash("1 204 5 " * 10_000)
    assert perf_counter() - started < 5
