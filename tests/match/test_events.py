"""What kind of event a text tells: the title and the first sentence decide."""

import pytest

from db.kinds import Event
from monitor.match.events import event_signals, tell_event
from monitor.match.match import Text
from monitor.match.matcher import Matcher
from monitor.match.places.geography import locate
from monitor.match.signals import read_signals


@pytest.mark.parametrize(
    ("event", "country", "title", "text"),
    [
        (Event.TENDER, "KZ", "Акимат Тараза объявил тендер на камеры", "Закупка на 140 млн тенге, заявки до 5 мая."),
        (
            Event.TENDER,
            "KG",
            "Оштогу камераларга тендер жарыяланды",
            "Баасы 20 млн сом, арыздар 5-майга чейин.",
        ),
        (Event.CONTRACT, "KG", "Мэрия Бишкека подписала договор с Huawei на камеры", "Компания поставит 200 камер."),
        (Event.LAW, "UZ", "Yuzni tanish kameralari haqida qonun qabul qilindi", "Hujjat 1-maydan kuchga kiradi."),
        (Event.LAW, "KZ", "Принят закон о камерах с распознаванием лиц", "Документ вступит в силу в январе."),
        (Event.HARM, "KG", "Правозащитники критикуют камеры с распознаванием лиц", "Слежка нарушает права граждан."),
        (Event.LEAK, "UZ", "База камер МВД Узбекистана оказалась в открытом доступе", "Утечка данных водителей."),
        (Event.EXPANSION, "KZ", "В Таразе установят ещё 200 камер", "Сейчас в городе работает 400 камер."),
        (Event.EXPANSION, "KZ", "Таразға тағы 200 камера орнатылады", "Қазір қалада 400 камера бар."),
        (Event.LAUNCH, "TJ", "Дар Кӯлоб 60 камераи назоратӣ насб шуд", "Камераҳо дар кӯчаҳои марказӣ насб шудаанд."),
        (Event.FAILURE, "KZ", "Половина камер в Таразе не работает", "Сломанные камеры не ремонтируют второй год."),
        (Event.STATISTICS, "KG", "Камеры «Безопасного города» зафиксировали 40 тысяч нарушений", "Итоги за полгода."),
    ],
)
def test_a_plain_headline_tells_its_event(matcher: Matcher, event: Event, country: str, title: str, text: str) -> None:
    assert matcher.match(Text(title, text, country)).event == event


def test_what_the_first_sentence_speaks_of_is_a_signal_of_its_own(matcher: Matcher) -> None:
    survey = matcher.survey(Text("Камеры в Таразе", "Акимат объявил тендер. Закон примут позже.", "KZ"))
    assert survey is not None
    values = event_signals(survey, read_signals(survey, locate(survey)))
    assert "lead:tender" in values
    assert "lead:law" not in values


def test_what_is_concrete_is_never_told_as_other() -> None:
    tables = {"event:other": {"bias": 1.0}, "event:launch": {"bias": -1.0}}
    assert tell_event(tables, {}, concrete=False) == Event.OTHER
    assert tell_event(tables, {}, concrete=True) == Event.LAUNCH
