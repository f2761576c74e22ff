"""A page is judged as its summary was: what was told without a watched word is not taken back."""

from datetime import UTC, datetime

from monitor.jobs.judging import judge_page
from monitor.jobs.world import matcher_of
from monitor.match.match import Text
from monitor.match.promise import HEADLINE
from monitor.match.watchlist import load_watchlist

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
SUMMARY = Text(
    "Мектеп есігінде енді терминал таниды",
    "Екібастұзда 19 мектептің кіреберісіне баланың жүзін есте сақтайтын құрылғы қойылды, бөтен адам кірсе, "
    "полиция хабар алады.",
    "KZ",
)
DULL = (
    "Мектеп директоры ата-аналармен жиналыс өткізіп, жаңа оқу жылының жоспарын таныстырды. ",
    "Қала әкімдігінің мәліметінше, биыл бірнеше мектеп күрделі жөндеуден өтті, асханалар жаңартылды. ",
    "Оқушыларға тегін оқулықтар таратылып, спорт үйірмелеріне тіркелу басталды, автобус бағыттары да нақтыланды. ",
    "Мұғалімдер қыркүйек айындағы конференцияда тәжірибе алмасып, үздіктер марапатталды, концерт өтті. ",
)


def test_a_long_page_keeps_what_its_beginning_tells_without_a_watched_word() -> None:
    matcher = matcher_of(load_watchlist(None))
    assert matcher.match(SUMMARY).grade >= 2
    told = "".join(f"<p>{one}</p>" for one in (SUMMARY.text, *DULL, *DULL))
    page = f"<html><body><article><h1>{SUMMARY.title}</h1>{told}</article></body></html>"
    judged = judge_page(
        page.encode(), {"content-type": "text/html; charset=utf-8"}, "https://e.kz/1", SUMMARY, matcher, NOW
    )
    assert judged.match is not None and judged.text is not None
    assert len(judged.text.text) > HEADLINE
    assert judged.match.grade >= 2
    assert judged.match.text_wanted is None
