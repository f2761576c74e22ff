"""What a page tells below its own story: other towns, neighbours, other works of the same town."""

import pytest

from monitor.match.match import Claim, Match, Text
from monitor.match.matcher import Matcher

FIGURES = ("cameras", "complexes", "points", "amount")
FILLER = {
    "ru": "Жители давно просили об этом, их обращения разбирали на встречах. ",
    "kk": "Тұрғындар бұл туралы бұрыннан сұрап келген, өтініштері жиында қаралды. ",
    "uz": "Aholi bu haqda anchadan beri soʻrab kelgan, murojaatlar yigʻilishda koʻrib chiqildi. ",
    "ky": "Тургундар муну көптөн бери сурап келген, кайрылуулары жыйында каралды. ",
    "en": "Residents had long asked for it, and their letters were read at meetings. ",
}
STORY = {
    "ru": ("В Таразе установят 300 камер", "Камеры поставят во дворах и парках, сообщили в полиции. "),
    "kk": ("Таразда 300 камера орнатылады", "Камералар аулалар мен саябақтарға қойылады, деді полиция. "),
    "uz": ("Qarshida 300 ta kamera oʻrnatiladi", "Kameralar hovli va bogʻlarga qoʻyiladi, dedi politsiya. "),
    "ky": ("Ошто 300 камера орнотулат", "Камералар короолорго жана парктарга коюлат, деди милиция. "),
    "en": ("Taraz to install 300 cameras", "The cameras will watch yards and parks, police said. "),
}


def judge(matcher: Matcher, language: str, below: str, country: str | None = None) -> Match:
    """The verdict on a story of its own town with something told far below."""
    title, lead = STORY[language]
    return matcher.match(Text(title, lead + FILLER[language] * 14 + "\n\n" + below, country))


def figures(claims: tuple[Claim, ...]) -> set[object]:
    return {claim.value for claim in claims if claim.kind.value in FIGURES}


@pytest.mark.parametrize(
    ("language", "below"),
    [
        ("ru", "В Алматы, для сравнения, работает 65 тысяч камер, город отдал за них 4 млрд тенге."),
        ("ru", "В соседнем Шымкенте стоит 2 100 камер. Их обслуживание обошлось в 700 млн тенге."),
        ("kk", "Алматыда 65 мың камера бар, оған 4 млрд теңге жұмсалған."),
        ("uz", "Toshkentda oʻtgan yili 5 000 ta kamera ishga tushgan, unga 90 mlrd soʻm sarflangan."),
        ("ky", "Бишкекте 651 камера иштейт, ага 90 млн сом жумшалган."),
        ("en", "Almaty, the largest city, has 65,000 cameras. They cost the city 4 billion tenge."),
    ],
)
def test_another_town_far_below_is_neither_the_place_nor_the_figure(
    matcher: Matcher, language: str, below: str
) -> None:
    match = judge(matcher, language, below)
    assert len(match.places) == 1
    assert figures(match.claims) == {300}


@pytest.mark.parametrize(
    ("language", "below", "country"),
    [
        ("ky", "Коңшу Казакстанда 2 000 камера иштейт.", "KG"),
        ("ru", "В Узбекистане таких камер уже 5 400.", "KZ"),
        ("en", "Neighbouring Uzbekistan leased 5,400 devices from private firms.", "KZ"),
        ("ru", "В Польше камер около 700, и каждую проверяют.", "KZ"),
        ("kk", "Ресейде мұндай 9 000 камера бар.", "KZ"),
    ],
)
def test_another_country_far_below_lends_no_figure(matcher: Matcher, language: str, below: str, country: str) -> None:
    match = judge(matcher, language, below, country)
    assert figures(match.claims) == {300}
    assert match.countries == (country,)


@pytest.mark.parametrize(
    ("language", "below", "value"),
    [
        ("ru", "На границе с Узбекистаном поставят ещё 45 камер.", 45),
        ("kk", "Өзбекстанмен шекарада тағы 45 камера қойылады.", 45),
        ("ru", "В Китае для этого закупили 45 камер.", 45),
        ("uz", "Xitoyda ishlab chiqarilgan 45 ta kamera allaqachon oʻrnatilgan.", 45),
        ("kk", "Қытайда жасалған 45 камера орнатылып қойды.", 45),
        ("ru", "Система, как сообщили в Астане, включает 45 камер.", 45),
        ("ru", "В Алматы 65 тысяч камер. У школ нашего города поставят 45 камер.", 45),
        ("kk", "Алматыда 65 мың камера бар. Ал біздің қалада 45 камера ғана.", 45),
        ("en", "Almaty has 65,000 cameras. Our city has bought another 45 cameras.", 45),
        ("uz", "Ulardan 45 tasi maktablarga oʻrnatiladi.", 45),
    ],
)
def test_what_is_only_made_signed_or_bordered_on_elsewhere_is_still_the_storys_own(
    matcher: Matcher, language: str, below: str, value: int
) -> None:
    assert figures(judge(matcher, language, below).claims) == {300, value}


