"""The skeleton in which spellings meet, and the way back from it."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from monitor.text.alphabets import letters
from monitor.text.fold import _digraphs, _joined, fold
from monitor.text.quick import CHARACTERS, QuickTable

LATIN = "ABCXYZQWHabcxyzqwhÖĞŞÇöğşç ʻ-"
CYRILLIC = "АБВГДЕЁЖЗИЙХЦШЩЪЫЬЯабвгдеёжзийхцшщъыьяҚңӨұҮҺІўҲ -"
CYRILLIC_WORDS = st.text(alphabet="абвгдеийклмнопрстуфхцчшщъыьэюяҚңөўҳ", min_size=1, max_size=9)
REGION = (
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
    "әғқңөұүһіӘҒҚҢӨҰҮҺІўҳЎҲӣӯҷӢӮҶıýşçžňöüäğÝŞÇŽŇÖÜÄĞǵńáóú"
    "ʻʼ’'-—«»“” \n\t0123456789.,\u00ad\u200b\u0301\u0306\u0308"
    "سەرگەكبيناقلۋ监控華為"
)


@pytest.mark.parametrize(
    "spellings",
    [
        ["Сергек", "СЕРГЕК", "Sergek", "Cергек", "سەرگەك", "Сер\u00adгек", "Сер\u200bгек"],
        ["Hikvision", "Нikvision", "HIKVISION", "Hikvisiоn"],
        ["Дахуа", "Даxуа"],
        ["бейнебақылау", "beınebaqylaý", "بەينەباقىلاۋ", "бейнеба-\nқылау"],
        ["Қауіпсіз қала", "Qaýipsiz qala", "Qauıpsız qala"],
        ["ўрнатилди", "oʻrnatildi", "o'rnatildi", "o‘rnatildi", "örnatildi"],
        ["Хавфсиз шаҳар", "Xavfsiz shahar", "Xavfsiz şahar"],
        ["Фарғона", "Fargʻona", "Farg'ona", "Farğona"],
        ["Қарағанды", "Караганды", "Qaraghandy", "Qaraǵandy", "Karagandy"],
        ["Хоргос", "Khorgos", "Horgos"],
        ["Андижон", "Andijon"],
        ["Худжанд", "Хуҷанд", "Khujand"],
        ["Бишкек", "Bishkek", "БИШКЕК"],
        ["тёмный", "темный"],
        ["видеонаблюдение", "видеонаблю-\nдение", "видео\u00adнаблюдение", "ВИДЕОНАБЛЮДЕНИЕ"],
        ["wideogözegçilik", "WIDEOGÖZEGÇILIK"],
        ["Кыргызстан", "Киргизстан", "Kyrgyzstan"],
        ["監控", "监控"],
        ["Ｈｉｋｖｉｓｉｏｎ", "Hikvision"],
    ],
)
def test_spellings_of_one_word_meet(spellings: list[str]) -> None:
    assert len({fold(spelling).text for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("камера", "комора"), ("Ош", "уш"), ("СОРМ", "форм"), ("Turkmen ýüz", "uuz"), ("сом", "сум")],
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert fold(one).text != fold(other).text


def test_a_word_in_two_scripts_on_purpose_keeps_both() -> None:
    assert fold("Hikvisionның").text == "hikvisionnin"


def test_turkmen_y_acute_is_a_consonant_and_kazakh_y_acute_a_vowel() -> None:
    assert fold("Türkmenistanyň polisiýasy").text.endswith("polisiasi")
    assert fold("qalasyndaǵy baqylaý").text.endswith("bakilau")


def test_a_hyphen_that_is_not_at_a_line_end_stays() -> None:
    assert fold("Нур-Султан").text == "nur-sultan"


@pytest.mark.parametrize(
    ("source", "part"),
    [
        ("В Алматы ещё 350 «Сергеков»", "Сергеков"),
        ("щщщ яяя Xавфсиз шаҳар", "шаҳар"),
        ("Oʻzbekistonda yoʻl harakati, gʻolib", "harakati"),
        ("й й decomposed: Тойой шаары", "шаары"),
        ("видеонаблю-\nдение и камеры", "камеры"),
        ("Сер\u00adгек қосылды", "қосылды"),
        ("Zhanaozen, Dzhizak, Khorgos; Andijon", "Andijon"),
        ("смонтировать область комплексов", "область"),
        ("готовят смонтировать", "смонтировать"),
        ("ещё  350   щитовых «Сергеков»  стоят", "Сергеков"),
        ("Kazakhstan's first Hikvision", "Hikvision"),
        ("西安 監控 Hikvision", "Hikvision"),
    ],
)
def test_a_found_place_leads_back_to_its_words(source: str, part: str) -> None:
    folded = fold(source)
    start = folded.text.index(fold(part).text)
    begin, end = folded.original(start, start + len(fold(part).text))
    assert source[begin:end] == part


@pytest.mark.parametrize(
    ("apart", "joined"),
    [
        ("видео-наблюдение", "видеонаблюдение"),
        ("видео наблюдение", "видеонаблюдение"),
        ("фото-видео-фиксация", "фотовидеофиксация"),
        ("бейне бақылау", "бейнебақылау"),
        ("веб-камера", "вебкамера"),
        ("wideo-gözegçilik", "wideogözegçilik"),
    ],
)
def test_compounds_of_video_are_one_word(apart: str, joined: str) -> None:
    folded = fold(f"{apart}, и всё")
    assert folded.text == fold(f"{joined}, и всё").text
    assert folded.source[slice(*folded.original(0, len(fold(joined).text)))] == apart


@pytest.mark.parametrize(
    "text",
    [
        *("видео снято", "фото камеры", "видео- и фотокамеры", "на видео, наблюдение"),
        *("видео контрольной закупки", "видео аналитик", "видео мониторы", "видео камерного оркестра"),
    ],
)
def test_a_video_beside_another_word_stays_a_word(text: str) -> None:
    assert len(fold(text).text.split()) == len(text.split())


def test_blanks_in_a_row_are_one() -> None:
    assert fold("350   камер  «Сергек»").text == fold("350 камер «Сергек»").text


def test_what_is_taken_out_leaves_every_other_place_where_it_was() -> None:
    source = "щит 12 камер щёлково"
    folded = fold(source)
    less = folded.without((folded.text.index("12"), folded.text.index("kamer")))
    assert "12" not in less.text
    begin, end = less.original(less.text.index("kamer"), len(less.text))
    assert source[begin:end] == "камер щёлково"
    assert less.source == source


def test_what_was_joined_over_a_line_end_leads_back_to_the_whole() -> None:
    source = "система видеонаблю-\nдения города"
    folded = fold(source)
    start = folded.text.index("videonabliudenia")
    assert source[slice(*folded.original(start, start + 16))] == "видеонаблю-\nдения"


class TestFoldingKeepsItsWayBack:
    """Offsets always point at the text that produced them."""

    @given(st.text(alphabet=REGION, max_size=80))
    def test_offsets_lie_inside_the_source_and_never_cross(self, source: str) -> None:
        folded = fold(source)
        last = 0
        for place in range(len(folded.text)):
            start, end = folded.original(place, place + 1)
            assert 0 <= start < end <= len(source)
            assert start >= last
            last = start

    @given(st.lists(CYRILLIC_WORDS, min_size=1, max_size=9))
    def test_every_word_of_the_skeleton_leads_to_its_word(self, words: list[str]) -> None:
        folded = fold(" ".join(words))
        place = 0
        for word in words:
            skeleton = fold(word).text
            if skeleton:
                start, end = folded.original(place, place + len(skeleton))
                assert fold(folded.source[start:end]).text == skeleton
            place += len(skeleton) + 1

    @given(st.text(max_size=60))
    def test_any_text_folds_without_error(self, source: str) -> None:
        folded = fold(source)
        if folded.text:
            assert folded.original(0, len(folded.text))[1] <= len(source)

    @example("ddzh")
    @given(st.text(alphabet="dzjhkgiab", max_size=40))
    def test_joining_digraphs_and_the_way_back_over_it_agree(self, spelt: str) -> None:
        joined, at = "", 0
        for start, end, replacement in _digraphs(spelt):
            joined += spelt[at:start] + replacement
            at = end
        assert joined + spelt[at:] == _joined(spelt)

    @settings(deadline=None)  # the tables are made anew for each example
    @given(st.text(alphabet=CHARACTERS, max_size=80))
    def test_the_quick_way_gives_what_the_table_gives(self, source: str) -> None:
        table = letters()
        quick = QuickTable(table)
        encoded = quick.encode(source)
        assert encoded is not None
        assert quick.spell(encoded) == source.translate(table)
        assert quick.encode(source + "監") is None

    @given(st.one_of(st.text(alphabet=LATIN, max_size=60), st.text(alphabet=CYRILLIC, max_size=60)))
    def test_case_changes_nothing(self, source: str) -> None:
        assert fold(source.upper()).text == fold(source.upper().lower()).text


def test_the_letters_of_old_tajik_fonts_are_those_of_today() -> None:
    assert (
        fold("640 њазор, љамоат, ќарор, аѓба, милитсияи Тољикї").text
        == fold("640 ҳазор, ҷамоат, қарор, ағба, милитсияи Тоҷикӣ").text
    )
