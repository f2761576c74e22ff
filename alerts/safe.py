"""Fetched words on their way to a reader: what may stand in a page, a mail or a message. Pure."""

import re
from urllib.parse import urlsplit

INVISIBLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
"""Control characters and those that reorder or hide text: an address written backwards reads as another."""


def plain(text: str, limit: int = 600) -> str:
    """`text` on one line, without control and reordering characters, cut at a word with `…` beyond `limit`."""
    line = " ".join(INVISIBLE.sub("", text.replace("\n", " ").replace("\t", " ")).split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[limit // 2 :] else cut).rstrip(" ,;:.-–—") + "…"


def link(url: str) -> str:
    """`url` if it is a web address that can be linked to (http or https, with a host, without blanks); else nothing."""
    if INVISIBLE.search(url) or any(blank in url for blank in ' \n\t"<>\\`'):
        return ""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and host and parts.username is None else ""


def host_of(url: str) -> str:
    """The host of a linkable address, as readers know it; nothing for another."""
    return (urlsplit(url).hostname or "").removeprefix("www.") if link(url) else ""
