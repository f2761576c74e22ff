"""The verdict as a whole: pure, explained, with offsets into the source."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.kinds import Event
from monitor.match.match import EvidenceKind, Text
from monitor.match.matcher import RELEVANT, Matcher, compile_matcher
from monitor.match.survey import HUNDREDS
from monitor.match.watchlist import load_watchlist, watchlist_of
from monitor.text.fold import fold
from monitor.yamlfile import parse_yaml

NEWS = Text("В Таразе заработали 48 комплексов «Сергек»", "Акимат Жамбылской области потратил 300 млн тенге.", "KZ")


def test_evidence_points_at_the_words_it_shows(matcher: Matcher) -> None:
    match = matcher.match(NEWS)
    assert match.evidence
    for one in match.evidence:
        assert NEWS.whole[one.start : one.end] == one.text
    kinds = {one.kind for one in match.evidence}
    assert {EvidenceKind.ENTITY, EvidenceKind.PLACE, EvidenceKind.DEPLOYMENT} <= kinds


def test_the_first_reason_sums_it_up_and_the_rest_weighs(matcher: Matcher) -> None:
    match = matcher.match(NEWS)
    assert match.reasons[0].startswith("Sergek (system) in the title")
    assert match.reasons[0].endswith("48 complexes standing, told as launch, in Taraz")
    assert all(reason.startswith(("For", "Against", "Not higher")) for reason in match.reasons[1:])


def test_the_same_text_gets_the_same_verdict_from_any_thread(matcher: Matcher) -> None:
    with ThreadPoolExecutor(8) as pool:
        verdicts = list(pool.map(matcher.match, [NEWS] * 32))
    assert all(verdict == verdicts[0] for verdict in verdicts)


def test_an_ordinary_text_costs_nothing(matcher: Matcher) -> None:
    assert (
        matcher.match(Text("Парламент принял бюджет", "Депутаты обсудили расходы на дороги и больницы.", "KZ")).grade
        == 0
    )


def test_the_hash_changes_with_the_watch_list(matcher: Matcher) -> None:
    assert compile_matcher(load_watchlist(None)).hash == matcher.hash
    other = compile_matcher(watchlist_of(parse_yaml("vendors: {a: {name: A, forms: [Aword]}}", "w")))
    assert other.hash != matcher.hash


class TestATextThatPromisesMoreIsReadOn:
    """Feeds give two sentences; the vendor is named in the fifth."""

    def test_a_summary_with_a_camera(self, matcher: Matcher) -> None:
        assert matcher.match(Text("В Таразе поставят камеры", "", "KZ")).text_wanted

    def test_a_figure_beside_a_public_body(self, matcher: Matcher) -> None:
        wanted = matcher.match(
            Text("Акимат Актау потратит 300 млн тенге на установку оборудования на улицах", "", "KZ")
        ).text_wanted
        assert wanted is not None
        assert "300" in wanted

    @pytest.mark.parametrize(
        ("title", "country"),
        [
            ("За жителями Актау будут следить круглосуточно", "KZ"),
            ("Полиция Тараза получит 40 новых устройств", "KZ"),
            ("Жасанды интеллект көшедегі тәртіпті қадағалайды", "KZ"),
            ("Hokimlik ko'chalar uchun 3 mlrd so'mlik tender e'lon qildi", "UZ"),
            ("Мэрия көчөлөргө 12 млн сомдук жабдуу сатып алат", "KG"),
        ],
    )
    def test_a_word_of_watching_or_a_body_that_buys(self, matcher: Matcher, title: str, country: str) -> None:
        assert matcher.match(Text(title, "", country)).text_wanted

    def test_not_a_page_already_read(self, matcher: Matcher) -> None:
        assert matcher.match(Text("В Таразе поставят камеры", "Акимат объявил тендер. " * 80, "KZ")).text_wanted is None

    @pytest.mark.parametrize(
        ("title", "country"),
        [
            ("Kazakhstan: Pegasus targets are angry, yet hardly surprised", "KZ"),
            ("На дорогах появятся 42 автоматических пункта весогабаритного контроля", "KG"),
            ("Yo‘llarda vazn nazorati punktlari quriladi", "UZ"),
        ],
    )
    def test_a_name_without_company_and_the_weighing_of_lorries_are_read_on(
        self, matcher: Matcher, title: str, country: str
    ) -> None:
        found = matcher.match(Text(title, "", country))
        assert found.grade <= 1
        assert found.text_wanted

    def test_an_operators_everyday_news_is_not_read_on(self, matcher: Matcher) -> None:
        assert matcher.match(Text("«Казахтелеком» выплатит дивиденды", "", "KZ")).text_wanted is None

    @pytest.mark.parametrize("title", ["Сборная выиграла 3:1", "Курс доллара на 12 мая", "Парламент принял закон"])
    def test_not_ordinary_news(self, matcher: Matcher, title: str) -> None:
        assert matcher.match(Text(title, "", "KZ")).text_wanted is None


def test_what_stands_behind_read_also_does_not_count(matcher: Matcher) -> None:
    text = "Депутаты обсудили расходы. Читайте также: В Таразе установили 300 камер видеонаблюдения"
    assert matcher.match(Text("Парламент принял бюджет", text, "KZ")).grade == 0


def test_a_long_teaser_right_below_the_lead_does_not_count(matcher: Matcher) -> None:
    teaser = "В Алматы установят пять тысяч камер видеонаблюдения с распознаванием лиц, деньги уже выделены из бюджета"
    text = f"Депутаты голосовали.\nЧитайте также\n{teaser}, сообщили в акимате города"
    assert matcher.match(Text("Парламент принял бюджет", text, "KZ")).grade == 0


@pytest.mark.parametrize(
    "title",
    [
        "Uzbekistan service centres get 300 CCTV cameras",
        "Вводят биометрический контроль на границе Казахстана для иностранцев",
    ],
)
def test_a_word_that_papers_share_takes_nothing_away(matcher: Matcher, title: str) -> None:
    assert matcher.match(Text(title, "Об этом сообщило министерство.", "KZ")).grade >= 2


def test_what_heads_the_page_does_not_end_the_story(matcher: Matcher) -> None:
    story = (
        "Ýakynda Aşgabadyň köçelerinde işe goýberilen wideogözegçilik kameralary sürüjileri tertibe çagyryp başlady, "
        "olar şäheriň ýollarynda gije-gündiz ulaglara seredýär."
    )
    head = "Sepleriň elýeterliligi\n\nSoňky habarlar\n"
    assert matcher.match(Text("Ýollarda kamera", f"{head}{story}", "TM")).grade >= RELEVANT
    assert matcher.match(Text("Býujet kabul edildi", f"Mejlis oturdy.\n{head}Kameralar gurnaldy", "TM")).grade == 0


def test_a_sentence_without_words_behind_one_on_drones_is_read(matcher: Matcher) -> None:
    text = "Полицияның дрондары көшеде 40 камерамен бірге ұшады\nЧитайте также\nБасқа"
    assert matcher.match(Text("Дрон", text, "KZ")).grade > 0


@pytest.mark.parametrize(
    ("title", "text", "country"),
    [
        ("Мини-дрон кулады", "Полигондогу машыгууда тактикалык дрондун жаңы түрүн УКМК сынады.", "KG"),
        ("Загранпаспорта", "В Таджикистане вводятся биометрические загранпаспорта, выдаёт их министерство.", "TJ"),
    ],
)
def test_what_only_shares_the_words_is_not_relevant(matcher: Matcher, title: str, text: str, country: str) -> None:
    assert matcher.match(Text(title, text, country)).grade < RELEVANT


def test_a_system_of_one_town_called_by_common_words_is_not_named_in_another_country(matcher: Matcher) -> None:
    text = "В Душанбе внедрят единую систему видеонаблюдения."
    assert "almaty-unified-video" not in matcher.match(Text("Камеры", text, "TJ")).entities
    assert "almaty-unified-video" in matcher.match(Text("Камеры", text.replace("Душанбе", "Алматы"), "KZ")).entities


PIECES = (
    *(
        "камера",
        "дрон",
        "40 дронов",
        "«Сергек»",
        "видеонаблюдение",
        "полиция",
        "300 камер",
        "2 млн тенге",
        "Hikvision",
        "камерасы",
    ),
    *(
        "в Алматы",
        "Ошто",
        "Kitobda",
        "Кемінде",
        "Напомним,",
        "Читайте также",
        "Фото: архив",
        "Астана -10°",
        "2026-02-17",
        "18:28",
    ),
    *(
        "из них",
        "и",
        "жана",
        "—",
        "•",
        ",",
        ".",
        ":",
        "\n",
        "\n\n",
        " ",
        "«",
        "»",
        "(",
        "摄像头",
        "1.3万台",
        "жүйе",
        "сорок",
        "минут",
    ),
)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))
def test_no_order_of_telling_words_breaks_it(text: str) -> None:
    title, _, body = text.partition("\n")
    for whole in (Text(title, body, "KZ"), Text("", text)):
        assert MATCHER.match(whole) == MATCHER.match(whole)


@given(st.text(max_size=200), st.text(max_size=400))
def test_no_text_breaks_it(title: str, text: str) -> None:
    match = MATCHER.match(Text(title + " камера Hikvision", text, "KZ"))
    whole = (title + " камера Hikvision") + "\n" + text
    for one in match.evidence:
        assert whole[one.start : one.end] == one.text


MATCHER = compile_matcher(load_watchlist(None))


@pytest.mark.parametrize(
    "title",
    [
        "Акимат Костаная объявил конкурс: 120 камер",
        "Кентауда 80 камераға байқау жарияланды",
        "Toshkentda 500 ta kamera uchun tender e'lon qilindi",
        "Akimat of Aktobe opens tender for 150 cameras",
    ],
)
def test_an_announced_tender_is_told_as_one(matcher: Matcher, title: str) -> None:
    match = matcher.match(Text(title, "", "KZ"))
    assert (match.grade, match.event) == (3, Event.TENDER)


@pytest.mark.parametrize(
    "text",
    [
        "В Алматы до марта установят 350 комплексов «Сергек»",
        "Алматыда наурызға дейін 350 «Сергек» кешені орнатылады",
    ],
)
def test_what_is_concrete_is_told_as_something_in_particular(matcher: Matcher, text: str) -> None:
    found = matcher.match(Text(text, source_country="KZ"))
    assert found.grade == 3
    assert found.event is not Event.OTHER


@pytest.mark.parametrize(
    ("before", "many"),
    [
        ("в тюрьме 250 ", True),
        ("в тюрьме 1250 ", True),
        ("в тюрьме 1 250 новых ", True),
        ("в тюрьме 2 тысячи ", True),
        ("в тюрьме в 2019 году 250 ", True),
        ("в тюрьме в 2019 году ", False),
        ("в тюрьме 12 ", False),
    ],
)
def test_devices_by_the_hundred_are_no_cells_and_a_year_counts_nothing(before: str, many: bool) -> None:
    assert bool(HUNDREDS.search(fold(before).text)) is many


def test_a_word_inside_the_name_of_a_place_is_no_term(matcher: Matcher) -> None:
    survey = matcher.survey(Text("Камеры для Андижана", "Умный город Андижан получит камеры.", "UZ"))
    assert survey is not None
    assert {term.id for term in survey.terms}.isdisjoint(("harm", "watch", "smart_city_near"))


def test_a_phone_has_no_cameras_that_an_analyst_would_count(matcher: Matcher) -> None:
    match = matcher.match(Text("Huawei Pura 80 Toshkentda sotuvga chiqdi", "Yangi smartfonda uchta kamera bor.", "UZ"))
    assert match.grade == 1
    assert match.claims == ()


def test_posts_that_bear_a_systems_name_are_points(matcher: Matcher) -> None:
    text = "Маҳаллаларда 24 та «Электрон кузатув маскани» очилди, уларга 1 120 та камера уланган."
    match = matcher.match(Text("Қўқонда кузатув масканлари қурилди", text, "UZ"))
    counted = {(claim.kind.value, claim.value) for claim in match.claims if claim.unit}
    assert counted == {("points", 24), ("cameras", 1120)}


@pytest.mark.parametrize(
    "title",
    [
        "Камеры сняли кражу у офиса Кыргызтелеком в Бишкеке",
        "Камеры сняли драку у бизнес-центра «Freedom» в Алматы",
    ],
)
def test_a_firm_whose_office_cameras_film_is_none_that_sells_them(matcher: Matcher, title: str) -> None:
    survey = matcher.survey(Text(title, "", None))
    assert survey is not None
    assert {spot.id for spot in survey.entities}.isdisjoint(("kyrgyztelecom", "freedom-kz"))


def test_a_firm_at_work_on_cameras_is_named(matcher: Matcher) -> None:
    survey = matcher.survey(Text("«Кыргызтелеком» подключит 1 200 камер к единой платформе", "", "KG"))
    assert survey is not None
    assert "kyrgyztelecom" in {spot.id for spot in survey.entities}


def test_a_system_counted_with_its_cameras_is_named(matcher: Matcher) -> None:
    text = "Ревизоры проверили систему «Назар»: из 4 260 камер сигнал не передавали 1 312."
    survey = matcher.survey(Text("Треть школьных камер в Атырауской области не работала", text, "KZ"))
    assert survey is not None
    assert "nazar-atyrau" in {spot.id for spot in survey.entities}


@pytest.mark.parametrize(
    "hotline",
    ["Телефон доверия 102.", "Телефон для справок: 0312 66-14-20.", "Ишонч телефони 102.", "Число камер, телефон 102."],
)
def test_a_number_to_call_makes_no_camera_a_phones(matcher: Matcher, hotline: str) -> None:
    match = matcher.match(Text("В Таразе установили 45 камер видеонаблюдения", hotline, "KZ"))
    assert match.grade == 3
    assert [claim.value for claim in match.claims if claim.kind.value == "cameras"] == [45]


def test_arabic_letters_tell_hard_consonants_from_soft_ones(matcher: Matcher) -> None:
    body = "اجەتحانانى ىشكە كىرگىزۋ بۇگىندە ءجۇرىپ جاتىر، مەكتەپتەردە بەينەباقىلاۋ كامەراسى بار."
    match = matcher.match(Text("مەكتەپتەرگە كامەرا قويىلادى", body, "KZ"))
    assert match.countries == ("KZ",)  # «كىرگىزۋ», to bring in, is not Kyrgyz
    assert "wildlife" not in {one.id for one in match.evidence}  # «بۇگىندە», today, is no deer


def test_a_country_outside_the_region_is_never_told(matcher: Matcher) -> None:
    text = Text("Великий китайский файрвол", "Власти Центральной Азии перенимают «Золотой щит»: слежка растёт.")
    assert "CN" not in matcher.match(text).countries
