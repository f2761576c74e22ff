"""Whatever a page holds, judging it ends, soon and without an error."""

import pytest

from monitor.match.match import Text
from monitor.match.matcher import Matcher

LETTERS = 10_000
REPEATED = (
    "Ош, ",
    "Алматы «",
    "БИШКЕК ПЕРВАЯ КАМЕРА ",
    "А",
    "1",
    "1.2.3.4,",
    "1, 2, 3, ",
    "50 млн тенге из них ",
    "50 камер ",
    "安装300人脸识别摄像头",
    "Bishkek Police Camera Tashkent Osh ",
    "Алматы - Бишкек ",
    "1 234 567 ",
    "дар Душанбе 20 камера насб шуд ",
    "IP-камер-камер-",
    "48 жол қозғалысын ",
    "Ош 5, Нарын 6, Талас 7, камера 20, ",
    "Алматы қаласында Алматы облысында камера ",
    "под Алматы камера возле Ташкента ",
    "районов Алги, Темира, Арала ",
    "Абай, Бесқарағай және Жарма аудандарында ",
    "г. Ж. ",
)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("piece", REPEATED)
def test_a_text_of_one_thing_over_and_over_is_judged(matcher: Matcher, piece: str) -> None:
    body = "Камеры видеонаблюдения в Алматы. " + (piece * LETTERS)[:LETTERS]
    assert matcher.match(Text("Камеры в городе", body, "KZ")).grade >= 0


@pytest.mark.timeout(60)
@pytest.mark.parametrize("heading", ["相关新闻\n", "Читайте также\n", "Soňky habarlar\n", "Новости Актау\n"])
def test_a_page_of_headings_alone_is_judged(matcher: Matcher, heading: str) -> None:
    body = heading * (64_000 // len(heading)) + "Камеры видеонаблюдения поставили в Алматы " * 4
    assert matcher.match(Text("Камеры в городе", body, "KZ")).grade >= 0
