"""Which languages' words a text can hold, and which language the letters alone give away."""

import pytest

from monitor.match.alphabet import languages_of, letters_tell


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Қалада фирманың бейнекамералары орнатылды", "kk"),
        ("Көчөдө камералар орнотулду", "ky"),
        ("Шаҳарда камералар ўрнатилди", "uz"),
        ("Дар шаҳр камераҳои назоратӣ насб шуд", "tg"),
        ("Şäherde kameralar goýuldy", "tk"),
        ("Дар шаҳр камераҳо насб шуд", None),
        ("Камералар орнатылды", None),
    ],
)
def test_letters_tell_a_language_only_where_no_other_has_them(text: str, language: str | None) -> None:
    assert letters_tell(text) == language


def test_a_tajik_text_without_its_rarest_letters_keeps_its_words() -> None:
    assert "tg" in languages_of("Дар шаҳр камераҳо насб шуд")


def test_uzbek_letters_leave_no_room_for_turkmen_or_kazakh_words() -> None:
    text = "Qo‘mondon so‘nggi yig‘ilishda qaror qabul qilinganini ma’lum qildi"
    assert languages_of(text) == {"en", "ru", "uz", "zh"}


def test_kazakh_in_arabic_or_latin_letters_has_no_words_of_its_neighbours() -> None:
    assert letters_tell("قالادا بەينەباقىلاۋ كامەرالارى ورناتىلدى") == "kk"
    assert (
        letters_tell("Qalada beinebaqylau kameralary ornatyldy, jañaşa bağdarlama ūsynyldy, osynyñ bärı ıske qosyldy")
        == "kk"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Diyarbakır'da 120 kamera ile hız ihlali yapan sürücülere ceza kesildi, radar sistemi kuruldu",
        "Bakıda küçələrə 300 kamera quraşdırıldı, nəzarət qaydaları yeniləndi",
    ],
)
def test_turkish_and_azerbaijani_are_no_kazakh(text: str) -> None:
    assert letters_tell(text) is None


def test_karakalpak_may_hold_uzbek_words() -> None:
    text = "Nókis kóshelerine 45 kamera ornatıldı, bul haqqında wálayat basqarması xabarladı"
    assert {"kk", "uz"} <= languages_of(text)


def test_the_kazakh_of_2018_is_not_turkmen() -> None:
    assert "tk" not in languages_of("Qyzylordadaǵy qaýipsizdik: beınebaqylaý kamerasy qala kóshelerine qoıyldy")
