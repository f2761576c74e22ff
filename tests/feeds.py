"""Feeds as the wild writes them, made for a test."""

import html
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime


@dataclass(frozen=True)
class Item:
    """One publication as a feed tells it."""

    title: str
    link: str = ""
    text: str = ""
    guid: str = ""
    at: datetime | None = None

    @property
    def when(self) -> datetime:
        return self.at or datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)


SERGEK = "В Алматы установят ещё 350 комплексов «Сергек»"
SERGEK_TEXT = (
    "Городское управление цифровизации до марта смонтирует 350 комплексов «Сергек». Сейчас нарушения фиксирует 1 641 "
    "комплекс, единая система видеомониторинга объединяет 65 тысяч камер."
)
BISHKEK = "Бишкекте 651 камера орнотулду"
BISHKEK_TEXT = (
    "Президенттик администрациянын маалыматында, «Коопсуз өлкө» долбоорунун алкагында Бишкекте 651 камера орнотулган. "
    "Алар адамды жүзүнөн тааныйт."
)
TASHKENT = "Hikvision cameras to watch Tashkent's markets"
TASHKENT_TEXT = (
    "The National Guard of Uzbekistan will install 400 Hikvision facial recognition cameras at markets in Tashkent."
)
WEATHER = "Завтра в Алматы ожидается дождь"
WEATHER_TEXT = "Синоптики обещают похолодание к концу недели."


def _esc(text: str) -> str:
    return html.escape(text, quote=False)


def rss(items: Sequence[Item], *, version: str = "2.0", title: str = "Лента") -> str:
    """RSS 2.0 or 0.9x (which knows neither dates nor guids)."""
    dated = version == "2.0"
    told = "".join(
        f"<item><title>{_esc(one.title)}</title><link>{_esc(one.link)}</link>"
        + (f"<guid isPermaLink='false'>{_esc(one.guid or one.link)}</guid>" if dated else "")
        + (f"<pubDate>{format_datetime(one.when)}</pubDate>" if dated else "")
        + f"<description>{_esc(one.text)}</description></item>"
        for one in items
    )
    head = f"<title>{_esc(title)}</title><link>https://outlet.example/</link><description>-</description>"
    return f'<?xml version="1.0"?><rss version="{version}"><channel>{head}{told}</channel></rss>'


def rdf(items: Sequence[Item]) -> str:
    """RSS 1.0."""
    told = "".join(
        f'<item rdf:about="{_esc(one.link)}"><title>{_esc(one.title)}</title><link>{_esc(one.link)}</link>'
        f"<dc:date>{one.when.isoformat()}</dc:date><description>{_esc(one.text)}</description></item>"
        for one in items
    )
    return (
        '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns="http://purl.org/rss/1.0/">'
        '<channel rdf:about="https://outlet.example/"><title>RDF</title><link>https://outlet.example/</link></channel>'
        f"{told}</rdf:RDF>"
    )


def atom(items: Sequence[Item]) -> str:
    """Atom 1.0."""
    told = "".join(
        f'<entry><title>{_esc(one.title)}</title><link href="{_esc(one.link)}"/><id>{_esc(one.guid or one.link)}</id>'
        f"<updated>{one.when.isoformat()}</updated><summary>{_esc(one.text)}</summary></entry>"
        for one in items
    )
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Atom</title>{told}</feed>'


def json_feed(items: Sequence[Item]) -> str:
    """JSON Feed 1.1."""
    told = [
        {
            "id": one.guid or one.link,
            "url": one.link,
            "title": one.title,
            "content_text": one.text,
            "date_published": one.when.isoformat(),
        }
        for one in items
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "JSON", "items": told})


def page(title: str, paragraphs: Sequence[str], *, canonical: str = "") -> str:
    """An article's page."""
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    body = "".join(f"<p>{_esc(one)}</p>" for one in paragraphs)
    head = f"<meta charset=utf-8><title>{_esc(title)}</title>{link}"
    return (
        f"<!doctype html><html><head>{head}</head><body><article><h1>{_esc(title)}</h1>{body}</article></body></html>"
    )
