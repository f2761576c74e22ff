"""Near-duplicates are found by their text, whatever the reprinter changed."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.dedup.boilerplate import boilerplate
from monitor.dedup.signature import BANDS, bands_of, containment, resemblance, shingles_of

WORDS = [f"сөз{number}" for number in range(400)]
words = st.lists(st.text("абвгдежәқңabcdü", min_size=1, max_size=6), max_size=30).map(" ".join)


def text(start: int, end: int) -> str:
    return " ".join(WORDS[start:end])


def meet(one: str, other: str) -> bool:
    return bool(set(bands_of(shingles_of("", one))) & set(bands_of(shingles_of("", other))))


def test_a_signature_is_the_same_on_every_machine_and_in_every_version() -> None:
    # Stored signatures are compared with new ones for years: if this fails, raise VERSION and sign all anew.
    bands = bands_of(shingles_of("", text(0, 40)))
    assert len(bands) == BANDS
    assert (bands[0], bands[-1]) == (4703925311926617153, 3351494541212113595)


@given(words)
def test_case_and_spacing_change_nothing(said: str) -> None:
    assert shingles_of("", said) == shingles_of("", "  " + said.replace(" ", " \n ") + " ")


def test_the_headline_is_left_out_unless_there_is_nothing_else() -> None:
    assert shingles_of("Город под прицелом", text(0, 20)) == shingles_of("Другой заголовок", text(0, 20))
    assert shingles_of("Город под прицелом", "") == shingles_of("", "город под прицелом")


def test_uzbek_in_two_scripts_is_one_text() -> None:
    latin = shingles_of("", "Bozorlarga yuzdan taniydigan kameralar oʻrnatiladi")
    assert latin == shingles_of("", "Бозорларга юздан танийдиган камералар ўрнатилади")


@pytest.mark.parametrize(
    "changed",
    [
        text(0, 280),  # cut at the end
        text(60, 400),  # cut at the beginning
        text(200, 400) + " " + text(0, 200),  # reordered
        text(0, 150) + " вставка от редакции " + text(150, 400),
        "Открыли центр. " + text(0, 400) + " Конец новости.",
    ],
)
def test_what_reprinters_do_is_seen_through(changed: str) -> None:
    assert meet(text(0, 400), changed)


def test_other_texts_do_not_meet() -> None:
    chance = random.Random(7)
    met = sum(meet(" ".join(chance.sample(WORDS, 120)), " ".join(chance.sample(WORDS, 120))) for _ in range(200))
    assert met == 0


def test_a_brief_is_contained_in_the_article_it_was_cut_from() -> None:
    whole, brief = shingles_of("", text(0, 400)), shingles_of("", text(100, 125))
    assert containment(whole, brief) == containment(brief, whole) == 1.0
    assert resemblance(whole, brief) < 0.1
    assert containment(whole, frozenset()) == resemblance(frozenset(), whole) == 0.0


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Установят 350 комплексов, передает NUR.KZ.", "Установят 350 комплексов,  ."),
        ("Камер станет больше, деп хабарлайды Zakon.kz", "Камер станет больше,"),
        ("АСТАНА. KAZINFORM — В городе ставят камеры", "В городе ставят камеры"),
        ("ДУШАНБЕ, 20 ноя — Sputnik. 24 камеры", "24 камеры"),
        ("Текст новости\nЧитайте также: 500 камер в Шымкенте\nИ ещё", "Текст новости"),
        ("Матн\nMavzuga oid yangiliklar\nBoshqa", "Матн"),
        ("Фото: акимат\nТекст новости", "Текст новости"),
        ("Подпишитесь на наш канал", "Подпишитесь на наш канал"),
    ],
)
def test_furniture_is_cut(said: str, left: str) -> None:
    assert boilerplate().without(said) == left.strip()


def test_furniture_never_eats_the_sentence_beside_it() -> None:
    said = "Министр передает привет. Камеры стоят в Алматы."
    assert boilerplate().without(said) == said


def test_two_outlets_furniture_makes_no_reprint() -> None:
    tail = "\nЧитайте также\n" + text(0, 60)
    one, other = "Камеры поставят в Алматы на улицах у школ города", "Дожди пойдут завтра в горах у Тараза"
    assert not meet(one + tail, other + tail)
