"""Who has which part: by the text's own words, in every language, and never by mere nearness to a rival."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.kinds import RoleKind
from monitor.match.match import Text
from monitor.match.matcher import Matcher

MAKER, INTEGRATOR, OPERATOR = RoleKind.MAKER, RoleKind.INTEGRATOR, RoleKind.OPERATOR
CUSTOMER, LENDER = RoleKind.CUSTOMER, RoleKind.LENDER

TOLD = {
    "ru": (
        "В Бишкеке построят вторую очередь «Безопасного города»\nПобедителем тендера на камеры признана компания "
        "Shenzhen Sunwin, обошедшая концерн «Вега». Камеры производства Hikvision. Оператором станет Кыргызтелеком.",
        {(INTEGRATOR, "sunwin"), (MAKER, "hikvision"), (OPERATOR, "kyrgyztelecom")},
    ),
    "kk": (
        "Астанада жаңа бейнебақылау жүйесі іске қосылады\nЕлордадағы камераларды енді Presight компаниясы басқарады.",
        {(OPERATOR, "presight")},
    ),
    "ky": (
        "Бишкекте жаңы камералар орнотулат\nКамераларды Кыргызтелеком тейлейт, тендерди «Вега» концерни утуп алды.",
        {(OPERATOR, "kyrgyztelecom"), (INTEGRATOR, "vega")},
    ),
    "uz": (
        "Toshkentda yangi radarlar oʻrnatiladi\nTender gʻolibi 64-BIT kompaniyasi boʻldi, "
        "buyurtmachi — Ichki ishlar vazirligi.",
        {(INTEGRATOR, "64-bit"), (CUSTOMER, "Ichki ishlar vazirligi")},
    ),
    "tg": (
        "Дар Душанбе 800 камера насб шуд\nТехникаи лоиҳаи «Шаҳри бехатар» истеҳсоли Huawei аст.",
        {(MAKER, "huawei")},
    ),
    "en": (
        "Tashkent's Safe City gets new cameras\nThe police said CITIC is the investor, "
        "and the video surveillance cameras are made by Hikvision.",
        {(LENDER, "citic"), (MAKER, "hikvision")},
    ),
    "zh": (
        "比什凯克平安城市项目启动\n比什凯克警方的视频监控系统由中电进出口承建。",
        {(INTEGRATOR, "ceiec")},
    ),
}


@pytest.mark.parametrize("language", TOLD)
def test_the_words_of_a_part_give_it_to_the_firm_beside_them(matcher: Matcher, language: str) -> None:
    text, expected = TOLD[language]
    title, _, body = text.partition("\n")
    assert {(role.kind, role.entity) for role in matcher.match(Text(title, body)).roles} == expected


def roles(matcher: Matcher, body: str) -> set[tuple[RoleKind, str]]:
    found = matcher.match(Text("В Алматы поставят 500 камер видеонаблюдения для полиции", body))
    assert found.grade >= 2
    return {(role.kind, role.entity) for role in found.roles}


def test_all_members_of_a_consortium_have_its_part(matcher: Matcher) -> None:
    told = "Проект выиграл консорциум Presight, Target AI и Sergek Group."
    assert roles(matcher, told) == {(INTEGRATOR, "presight"), (INTEGRATOR, "target-ai"), (INTEGRATOR, "sergek-group")}


@pytest.mark.parametrize(
    "told",
    [
        "Камеры обслуживал бывший оператор Sergek Group.",
        "Бұрынғы оператор Sergek Group болған.",
        "The former operator Sergek Group has left.",
    ],
)
def test_who_had_a_part_before_has_it_no_more(matcher: Matcher, told: str) -> None:
    assert (OPERATOR, "sergek-group") not in roles(matcher, told)


def test_who_is_paid_from_a_loan_is_not_its_lender(matcher: Matcher) -> None:
    assert roles(matcher, "Технику даст Huawei, её оплатит Пекин, выдавший кредит на 21 миллион долларов.") == set()


def test_a_customer_that_is_not_watched_is_told_by_its_name(matcher: Matcher) -> None:
    told = "Заказчиком выступает Управление цифровизации Алматы, срок — год."
    assert roles(matcher, told) == {(CUSTOMER, "Управление цифровизации Алматы")}
    assert roles(matcher, "Заказчик пока не назван.") == set()


def test_each_part_points_at_the_words_that_give_it(matcher: Matcher) -> None:
    text = Text("В Алматы поставят 500 камер полиции", "«Оператором» станет Казахтелеком, сказал аким.")
    (role,) = matcher.match(text).roles
    assert text.whole[role.start : role.end] == "Оператором"
    assert role.sentence == "«Оператором» станет Казахтелеком, сказал аким."


PIECES = (
    *("Sunwin", "оператор", "заказчик —", "консорциум", "бывший", "камеры полиции в Алматы", "Huawei", "кредит"),
    *(",", ".", "\n", "и", "«", "»", "🏙"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_any_order_of_words_gives_parts_that_stand_in_the_text(matcher: Matcher, pieces: list[str]) -> None:
    text = Text("500 камер видеонаблюдения", " ".join(pieces))
    for role in matcher.match(text).roles:
        assert 0 <= role.start < role.end <= len(text.whole)
        assert role.kind is RoleKind.CUSTOMER or role.entity in ("sunwin", "huawei")