@pytest.mark.parametrize(
    ("title", "text", "values"),
    [
        (
            "Сколько камер в городах Казахстана",
            "В Астане работает 15 тысяч камер. " + FILLER["ru"] * 14 + "В Алматы установлено 65 тысяч камер.",
            {15_000, 65_000},
        ),
        (
            "В Кыргызстане поставят 1 000 камер",
            "Проект начали в Бишкеке. " + FILLER["ru"] * 14 + "В Оше установят 120 камер, в Нарыне — 40.",
            {1_000, 120, 40},
        ),
        (
            "В Туркестанской области установят 300 камер",
            "Камеры поставят во дворах. "
            + FILLER["ru"] * 14
            + "Больше всего камер получит Кентау. Там их 120, в Арыси — 40.",
            {300, 120, 40},
        ),
    ],
)
def test_a_story_of_many_towns_has_its_figures_in_all_of_them(
    matcher: Matcher, title: str, text: str, values: set[int]
) -> None:
    assert figures(matcher.match(Text(title, text)).claims) == values


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Dushanbe authorities install 870 cameras in the streets", ("dushanbe",)),
        ("Toshkent rasmiylari 300 ta kamera oʻrnatdi", ("tashkent",)),
        ("Pegasus spyware found in Kazakhstan; officials in Astana declined to comment", ()),
    ],
)
def test_officials_of_a_capital_stand_for_the_country_only_where_they_answer(
    matcher: Matcher, text: str, places: tuple[str, ...]
) -> None:
    assert matcher.match(Text(text)).places == places


@pytest.mark.parametrize(
    ("language", "below"),
    [
        ("ru", "Ранее на ремонт кровли школ город выделил 640 млн тенге."),
        ("ru", "Экспорт услуг области достиг 64 млн долларов."),
        ("kk", "Биыл қалада тоғыз жаңа мектеп салынып жатыр, оған 41 млрд теңге бөлінген."),
        ("uz", "14 ta koʻchani LED chiroqlar bilan yoritish uchun 9,5 mlrd soʻm ajratilgan."),
        ("ky", "Автобус айдоочулардын айлыгы 45 миң сомго көтөрүлөт."),
        ("en", "Repairs of 37 streets will take 48 billion tenge."),
        ("ru", "Камеры подключат к пульту. Также на новую библиотеку выделено 40 млн тенге."),
    ],
)
def test_money_for_other_works_of_the_town_is_not_the_cameras(matcher: Matcher, language: str, below: str) -> None:
    assert figures(judge(matcher, language, below).claims) == {300}


@pytest.mark.parametrize(
    ("language", "below", "value"),
    [
        ("ru", "Камеры подключат к пульту. Контракт с подрядчиком стоит 640 млн тенге.", 640_000_000),
        ("kk", "Камералар пультке қосылады. Оларға бюджеттен 640 млн теңге бөлінді.", 640_000_000),
        ("uz", "Kameralar markazga ulanadi. Xarid uchun 64 mlrd soʻm ajratilgan.", 64_000_000_000),
        ("ky", "Камералар борборго туташат. Орнотууга 64 млн сом жумшалат.", 64_000_000),
        ("en", "The cameras feed the police. The contract is worth 640 million tenge.", 640_000_000),
        ("ru", "Камеры подключат к пульту. Также на обслуживание выделено 40 млн тенге.", 40_000_000),
        ("ru", "Проект обойдётся в 640 млн тенге.", 640_000_000),
    ],
)
def test_money_that_goes_on_about_the_cameras_is_theirs(
    matcher: Matcher, language: str, below: str, value: int
) -> None:
    assert figures(judge(matcher, language, below).claims) == {300, value}


def test_a_part_of_the_storys_own_region_counts_however_late_it_comes(matcher: Matcher) -> None:
    below = "Из них 40 камер получит город Кентау."
    match = matcher.match(
        Text(
            "В Туркестанской области установят 300 камер",
            "Камеры поставят во дворах области, сообщили в полиции. " + FILLER["ru"] * 14 + below,
            "KZ",
        )
    )
    assert "kentau" in match.places
    assert figures(match.claims) == {300, 40}


def test_a_story_of_central_asia_has_its_figures_in_every_country(matcher: Matcher) -> None:
    match = matcher.match(
        Text(
            "Chinese cameras spread over Central Asia",
            "Police of Kazakhstan opened a command centre in Astana with 300 cameras. "
            + FILLER["en"] * 14
            + "In Uzbekistan Huawei closed a deal for 883 cameras.",
        )
    )
    assert {300, 883} <= figures(match.claims)


