"""Which language a text is in: whole items, headlines, and what is none of ours."""

import json
from pathlib import Path

import pytest

from monitor.text.language import CODES, identify

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
ITEMS = [
    json.loads(line)
    for half in ("tune", "held")
    for path in sorted((CORPUS / half).glob("*.jsonl"))
    for line in path.read_text("utf-8").splitlines()
    if line.strip()
]
HEADLINES = [
    ("ru", "Камеры на дорогах начали штрафовать пешеходов"),
    ("kk", "Көшеге тағы елу камера қойылды"),
    ("kk", "Жолдағы тәртіпті камера бақылайды"),
    ("kk-Latn", "Qaladaǵy joldarǵa kamera ornatyldy"),
    ("kk-Latn", "Aýlalarda beınebaqylaý kóbeıedi"),
    ("kk-Arab", "قالادا كامەرالار كوبەيەدى"),
    ("kk-Arab", "ءتارتىپ ساقشىسى كۇزەتكە شىقتى"),
    ("kk-Arab", "پاۆلودار وبلىسىنىڭ جولدارىنا 1287 كامەرا ورناتىلدى"),
    ("uz", "Yo‘llarga yangi kameralar o‘rnatiladi"),
    ("uz", "Avtobus yöllari uçun kameralar ulanmagan"),
    ("uz-Cyrl", "Йўлларга янги камералар ўрнатилади"),
    ("uz-Cyrl", "Ҳокимлик чорраҳаларга камера қўймоқчи"),
    ("ky", "Көчөлөргө жаңы камералар орнотулду"),
    ("ky", "Өкмөт мектептерге камера коёт"),
    ("tg", "Дар кӯчаҳо дурбинҳои нав насб шуданд"),
    ("tg", "Ҷаримаҳо бо камера навишта мешаванд"),
    ("tk", "Köçelerde täze kameralar oturdyldy"),
    ("tk", "Ýol hereketine gözegçilik güýçlendirildi"),
    ("en", "New cameras watch the streets of the capital"),
    ("zh", "首都街头新装摄像头"),
]


@pytest.mark.parametrize(("language", "headline"), HEADLINES)
def test_a_headline_is_enough(language: str, headline: str) -> None:
    assert identify(headline) == language


def test_whole_items_are_told_apart_in_every_language() -> None:
    told = [(item["lang"], identify(f"{item['title']}\n{item['text']}")) for item in ITEMS]
    assert {wanted for wanted, _ in told} == set(CODES)
    assert sum(wanted == given for wanted, given in told) / len(told) >= 0.99


def test_headlines_of_items_are_told_by_the_declared_language_where_letters_leave_it_open() -> None:
    told = [(item["lang"], identify(item["title"], prior=item["lang"])) for item in ITEMS if len(item["title"]) > 12]
    assert sum(wanted == given for wanted, given in told) / len(told) >= 0.985
    alone = [(item["lang"], identify(item["title"])) for item in ITEMS if len(item["title"]) > 12]
    assert sum(wanted == given for wanted, given in alone) / len(alone) >= 0.93


@pytest.mark.parametrize("headline", ["Камеры в Алматы", "Сергек в Астане", "Камера с Кайрата", "Дроны и Тараз"])
def test_a_russian_preposition_tells_a_headline_of_names(headline: str) -> None:
    assert identify(headline) == "ru"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("kk-Latn", "Tarazda «Sergek» ıske qosyldy, qala jolynda qyzyl belgı qoiyldy"),
        ("kk-Latn", "Almatınıñ köşesinde kölik qozğalısı özgerdi, qızmet köp qaldı"),
        ("kk-Arab", "الماتىدا 124-باعىتقا جاڭا اۆتوبۋس"),
        ("uz", "Qashqadaryoda qishloq maktablariga kamera qoʻyildi"),
        ("tk", "Lebapda mugallymlara täze kamera gurnaldy, ýolda bolsa polisiýa"),
    ],
)
def test_kazakh_in_other_letters_is_told_by_its_vowels(language: str, text: str) -> None:
    assert identify(text) == language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "QR payments in Kyrgyzstan: how the QR system works"),
        ("en", "Qatar and Iraq sign deal with Kyrgyzstan on surveillance systems"),
        ("uz", "BYD Oʻzbekistonda: BYD Uzauto qachon va qancha mashina chiqaradi"),
        ("kk", "К. Токаев Атырауда"),
        (None, "Policia e qytetit vendos kamera në qytetin e Shqipërisë"),
    ],
)
def test_a_q_and_a_y_in_different_words_or_an_initial_say_nothing(language: str | None, text: str) -> None:
    assert identify(text) == language


@pytest.mark.parametrize("text", ["ئۈرۈمچىدە كامېرا ئورنىتىلدى", "تم تركيب كاميرات في شوارع المدينة على نفقة البلدية"])
def test_uyghur_and_arabic_are_not_kazakh(text: str) -> None:
    assert identify(text) is None


def test_a_declared_language_does_not_outweigh_the_letters() -> None:
    assert identify("Көчөлөргө жаңы камералар орнотулду, деп билдирди мэрия", prior="ru") == "ky"
    assert identify("Полиция сообщила об установке новых камер на улицах города", prior="kk") == "ru"


@pytest.mark.parametrize(
    "text", ["", "12:30 — 14.11.2026", "👍👍", "한국어 뉴스입니다", "ニュースを読む", "Δελτίο ειδήσεων"]
)
def test_what_is_none_of_ours_gets_no_language(text: str) -> None:
    assert identify(text) is None


def test_a_latin_name_does_not_make_a_russian_text_english() -> None:
    assert identify("Hikvision, Dahua и Huawei поставили камеры Алматы") == "ru"
