"""Words found whatever their endings, scripts and neighbours."""

import pytest

from monitor.match.endings import Ending, ends_well
from monitor.match.finder import Finder
from monitor.match.forms import read_form
from monitor.match.match import Text
from monitor.match.matcher import compile_matcher
from monitor.match.watchlist import watchlist_of
from monitor.text.fold import fold
from monitor.yamlfile import parse_yaml


def finds(form: str, text: str, *, name: bool = False) -> bool:
    return bool(Finder([read_form(form, name=name)]).find(fold(text).text))


class TestAnOpenWordCarriesTheEndingsOfTheRegion:
    """One form, marked ~, is found in every case, number and possession."""

    @pytest.mark.parametrize(
        "text",
        [
            "Hikvision", "камеры Hikvision-нің", "Hikvision’ning kameralari", "Hikvisionның",
            "Hikvision'дин", "Hikvision's",
            "HIKVISION", "Нikvision", "Хайквижн и Hikvisionдан",
        ],
    )  # fmt: skip
    def test_a_latin_name(self, text: str) -> None:
        assert finds("Hikvision~", text, name=True)

    @pytest.mark.parametrize(
        "text",
        [
            "Сергека",
            "«Сергеком»",
            "Сергеков",
            "Сергекті",
            "Сергектің",
            "Сергекпен",
            "Сергегі",
            "sergekterdiń",
            "سەرگەكتىڭ",
            "Сергектер",
        ],
    )
    def test_a_system(self, text: str) -> None:
        assert finds("Сергек~", text, name=True)

    @pytest.mark.parametrize(
        "text",
        [
            "камеры",
            "камерами",
            "камер",
            "камералар",
            "камераларынан",
            "kameralaridan",
            "камераҳоро",
            "камераҳои",
            "kameralarynyň",
            "камерасына",
        ],
    )
    def test_a_noun(self, text: str) -> None:
        assert finds("камера~", text)

    @pytest.mark.parametrize("text", ["камеральный контроль", "камерун", "комора", "Камерон", "камертон"])
    def test_but_no_other_word(self, text: str) -> None:
        assert not finds("камера~", text)

    @pytest.mark.parametrize("text", ["Ташкента", "ташкентского", "Toshkentda", "Тошкентнинг", "Душанбинский"])
    def test_a_town_and_its_adjective(self, text: str) -> None:
        assert (
            finds("Ташкент~", text, name=True)
            or finds("Toshkent~", text, name=True)
            or finds("Душанбе~", text, name=True)
        )

    def test_a_russian_name_declines_its_last_vowel(self) -> None:
        assert finds("Ромашка~", "закупка у «Ромашки»")
        assert finds("Ромашка~", "с Ромашкой")


class TestAPhraseIsFoundWordByWord:
    """Each word of a phrase has its own ending."""

    @pytest.mark.parametrize(
        "text",
        [
            "единой системы видеомониторинга",
            "Единую систему видеомониторинга",
            "ЕДИНОЙ СИСТЕМОЙ ВИДЕОМОНИТОРИНГА",
            "единая система\nвидеомониторинга",
        ],
    )
    def test_in_every_case(self, text: str) -> None:
        assert finds("един* систем* видеомониторинга~", text)

    @pytest.mark.parametrize("text", ["«умного» города", "умный город", "умных  городов", "умный-город"])
    def test_over_quotes_and_hyphens(self, text: str) -> None:
        assert finds("умн* город~", text)

    @pytest.mark.parametrize("text", ["умный, но город", "город умный", "умный. Город"])
    def test_not_over_other_words(self, text: str) -> None:
        assert not finds("умн* город~", text)

    def test_a_gap_takes_two_words(self) -> None:
        assert finds("камера* _ орнат+", "камералар жаңа көшеге орнатылды")
        assert not finds("камера* _ орнат+", "камералар сол жаңа ұзын көшеге орнатылды")

    def test_chinese_needs_no_spaces(self) -> None:
        assert finds("视频监控", "该市视频监控系统")


def test_a_word_without_mark_is_matched_whole() -> None:
    assert finds("Osh", "in Osh today")
    assert not finds("Osh", "Oshkosh")


def test_signs_inside_a_name_are_part_of_it() -> None:
    assert finds("Face++", "maker of Face++ software")
    assert not finds("Face++", "your face is known")
    assert finds("scc.uz", "see scc.uz for more")


@pytest.mark.parametrize(
    ("rest", "good"),
    [("нің", True), ("ларымыздан", True), ("дегі", True), ("ского", False), ("ҳоро", True), ("xyz", False), ("", True)],
)
def test_what_is_an_ending(rest: str, good: bool) -> None:
    assert ends_well(fold(rest).text, Ending.ENDINGS) is good


def test_a_finder_without_forms_finds_nothing() -> None:
    assert Finder([]).find("text") == []


@pytest.mark.parametrize(
    ("form", "rarer"),
    [
        ("дрон* милиция~", "dron"),  # the longer word is the one that ordinary news are full of
        ("polisiýa* dron~", "dron"),
        ("камер* с ИИ", "kamer"),
    ],
)
def test_a_phrase_is_looked_for_by_the_word_that_ordinary_news_lack(form: str, rarer: str) -> None:
    phrase = read_form(form)
    assert phrase.words[phrase.anchor].stem == rarer


def test_a_form_may_ask_for_its_very_letters() -> None:
    assert read_form("=Kyzmat~").spelt == "Kyzmat"
    assert read_form("Kyzmat~").spelt is None
    assert read_form("=").is_empty


def test_a_name_of_the_watch_list_may_ask_for_its_very_letters() -> None:
    entries = "vendors:\n  kyzmat: {name: Kyzmat, forms: [=Kyzmat~]}\n"
    matcher = compile_matcher(watchlist_of(parse_yaml(entries, "w")))
    assert matcher.match(Text("Kyzmat installs cameras in Osh")).entities[:1] == ("kyzmat",)
    assert "kyzmat" not in matcher.match(Text("Кызмат Ошто камера орнотту")).entities
