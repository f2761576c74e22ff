"""A second opinion finds what is told without the words, and leaves alone what only shares them."""

import io
from collections.abc import Callable

import numpy as np
import pytest

from monitor.match.match import Text
from monitor.match.matcher import Matcher, compile_matcher
from monitor.match.opinion import Leaning, Opinion, SecondOpinion, read_graded, second_opinion
from monitor.match.watchlist import load_watchlist


@pytest.mark.parametrize(
    "text",
    [
        Text(
            "Областной УВД получил зал с двадцатью экранами",
            "В Джалал-Абаде дежурный видит 205 уличных точек и патрули на карте, на работы ушло 58 млн сомов.",
            "KG",
        ),
        Text(
            "Мектеп есігінде енді терминал таниды",
            "Екібастұзда 19 мектептің кіреберісіне баланың жүзін есте сақтайтын құрылғы қойылды, бөтен адам кірсе, "
            "полиция хабар алады.",
            "KZ",
        ),
    ],
    ids=["screens", "gates"],
)
def test_what_is_told_without_a_watched_word_is_found(product: Matcher, matcher: Matcher, text: Text) -> None:
    assert matcher.match(text).grade < 2
    found = product.match(text)
    assert found.grade >= 2, found.reasons
    assert any("reads as a whole beside graded ones, nearest to “" in reason for reason in found.reasons)
    assert found.countries == (text.source_country,)


@pytest.mark.parametrize(
    "text",
    [
        Text("Полиция Бишкека раскрыла кражу", "Двое задержаны, похищенное вернули хозяину магазина.", "KG"),
        Text("Тошкентда ёғингарчилик кутилмоқда", "Синоптиклар ҳарорат пасайишини айтмоқда.", "UZ"),
        Text("Police in Osaka install face recognition at stations", "Japan plans 400 more by spring.", "KZ"),
    ],
    ids=["crime", "weather", "abroad"],
)
def test_other_news_are_left_alone(product: Matcher, text: Text) -> None:
    assert product.match(text).grade < 2


class Listening(SecondOpinion):
    """Notes for which texts the opinion was really formed."""

    asked: list[Text]

    def on(self, text: Text) -> Opinion:
        opinion = super().on(text)

        def noted() -> Leaning:
            self.asked.append(text)
            return opinion.leaning()

        return Opinion(noted, opinion.graded)


def test_a_name_that_asks_for_company_is_told_where_the_whole_text_vouches_for_it(product: Matcher) -> None:
    text = Text("Amnesty нашла следы Pegasus в телефонах активистов", "Заражены аппараты четырёх участников.", "KZ")
    found = product.match(text)
    assert found.grade >= 2
    assert "nso" in found.entities


@pytest.mark.parametrize(
    ("title", "text", "asked"),
    [
        ("В Алматы установят 350 комплексов «Сергек»", "Акимат закупит камеры за 2 млрд тенге, сообщили в полиции.", 0),
        ("Погода в Алматы", "Ожидается снег и гололёд.", 0),
        ("Погода в Алматы. " * 60, "Полиция просит водителей не превышать скорость. " * 10, 0),
        ("Камеры нашли угонщика", "В Алматы полиция просмотрела записи с улиц и задержала мужчину.", 1),
    ],
    ids=["sure", "nothing in it", "long and nothing watched", "in two minds"],
)
def test_it_is_formed_only_where_it_may_count(title: str, text: str, asked: int) -> None:
    real = second_opinion()
    assert real is not None
    listening = Listening(real._encoder, real._graded)
    listening.asked = []
    compile_matcher(load_watchlist(None), listening).match(Text(title, text, "KZ"))
    assert len(listening.asked) == asked


def test_matchers_with_and_without_one_have_different_hashes(product: Matcher, matcher: Matcher) -> None:
    assert product.hash != matcher.hash


@pytest.fixture
def table() -> Callable[[float], bytes]:
    """Three graded articles: one relevant at (1, 0), one irrelevant at (0, 1), one relevant at (2, 2) and outvoted."""

    def made(narrow: float) -> bytes:
        content = io.BytesIO()
        np.savez(
            content,
            centre=np.zeros(2, np.float32),
            scale=np.ones(2, np.float32),
            vectors=np.array([[63, 0], [0, 63], [126, 126]], np.int8),
            step=np.float32(1 / 63),
            voices=np.array([1, -1, -0.1], np.float32),
            sides=np.array([1, -1, 1], np.int8),
            titles=np.frombuffer("Камеры в Оше\nДождь в Оше\nСлежка в Оше".encode(), np.uint8),
            signals=np.frombuffer(b"camera\nmoney", np.uint8),
            heed=np.array([0.25, -0.5], np.float32),
            narrow=np.float32(narrow),
            named=np.array([0.5, 1, 2]),
            unnamed=np.array([-1, 1, 2]),
        )
        return content.getvalue()

    return made


def test_the_nearer_article_speaks_louder(table: Callable[[float], bytes]) -> None:
    graded = read_graded(table(1.0))
    there, between = np.array([1, 0.1], np.float32), np.array([0.5, 0.5], np.float32)
    assert graded.leaning(there).weight > 0.5
    assert graded.leaning(there).alike == "Камеры в Оше"
    assert graded.leaning(between).weight == pytest.approx(0, abs=0.01)


def test_the_article_that_is_named_was_graded_the_way_the_text_leans(table: Callable[[float], bytes]) -> None:
    graded = read_graded(table(0.1))
    leaning = graded.leaning(np.array([2.2, 1], np.float32))
    assert leaning.weight > 0
    assert leaning.alike == "Слежка в Оше"  # though its own voice is against


def test_signals_and_leaning_are_mixed_by_kind_of_text(table: Callable[[float], bytes]) -> None:
    opinion = Opinion(lambda: Leaning(0.5, "Камеры в Оше"), read_graded(table(1.0)))
    assert opinion.on_named(1.0, {}).sum == pytest.approx(2.5)
    assert opinion.on_unnamed(1.0, {}).sum == pytest.approx(1.0)


def test_signals_have_a_say_in_the_leaning(table: Callable[[float], bytes]) -> None:
    opinion = Opinion(lambda: Leaning(0.5, "Камеры в Оше"), read_graded(table(1.0)))
    assert opinion.on_named(1.0, {"camera": 2.0, "rain": 9.0}).sum == pytest.approx(3.5)
    assert opinion.on_named(1.0, {"money": 1.0}).sum == pytest.approx(1.5)
