"""A form of the lexicon and a text in any script of its language: what is found does not depend on the alphabet."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from monitor.match.forms import read_form
from monitor.match.match import Match, Text
from monitor.match.matcher import Matcher
from monitor.match.spellings import in_both_scripts
from monitor.match.spots import SpotKind, begins_as
from monitor.text.fold import fold
from monitor.text.transliteration import in_known_script, uzbek_in_cyrillic

CORPUS = Path(__file__).parent.parent / "corpus"


@pytest.mark.parametrize(
    ("written", "spelt"),
    [
        ("yong'in~", ["yong'in~", "ёнғин~"]),
        ("ёзиб борадиган ускуна~", ["ёзиб борадиган ускуна~", "yozib boradigan uskuna~"]),
        ("stansiya~", ["stansiya~", "станция~"]),
        ("<town> yo'l*", ["<town> yo'l*"]),
        ("=telefon~", ["=telefon~"]),
    ],
)
def test_an_uzbek_form_is_found_in_both_scripts(written: str, spelt: list[str]) -> None:
    found = in_both_scripts(written, "uz")
    assert [fold(form).text for form in found] == [fold(form).text for form in spelt]


def test_only_uzbek_has_a_second_spelling() -> None:
    assert in_both_scripts("yong'in~", "kk") == ("yong'in~",)


@pytest.mark.parametrize(
    ("word", "literal", "language", "same"),
    [
        ("telefonlari", "телефон", "uz", True),
        ("телефон", "telefon", "uz", True),
        ("telefon", "телефон", None, False),
        ("bölindi", "бөлін", "kk", True),
        ("ٴبولىندى", "бөлін", "kk", True),
        ("بولدى", "бөлді", "kk", False),
        ("болды", "бөлді", "kk", False),
    ],
)
def test_letters_are_asked_for_in_whatever_script(word: str, literal: str, language: str | None, same: bool) -> None:
    assert begins_as(word, literal, language) is same


def test_a_form_is_cut_into_the_words_of_a_folded_text() -> None:
    assert [word.stem for word in read_form("фото-видео-фиксац~ нарушени*").words] == ["fotovideofiksats", "narusheni"]


def told(match: Match) -> tuple[object, ...]:
    """What a text says, without the grade: the sums behind it weigh every word."""
    figures = {(claim.kind, claim.value) for claim in match.claims if claim.unit}
    return frozenset(match.entities), frozenset(match.places), frozenset(figures)


TOTE_JAZU = dict(zip("абвгғдежзийкқлмнңопрстуұүфхһцчшыіәөэ", "ابۆگعدەجزييكقلمنڭوپرستۋۇۇفحھسچشىىاوە", strict=True)) | {
    "ц": "تس",
    "ё": "يو",
    "ю": "يۋ",
    "я": "يا",
    "щ": "شش",
    "ъ": "",
    "ь": "",
    ",": "،",
}
LATIN_2021 = dict(zip("абвгғдежзийкқлмнңопрстуұүфхһчшыіәөэ", "abvgğdejziikqlmnñoprstuūüfhhçşyıäöe", strict=True)) | {
    "ц": "ts",
    "ё": "io",
    "ю": "iu",
    "я": "ia",
    "щ": "şş",
    "ъ": "",
    "ь": "",
}


def in_arabic(kazakh: str) -> str:
    """Kazakh as papers in China print it: without capitals, the hamza before a word of front vowels."""

    def word(found: re.Match[str]) -> str:
        small = found.group().lower()
        front = re.search("[әөүі]", small) and not re.search("[екг]", small)
        return "ٴ" * bool(front) + "".join(TOTE_JAZU.get(letter, letter) for letter in small)

    return re.sub("[\u0400-\u04ff]+|,", word, kazakh)


def in_latin(kazakh: str) -> str:
    """Kazakh in the alphabet of 2021."""
    return "".join(
        spelt.capitalize() if letter.isupper() else spelt
        for letter in kazakh
        for spelt in [LATIN_2021.get(letter.lower(), letter.lower())]
    )


@pytest.mark.parametrize(
    ("language", "respelt"),
    [
        ("uz", uzbek_in_cyrillic),
        ("uz-Cyrl", lambda text: in_known_script(text, "uz-Cyrl")),
        ("kk", in_arabic),
        ("kk", in_latin),
    ],
    ids=["Uzbek in Cyrillic", "Uzbek in Latin", "Kazakh in Arabic", "Kazakh in Latin"],
)
def test_a_text_tells_the_same_in_another_script(
    matcher: Matcher, language: str, respelt: Callable[[str], str]
) -> None:
    """Of all articles learnt from 24 in 25 do: in Arabic letters 9 in 10 before the letters told the language."""
    items = [item for item in _items() if item["lang"] == language and item["grade"] >= 1]
    same = sum(told(_match(matcher, item, str)) == told(_match(matcher, item, respelt)) for item in items)
    assert len(items) >= 25
    assert same / len(items) >= 0.9


def test_a_name_that_is_an_everyday_word_needs_quotes_in_arabic_letters(matcher: Matcher) -> None:
    plain = Text("پوليتسييا قۇقىق قورعاۋ جۇمىسىن جاقسى اتقاردى", "كامەرالار كوشەدە ورناتىلدى.", "KZ")
    assert not {"qorgau"} & set(matcher.match(plain).entities)
    survey = matcher.survey(plain)
    assert survey is not None
    assert "zhaksy" not in {spot.id for spot in survey.places if spot.kind is SpotKind.PLACE}
    quoted = Text("پوليتسييا «قورعاۋ» جۇيەسىن قوستى", "كامەرالار كوشەدە ورناتىلدى.", "KZ")
    assert "qorgau" in matcher.match(quoted).entities


def test_words_in_the_address_of_a_page_are_not_told(matcher: Matcher) -> None:
    text = "В Оше установили 20 камер видеонаблюдения. https://example.kg/news/sergek-hikvision-almaty"
    found = matcher.match(Text("В Оше установили камеры", text, "KG"))
    assert set(found.entities) == {"video-surveillance"}
    assert found.places == ("osh",)


@pytest.mark.parametrize(
    ("title", "country", "name"),
    [
        ("来源：http://news.cn。阿拉木图市安装350台海康威视摄像头", "KZ", "hikvision"),
        ("Установят 40 камер (https://example.kg/a), сообщила Dahua из Оша", "KG", "dahua"),
        ("Новость www.example.kz/a,Сергек поставит 350 камер", "KZ", "sergek"),
    ],
)
def test_an_address_ends_where_its_letters_do(matcher: Matcher, title: str, country: str, name: str) -> None:
    assert name in matcher.match(Text(title, "", country)).entities


def test_a_text_that_is_an_address_alone_is_read(matcher: Matcher) -> None:
    assert "sergek" in matcher.match(Text("https://example.kz/sergek-350-kamer", "", "KZ")).entities


@pytest.mark.parametrize(
    ("title", "country"),
    [
        ("استانادا سەرگەك ىسكە قوسىلدى، جول ەرەجەسىن تىركەيدى", "KZ"),
        ("阿斯塔纳已部署谢尔盖克，司机超速将被罚款", "KZ"),
    ],
)
def test_a_system_at_work_is_a_name_in_letters_without_capitals(matcher: Matcher, title: str, country: str) -> None:
    assert "sergek" in matcher.match(Text(title, "", country)).entities


def test_a_capital_at_a_sentences_beginning_is_the_city_in_cyrillic(matcher: Matcher) -> None:
    found = matcher.match(Text("Астананың көшелерінде 200 камера орнатылды", "", "KZ"))
    assert found.places == ("astana",)


def _match(matcher: Matcher, item: dict[str, Any], respelt: Callable[[str], str]) -> Match:
    return matcher.match(Text(respelt(item["title"]), respelt(item["text"]), item["source_country"]))


def _items() -> list[dict[str, Any]]:
    paths = sorted((CORPUS / "held").glob("*.jsonl"))
    return [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]
