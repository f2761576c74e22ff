"""From markup to clean text: no tags, no scripts, no characters that a database or a terminal chokes on."""

import re
from collections.abc import Iterator
from html import unescape

from bs4 import BeautifulSoup
from bs4.element import CData, NavigableString, PageElement, PreformattedString, Tag

UNREADABLE = frozenset(
    re.findall(r"\w+", "script style noscript template iframe object embed svg math head select textarea")
)
"""What stands inside these is not said to a reader."""
BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption "
        "figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol option p pre section summary table "
        "tbody td tfoot th thead title tr ul",
    )
)
"""What begins and ends a line."""
TAG = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|body|br|center|code|div|dd|dl|dt|em|figure|figcaption|font|h[1-6]|head|hr|html|i|"
    r"iframe|img|li|link|meta|noscript|ol|p|pre|s|script|section|small|span|strong|style|sub|sup|table|tbody|td|th|"
    r"thead|tr|u|ul|video)(?:\s[^<>]*|/)?>",
    re.IGNORECASE,
)
"""A tag that people write; `<200 камер` or `<Hikvision>` is none."""
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
"""NULs and lone surrogates, which databases refuse, and control characters, which terminals obey."""
BLANKS = re.compile(r"[^\S\n]+")
BLANK_RUN = re.compile(r"\s+")
LINES = re.compile(r" ?\n[ \n]*")
PACKED_TWICE = 3
"""How often markup inside markup is undone: feeds escape what was escaped already."""


def clean_text(html: str) -> str:
    """The readable text of a piece of markup, or of plain text: paragraphs apart by one newline, blanks single.

    Scripts, styles and comments are dropped; entities are decoded, those that were escaped twice too. Never raises
    for any string, and a clean text without markup comes out as it went in.
    """
    text = printable(html)
    for _ in range(PACKED_TWICE):
        if TAG.search(text) or "<!" in text:
            text = _without_markup(text)
        elif ENTITY.search(text):
            text = unescape(text)
        else:
            break
    return tidy(text)


def one_line(html: str) -> str:
    """`clean_text` for what stands on one line, such as a title."""
    return clean_text(html).replace("\n", " ")


def tidy(text: str) -> str:
    """Plain text with its unprintable characters removed, blanks single and empty lines gone."""
    text = printable(text).replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n").replace("\u2028", "\n")
    return LINES.sub("\n", BLANKS.sub(" ", text)).strip()


def printable(text: str) -> str:
    """`text` without NULs, lone surrogates, control characters and non-characters."""
    return UNPRINTABLE.sub("", text)


def _without_markup(html: str) -> str:
    """The text between the tags, with a newline wherever a block begins or ends.

    Line breaks of the source are blanks, as in a browser.
    """
    html = html.replace("<![CDATA[", "").replace("]]>", "")  # in HTML it would be a comment, and its text lost
    try:
        soup = BeautifulSoup(html, "lxml")
    except (AssertionError, ValueError, RecursionError):  # markup that the parser gives up on: tags out by pattern
        return unescape(TAG.sub("\n", html))
    return "".join(_pieces(soup))


def _pieces(soup: Tag) -> Iterator[str]:
    """Text and line breaks in reading order. A stack of its own: pages nest deeper than Python may call."""
    waiting: list[PageElement | str] = [soup]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Tag):
            if node.name in UNREADABLE:
                continue
            if node.name in BLOCKS:
                yield "\n"
                waiting.append("\n")
            waiting.extend(reversed(node.contents))
        elif isinstance(node, NavigableString):
            if not isinstance(node, PreformattedString) or isinstance(node, CData):
                yield " ".join(BLANK_RUN.split(node))
        elif isinstance(node, str):
            yield node
