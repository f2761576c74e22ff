"""Kazakh and Uzbek in the script in which they are best known; what is in another language stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text.language import CODES
from monitor.text.transliteration import in_known_script, uzbek_in_cyrillic


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("kk-Arab", "اتىراۋدا «سەرگەك» 56 مىڭ ەرەجە بۇزۋدى تىركەدى", "атырауда «сергек» 56 мың ереже бұзуды тіркеді"),
        ("kk-Arab", "ءبىزدىڭ قالا، كوشە؟", "біздің қала, көше?"),
        ("kk-Latn", "Jañaözende kamera köbeidı", "Жаңаөзенде камера көбеиді"),
        ("kk-Latn", "Shymkenttegi Álem", "Шымкенттегі Әлем"),
        ("kk-Latn", "g'arys'tan", "ғарыштан"),
        ("kk-Latn", "beınebaqylaý júıesi", "беинебақылау жүиесі"),
        ("kk-Latn", "SHYMKENT ‘kamera’", "ШЫМКЕНТ ‘камера’"),
        ("kk-Arab", "بەينەكامەرا پوليتسيا", "бейнекамера полиция"),
        ("uz-Cyrl", "Ерлар ва еттинчи йўл, ғишт, цирк, аъло", "Yerlar va yettinchi yo'l, g'isht, tsirk, a'lo"),
        ("uz-Cyrl", "станция, милиция", "stansiya, militsiya"),
        ("uz", "Şahrisabzda yoʻl, köça", "Shahrisabzda yo'l, ko'cha"),
        ("ru", "Съёмка в Шымкенте", "Съёмка в Шымкенте"),
        (None, "Köprü", "Köprü"),
    ],
)
def test_a_text_is_told_in_the_known_script(language: str | None, text: str, expected: str) -> None:
    assert in_known_script(text, language) == expected


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("Yong‘in piyodalar yo‘lida", "Ёнғин пиёдалар йўлида"),
        ("yetkazib beruvchi", "етказиб берувчи"),
        ("stansiya, militsiya, Rossiya", "станция, милиция, Россия"),
        ("maʼlum, SHAHAR, şahar", "маълум, ШАҲАР, шаҳар"),
        ("Hikvision, WhatsApp va Click", "Ҳиквисион, WhatsApp ва Click"),
    ],
)
def test_uzbek_is_spelt_in_cyrillic(latin: str, cyrillic: str) -> None:
    assert uzbek_in_cyrillic(latin) == cyrillic


def test_the_alphabets_of_one_language_meet() -> None:
    assert in_known_script("ko‘cha", "uz") == in_known_script("köça", "uz") == in_known_script("кўча", "uz-Cyrl")


@given(text=st.text(max_size=80), language=st.sampled_from([*CODES, None]))
def test_no_text_raises_and_what_is_no_letter_stays(text: str, language: str | None) -> None:
    told = in_known_script(text, language)
    assert [letter for letter in told if letter.isdigit()] == [letter for letter in text if letter.isdigit()]
