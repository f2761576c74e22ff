"""A web of sources as the wild has them, on one origin: what each carries, and what must become of it."""

from dataclasses import dataclass
from typing import Any

from tests.feeds import Item, atom, json_feed, rdf, rss
from tests.origin import Origin

CITIES = (
    "Алматы", "Астане", "Шымкенте", "Караганде", "Актобе", "Павлодаре", "Семее", "Костанае", "Атырау", "Таразе",
    "Туркестане", "Экибастузе", "Бишкеке",
)  # fmt: skip
BYTES_1251 = "application/rss+xml; charset=windows-1251"


@dataclass(frozen=True)
class Wild:
    """One source of the web."""

    id: str
    path: str
    status: str = "ok"
    http_status: int | None = 200
    words: str = ""
    """Of the error."""
    titles: tuple[str, ...] = ()
    """Of its mentions."""

    def entry(self, origin: Origin) -> dict[str, Any]:
        """The source as sources.yaml has it."""
        return {
            "id": self.id,
            "name": self.id,
            "url": origin.url(self.path),
            "country": "KZ",
            "language": "ru",
            "full_text": "never",
        }


def camera_item(number: int, origin: Origin) -> Item:
    """An article that matters, unlike all others."""
    city, count = CITIES[number % len(CITIES)], 100 + 37 * number
    title = f"В {city} установят {count} камер Hikvision с распознаванием лиц"
    text = f"Акимат объявил конкурс: {count} камер видеонаблюдения Hikvision поставят в {city} за {count} млн тенге."
    return Item(title, origin.url(f"/articles/{number}"), text, f"urn:article:{number:06}")


def wild_web(origin: Origin) -> list[Wild]:
    """Serve everything, and say what must become of it."""
    items = [camera_item(number, origin) for number in range(12)]
    titles = [one.title for one in items]
    serve = origin.serve
    serve("/rss-091", rss(items[0:1], version="0.91"))
    serve("/rss-20", rss(items[1:2]), etag='"twenty"')
    serve("/rdf", rdf(items[2:3]))
    serve("/atom", atom(items[3:4]), content_type="application/atom+xml")
    serve("/json", json_feed(items[4:5]), content_type="application/feed+json")
    cyrillic = rss(items[5:6]).replace('version="1.0"?', 'version="1.0" encoding="windows-1251"?', 1)
    serve("/windows-1251", cyrillic.encode("windows-1251"), content_type=BYTES_1251)
    serve("/gzip", rss(items[6:7]), packed=True, last_modified="Tue, 24 Nov 2026 10:00:00 GMT")
    whole = rss(items[7:8])
    serve("/broken-xml", whole.replace("</item>", "</item><item><title>A & B <b>cut").partition("</channel>")[0])
    serve("/new-home", rss(items[8:9]))
    origin.redirect("/moved", origin.url("/new-home"))
    front = [Item(one.title, origin.url("/"), one.text, one.guid) for one in items[9:11]]
    serve("/all-to-the-front-page", rss(front))
    poison = rss([*items[11:12]]).replace(
        "<item>",
        "<item><title>&#xD800;&#0;\ud7ff" + "x" * 50_000 + "</title><link>http://[::1/</link>"
        "<pubDate>Mon, 99 Foo 99999 99:99:99 +9999</pubDate></item><item><link>javascript:alert(1)</link></item><item>",
        1,
    )
    serve("/poison", poison)
    serve("/web-page", "<!doctype html><html><body>Welcome</body></html>", content_type="text/html")
    serve("/gone", "gone", status=410)
    serve("/busy", "later", status=429, headers={"Retry-After": "3600"})
    serve("/ill", "trouble", status=500)
    good = [
        ("rss-091", 0), ("rss-20", 1), ("rdf", 2), ("atom", 3), ("json", 4), ("windows-1251", 5), ("gzip", 6),
        ("broken-xml", 7), ("moved", 8), ("poison", 11),
    ]  # fmt: skip
    return [
        *(Wild(name, f"/{name}", titles=(titles[number],)) for name, number in good),
        Wild("all-to-the-front-page", "/all-to-the-front-page", titles=(titles[9], titles[10])),
        Wild("web-page", "/web-page", "failed", 200, "a web page, not a feed"),
        Wild("missing", "/missing", "failed", 404, "404"),
        Wild("gone", "/gone", "failed", 410, "410"),
        Wild("busy", "/busy", "failed", 429, "429"),
        Wild("ill", "/ill", "failed", 500, "500"),
        Wild("hang", "/faults/hang", "failed", None, "no whole answer within 2 s"),
        Wild("endless", "/faults/endless-body", "failed", None, "larger than"),
        Wild("bomb", "/faults/gzip-bomb", "failed", None, "larger than"),
        Wild("circle", "/faults/redirect-circle", "failed", None, "circle"),
        Wild("silent", "/faults/no-answer", "failed", None, "broke off"),
    ]
