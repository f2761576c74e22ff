"""The hard cases of telling stories apart, read by the real matcher: texts come in, stories come out."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from monitor.dedup.story import World
from monitor.jobs.corpus import Item, Judged
from monitor.jobs.telling_apart import tell_apart
from monitor.jobs.world import matcher_of, world_of
from monitor.match.match import Text
from monitor.match.watchlist import Watchlist, load_watchlist

DAY = datetime(2026, 10, 12, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def watchlist() -> Watchlist:
    return load_watchlist()


def stories(watchlist: Watchlist, texts: dict[str, tuple[str, str, datetime | None]], country: str) -> set[str]:
    """Each story as the ids in it, joined by blanks; all texts must be mentions."""
    judged = [
        Judged(Item(key, text, {}), matcher_of(watchlist).match(text))
        for key, (title, body, when) in texts.items()
        for text in [Text(title=title, text=body, source_country=country, published=when)]
    ]
    assert all(one.match.grade for one in judged), {one.item.id: one.match.grade for one in judged}
    return _as_words(judged, world_of(watchlist))


def _as_words(judged: Sequence[Judged], world: World) -> set[str]:
    by_story: dict[str, list[str]] = {}
    for key, story in tell_apart(judged, world).story_of.items():
        by_story.setdefault(story, []).append(key)
    return {" ".join(sorted(keys)) for keys in by_story.values()}


def test_two_tenders_in_one_city_in_one_week(watchlist: Watchlist) -> None:
    texts = {
        "parks": (
            "Камеры в парках Костаная: объявлен тендер",
            "Отдел ЖКХ Костаная объявил конкурс на монтаж 36 камер видеонаблюдения в парках. Выделено 41,2 млн тенге.",
            DAY,
        ),
        "parks-2": (
            "В скверах Костаная поставят камеры",
            "На 36 камер видеонаблюдения в парках отдел ЖКХ Костаная готов потратить 41,2 млн тенге, идёт конкурс.",
            DAY.replace(day=13),
        ),
        "schools": (
            "Школы Костаная: тендер на камеры",
            "Управление образования Костаная объявило конкурс на монтаж 280 камер видеонаблюдения в школах. "
            "Выделено 96,7 млн тенге.",
            DAY.replace(day=14),
        ),
        "both": (
            "Костанай закупает камеры: два конкурса за неделю",
            "В Костанае объявлены два конкурса: 36 камер видеонаблюдения для парков за 41,2 млн тенге и "
            "280 камер для школ за 96,7 млн тенге.",
            DAY.replace(day=15),
        ),
    }
    found = stories(watchlist, texts, "KZ")
    assert not any("parks" in story and "schools" in story for story in found)
    assert any({"parks", "parks-2"} <= set(story.split()) for story in found)


@pytest.mark.parametrize("dated", [True, False])
def test_the_same_statistics_a_year_later(watchlist: Watchlist, dated: bool) -> None:
    def year(offences: int, speeding: int, belts: int, number: int) -> tuple[str, str, datetime | None]:
        return (
            f"Камеры Душанбе за год записали {offences} тысяч нарушений",
            f"В Душанбе камеры «Безопасного города» за год зафиксировали {offences} тысяч нарушений правил дорожного "
            f"движения, сообщил министр внутренних дел. Из них {speeding} тысяч — превышение скорости, {belts} тысяч — "
            "непристёгнутый ремень. Проект стоил 22 млн долларов, из них 20,9 млн — кредит Китая.",
            DAY.replace(year=number) if dated else None,
        )

    texts = {"first": year(137, 61, 18, 2023), "later": year(254, 93, 27, 2024)}
    assert stories(watchlist, texts, "TJ") == {"first", "later"}


def test_undated_texts_that_repeat_one_background(watchlist: Watchlist) -> None:
    background = "В 2013 году Huawei поставила в Душанбе камеры «Безопасного города» за 22 млн долларов."
    texts = {
        "visit": (
            "Китай обещает помощь",
            "Министр общественной безопасности из Пекина приехал на переговоры о границе с Афганистаном. Стороны "
            f"условились учить следователей и обмениваться сведениями о террористах. {background}",
            None,
        ),
        "fines": (
            "Штрафы пополнили бюджет",
            "Депутатам отчитались о поступлениях от водителей: большую часть платят за скорость и за ремень. "
            f"Деньги идут на возврат китайского кредита. {background}",
            None,
        ),
    }
    assert stories(watchlist, texts, "TJ") == {"fines", "visit"}


CITIES = {
    "Актау": 31, "Атырау": 127, "Кокшетау": 214, "Костанай": 58, "Кызылорда": 73,
    "Павлодар": 341, "Петропавловск": 167, "Талдыкорган": 89, "Тараз": 253, "Уральск": 142,
}  # fmt: skip


def test_a_digest_that_lists_ten_events_is_none_of_them(watchlist: Watchlist) -> None:
    texts: dict[str, tuple[str, str, datetime | None]] = {}
    for number, (city, cameras) in enumerate(CITIES.items()):
        told = f"Город {city}: на улицах установят {cameras} камер видеонаблюдения, сообщил акимат."
        more = f"Камеры подключат к центру оперативного управления полиции. Город {city} ждёт их к зиме."
        texts[f"{number}-a"] = (f"{city}: новые камеры", f"{told} {more}", DAY)
        texts[f"{number}-b"] = (f"{cameras} камер получит {city}", f"Акимат: {told} Работы начнутся скоро.", DAY)
    lines = [f"{city}: на улицах установят {cameras} камер видеонаблюдения." for city, cameras in CITIES.items()]
    texts["digest"] = ("Где поставят камеры: десять городов", "\n".join(lines), DAY)
    found = stories(watchlist, texts, "KZ")
    assert found == {"digest", *(f"{number}-a {number}-b" for number in range(len(CITIES)))}


def test_one_event_in_five_languages_and_three_scripts(watchlist: Watchlist) -> None:
    texts = {
        "ru": (
            "Павлодар получит 317 камер за 1,84 млрд тенге",
            "Акимат Павлодара купит 317 камер видеонаблюдения за 1,84 млрд тенге, сообщил заместитель акима.",
            DAY,
        ),
        "kk": (
            "Павлодарға 317 камера қойылады",
            "Павлодар әкімдігі 1,84 млрд теңгеге 317 бейнебақылау камерасын сатып алады.",
            DAY.replace(hour=15),
        ),
        "en": (
            "Pavlodar to buy 317 surveillance cameras",
            "The city of Pavlodar will spend 1.84 billion tenge on 317 CCTV cameras, the deputy mayor said.",
            DAY.replace(day=13),
        ),
        "uz": (
            "Pavlodarda 317 ta kamera oʻrnatiladi",
            "Qozogʻistonning Pavlodar shahrida 1,84 mlrd tengega 317 ta kuzatuv kamerasi sotib olinadi.",
            DAY.replace(day=13),
        ),
        "zh": (
            "巴甫洛达尔将安装317个监控摄像头",
            "哈萨克斯坦巴甫洛达尔市政府将采购317个监控摄像头，耗资18.4亿坚戈。",
            DAY,
        ),
    }
    assert stories(watchlist, texts, "KZ") == {"en kk ru uz zh"}
