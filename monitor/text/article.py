"""From a page to the article on it, or to the reason why there is none."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from monitor.text.decode import decode
from monitor.text.html import clean_text, one_line, printable, tidy

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SHORTEST = 120
"""Letters from which a text is an article and no caption, menu or apology."""
LONGEST = 300_000
LARGEST_PAGE = 5_000_000
CHALLENGE = re.compile(
    r"just a moment|checking your browser|verify you are human|ddos-guard|attention required"
    r"|доступ (?:временно )?(?:ограничен|запрещ[её]н)|"
    r"проверка браузера|включите javascript",
    re.IGNORECASE,
)
DATES = (
    "article:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "dc.date",
    "dcterms.created",
    "og:published_time",
)
TITLES = ("og:title", "twitter:title")
EXTRACTION_FAILS = (ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError)
"""What the extracting libraries let escape on strange markup."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """The article of a page. When `reason` is set there is no text, and it says why."""

    text: str = ""
    """Clean, paragraphs separated by newlines."""
    title: str | None = None
    published: str | None = None
    """As the page writes it; `monitor.text.dates.understand_date` reads it."""
    canonical_url: str | None = None
    """The address that the page itself gives as its own (rel=canonical, else og:url)."""
    reason: str | None = None


def extract_article(html: bytes | str, url: str, *, content_type: str | None = None) -> Extracted:
    """The article on the page at `url`, without menus, "read also" and popular stories.

    Never raises for any page: a page without an article comes back with the reason in words.
    """
    if isinstance(html, bytes):
        if refusal := _not_a_page(html, content_type):
            return Extracted(reason=refusal)
        html = decode(html, content_type).text
    markup = printable(html)
    if not markup.strip():
        return Extracted(reason="the page is empty")
    if len(markup) > LARGEST_PAGE:
        return Extracted(reason=f"the page is longer than {LARGEST_PAGE} characters")
    tree = _tree(markup)
    if tree is None:
        return Extracted(reason="the page holds no markup that can be read")
    page = _about(tree, url)
    if page.canonical_url and _is_front_page(page.canonical_url) and not _is_front_page(url):
        return Extracted("", page.title, None, None, "the page says that it is the site's front page")
    text = _body(tree, url)
    if len(text) >= SHORTEST:
        return Extracted(text[:LONGEST], page.title, page.published, page.canonical_url)
    if CHALLENGE.search(f"{page.title or ''} {markup[:20_000]}"):
        return Extracted("", page.title, None, None, "the site asked for proof of being a person")
    return Extracted("", page.title, page.published, page.canonical_url, "no article was found on the page")


def _not_a_page(body: bytes, content_type: str | None) -> str | None:
    """Why `body` is no web page, by its first bytes and what the server called it."""
    kind = (content_type or "").partition(";")[0].strip().lower()
    if body.startswith(b"%PDF") or kind == "application/pdf":
        return "the address leads to a PDF document, not to a page"
    if kind.startswith(("image/", "audio/", "video/", "font/")) or kind in (
        "application/zip",
        "application/octet-stream",
    ):
        return f"the address leads to a file ({kind}), not to a page"
    return None


def _tree(markup: str) -> "HtmlElement | None":
    from lxml import etree
    from lxml.html import HTMLParser, fromstring

    plain = re.sub(r"^\s*<\?xml[^>]*\?>", "", markup)  # lxml refuses text that declares an encoding
    try:
        tree = fromstring(plain, parser=HTMLParser(remove_comments=True, remove_pis=True))
    except (etree.LxmlError, ValueError):
        return None
    return tree if isinstance(tree.tag, str) else None


def _about(tree: "HtmlElement", url: str) -> Extracted:
    """What the page's head says of it, and its JSON-LD where the head is silent."""
    named: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        if name and (meta.get("content") or "").strip():
            named.setdefault(name, meta.get("content", "").strip())
    linked = [link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    heading = next((clean_text(str(one.text_content())) for one in tree.iter("h1")), "")
    spoken = next((one.text_content() for one in tree.iter("title")), "")
    data = list(_json_ld(tree))
    title = next((named[name] for name in TITLES if named.get(name)), "") or heading or spoken
    published = next((named[name] for name in DATES if named.get(name)), "") or _from_data(data, "datePublished")
    if not published:
        published = next((one.get("datetime") or "" for one in tree.iter("time") if one.get("datetime")), "")
    canonical = next((link for link in linked if link), None) or named.get("og:url")
    return Extracted(
        title=one_line(title) or None,
        published=tidy(published)[:120] or None,
        canonical_url=_absolute(canonical, url) if canonical else None,
    )


def _body(tree: "HtmlElement", url: str) -> str:
    """The text of the article, by trafilatura; from JSON-LD when the page is drawn by a script."""
    import trafilatura

    from monitor.text.furniture import READ_ALSO, remove_furniture

    told = max((_from_data([one], "articleBody") for one in _json_ld(tree)), key=len, default="")
    remove_furniture(tree)
    try:
        found = trafilatura.bare_extraction(tree, url=url, include_comments=False, include_tables=True, as_dict=False)
        text = tidy(str(getattr(found, "text", None) or ""))
    except EXTRACTION_FAILS:
        text = ""
    lines = (line for line in text.split("\n") if not (len(line) < 200 and READ_ALSO.match(line)))
    text = "\n".join(lines)
    return text if len(text) >= SHORTEST or len(told) < len(text) else clean_text(told)


def _json_ld(tree: "HtmlElement") -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD, graphs unfolded."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            waiting = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        for one in waiting:
            if isinstance(one, list):
                waiting.extend(one)
            elif isinstance(one, dict):
                yield one
                waiting.extend(one.get("@graph", []) if isinstance(one.get("@graph"), list) else [])


def _from_data(data: list[dict[str, Any]], key: str) -> str:
    return next((value for one in data if isinstance(value := one.get(key), str) and value.strip()), "")


def _absolute(link: str, base: str) -> str | None:
    try:
        url = urljoin(base, link.strip())
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname and len(url) <= 2_000 else None


def _is_front_page(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query