@pytest.mark.parametrize(
    ("title", "text", "source"),
    [
        ("Seoul firm pitches traffic cameras to Bishkek", "The company runs 24,000 cameras in South Korea.", "KG"),
        ("Toshkentda yoʻl kameralari", "Seul shahridagi 5 000 ta kamera tajribasi namoyish etildi.", "UZ"),
        ("CCTV in Almaty", "Seoul has 24,000 cameras.", "KZ"),
    ],
)
def test_cameras_counted_in_a_foreign_place_are_not_the_storys(
    matcher: Matcher, title: str, text: str, source: str
) -> None:
    assert figures(matcher.match(Text(title, text, source)).claims) == set()


@pytest.mark.parametrize(
    ("title", "text", "source", "counted"),
    [
        ("Камеры для Бишкека", "Город приобрёл 700 новых камер в Польше за 3 млн долларов.", "KG", {700, 3_000_000}),
        ("Бишкекке камера", "Япониядагы 5 компания 300 камера жеткирет.", "KG", {300}),
        ("CCTV in Almaty", "Some 450 cameras were assembled in Japan and arrived last week.", "KZ", {450}),
    ],
)
def test_cameras_from_a_foreign_place_are_the_storys(
    matcher: Matcher, title: str, text: str, source: str, counted: set[int]
) -> None:
    assert figures(matcher.match(Text(title, text, source)).claims) == counted


def test_a_year_long_past_at_a_sentences_beginning_is_history(matcher: Matcher) -> None:
    lead = "Акимат Шымкента подписал договор: поставят 1 620 камер. "
    below = "В 2012 году похожую систему пытались внедрить с 500 камерами. С 2017 года работают 300 камер."
    match = matcher.match(Text("В Шымкенте поставят камеры в 2020 году", lead + FILLER["ru"] * 14 + below, "KZ"))
    assert figures(match.claims) == {1620, 300}


def test_a_place_far_below_that_says_nothing_of_cameras_is_not_a_nations_storys_own(matcher: Matcher) -> None:
    lead = "Правительство Таджикистана обязало операторов вести прослушку через единый центр. "
    below = "\nМировой банк, который кредитует Душанбе, просил открыть рынок."
    match = matcher.match(Text("Таджикистан вводит прослушку звонков", lead + FILLER["ru"] * 14 + below, "TJ"))
    assert match.places == ()


def test_what_another_town_did_last_year_is_not_the_storys(matcher: Matcher) -> None:
    lead = "Акимат Тараза закупит 300 камер видеонаблюдения для дворов и улиц города. "
    below = "В прошлом году такие камеры поставили в Шымкенте."
    match = matcher.match(Text("В Таразе закупят 300 камер", lead + FILLER["ru"] * 4 + below, "KZ"))
    assert match.places == ("taraz",)


def test_a_bazaar_that_bears_a_towns_name_is_in_another(matcher: Matcher) -> None:
    text = "Police in Bishkek hung 60 cameras at crossings and markets, including the Osh bazaar."
    assert matcher.match(Text("Bishkek police get cameras", text, "KG")).places == ("bishkek",)


@pytest.mark.parametrize(
    ("title", "text", "source", "places"),
    [
        ("На улицах Хорога появятся камеры", "О планах рассказал в Душанбе замминистра.", "TJ", ("khorog",)),
        ("В Костанае аким рассказал, что в Рудном и Лисаковске поставят камеры", "", "KZ", ("rudny", "lisakovsk")),
        ("В Алматы аким рассказал, что камеры поставят в школах", "", "KZ", ("almaty",)),
        ("Число камер на дорогах вырастет", "Так заявил министр на правительственном часе в Астане.", "KZ", ()),
        ("Өлкөдө камера айыптары өстү", "ИИМдин Бишкектеги жыйынында айтылды.", "KG", ()),
        ("Yoʻl kameralari davlatniki boʻladi", "Hujjat Toshkentda muhokama qilindi.", "UZ", ()),
        ("В Кульсары поставят камеры", "Прибывший из Астаны замминистра поручил купить 200 камер.", "KZ", ("kulsary",)),
        ("В Семее камер втрое меньше, чем в Усть-Каменогорске", "Так считает полиция.", "KZ", ("semey",)),
        ("Талдықорғандағы камера Алматыдағыдан жүз есе аз", "Депутат айтты.", "KZ", ("taldykorgan",)),
        ("После Худжанда «Безопасный город» придёт в Исфару", "Камеры поставят осенью.", "TJ", ("isfara",)),
        ("Алматинская Korkem Telecom поставит «Сергек» Намангану", "Камеры купит город.", None, ("namangan",)),
        ("Shymkent firm wins contract", "It will put 400 surveillance cameras in Kentau.", "KZ", ("kentau",)),
        ("Face-scanning cameras appear at Osh Bazaar", "Police of the Kyrgyz capital hung them.", "KG", ("bishkek",)),
    ],
)
def test_where_it_was_said_compared_or_came_from_is_not_where_it_is(
    matcher: Matcher, title: str, text: str, source: str | None, places: tuple[str, ...]
) -> None:
    assert matcher.match(Text(title, text, source)).places == places
