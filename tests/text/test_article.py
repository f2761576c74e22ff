"""The article of a page, without what outlets put around and into it."""

import pytest

from monitor.text.article import extract_article

URL = "https://news.example/2026/11/road"
STORY = (
    "Ремонт улицы Абая продлится до конца года, сообщили в городском управлении мобильности.",
    "Подрядчик уложил новый асфальт на трёх кварталах и меняет бордюры, движение открыто по одной полосе.",
    "Жители просят сохранить деревья, в управлении обещают высадить весной двести саженцев клёна.",
)


def page(body: str, head: str = "") -> str:
    return f"<html><head><title>Ремонт улицы Абая</title>{head}</head><body>{body}</body></html>"


def story(inside: str = "") -> str:
    first, *others = (f"<p>{line}</p>" for line in STORY)
    return f"<article><h1>Ремонт улицы Абая</h1>{first}{inside}{''.join(others)}</article>"


FURNITURE = {
    "read also, inside the body": story('<p><b>Читайте также:</b> <a href="/1">Hikvision поставит 300 камер</a></p>'),
    "a line that is only a link": story('<p><a href="/2">В Таразе включили распознавание лиц на вокзале</a></p>'),
    "a list under a heading": story(
        '<h3>Читайте по теме</h3><ul><li><a href="/3">Камеры «Сергек» в Семее</a></li></ul>'
    ),
    "Kazakh": story('<p>Тағы оқыңыз: <a href="/4">«Сергек» камералары көбейеді</a></p>'),
    "Uzbek": story('<p>Shuningdek, oʻqing: <a href="/5">Sergek kameralari o‘rnatildi</a></p>'),
    "Kyrgyz": story('<p>Дагы окуңуз: <a href="/6">Сергек камералары</a></p>'),
    "Tajik": story('<p>Ҳамчунин, хонед: <a href="/7">Камераҳои Сергек</a></p>'),
    "English": story('<p>Read also: <a href="/8">Sergek cameras for Semey</a></p>'),
    "a sidebar": story() + '<aside class="popular-news"><p>Популярное</p><a href="/9">Сергек и Hikvision</a></aside>',
    "a related box by its class": story()
    + '<div class="related-posts"><div>Сергек установят везде</div><div>Hikvision в школах</div></div>',
    "a menu and a footer": f'<nav>Сергек Hikvision</nav>{story()}<footer class="footer">Hikvision — реклама</footer>',
    "tags": story() + '<div class="tags"><a href="/t/sergek">Сергек</a> <a href="/t/hik">Hikvision</a></div>',
    "comments": story() + '<div id="comments"><p>Поставьте лучше камеры Hikvision, а не Сергек!</p></div>',
}


@pytest.mark.parametrize("name", FURNITURE)
def test_other_stories_do_not_come_along(name: str) -> None:
    found = extract_article(page(FURNITURE[name]), URL)
    assert found.reason is None
    for line in STORY:
        assert line in found.text
    for word in ("Сергек", "Sergek", "Hikvision", "распознавание"):
        assert word not in found.text


def test_a_paragraph_that_only_begins_like_furniture_stays() -> None:
    line = "Популярное у горожан место закроют: " + "работы затронут сквер, фонтан и подъезд к рынку. " * 14
    found = extract_article(page(story(f"<p>{line}</p>")), URL)
    assert "работы затронут сквер" in found.text


def test_the_head_tells_title_date_and_address() -> None:
    head = (
        '<meta property="og:title" content="Улицу Абая починят">'
        '<meta property="article:published_time" content="2026-11-02T10:00:00+05:00">'
        '<link rel="canonical" href="/2026/11/road-abay">'
    )
    found = extract_article(page(story(), head), URL)
    assert (found.title, found.published) == ("Улицу Абая починят", "2026-11-02T10:00:00+05:00")
    assert found.canonical_url == "https://news.example/2026/11/road-abay"


def test_an_article_that_a_script_draws_is_read_from_its_data() -> None:
    data = '<script type="application/ld+json">{"@type": "NewsArticle", "articleBody": "%s"}</script>'
    found = extract_article(page('<div id="app"></div>', data % " ".join(STORY)), URL)
    assert STORY[2] in found.text


@pytest.mark.parametrize(
    ("body", "content_type", "why"),
    [
        (b"%PDF-1.7 ...", None, "PDF"),
        (b"\x89PNG", "image/png", "image/png"),
        (b"", "text/html", "empty"),
        (b"<html><title>Just a moment...</title><body>Checking your browser</body></html>", None, "proof"),
        (b"<html><body><p>Not much.</p></body></html>", None, "no article"),
        (b'<html><head><link rel="canonical" href="https://news.example/"></head><body>x</body></html>', None, "front"),
    ],
)
def test_a_page_without_an_article_says_why(body: bytes, content_type: str | None, why: str) -> None:
    found = extract_article(body, URL, content_type=content_type)
    assert found.text == ""
    assert why in (found.reason or "")


@pytest.mark.parametrize("markup", ["<" * 5000, "<div>" * 3000, "\x00\x01<p>", "<p>\ud800</p>", "<table><tr>" * 900])
def test_no_markup_breaks_it(markup: str) -> None:
    extract_article(markup, URL)
