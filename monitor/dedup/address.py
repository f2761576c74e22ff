"""Canonical addresses: two links to one page become one string.

The result is an identity, not a link to follow: it says https where only http may answer, and leaves `www.` out.
"""

import re
from typing import Final
from urllib.parse import SplitResult, quote, unquote_to_bytes, urlsplit

import idna

from monitor.dedup.address_rules import address_rules

LONGEST: Final = 2000
"""Characters of a canonical address; longer ones are refused. An index of PostgreSQL takes about 2,700 bytes."""

_UNSEEN: Final = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028\u2029\ufeff]+")
"""What no browser takes for a part of an address: controls, blanks and the invisible."""
_SAFE_IN_PATH: Final = "/:@!$&'()*+,;=~-._"
_SAFE_IN_QUERY: Final = "/:@!$'()*,;~-._?[]"
_SESSION: Final = re.compile(r";(?:jsessionid|phpsessid)=[^/;]*", re.IGNORECASE)
_INDEX: Final = re.compile(r"/index\.(?:html?|php)$", re.IGNORECASE)
_AMP_FILE: Final = re.compile(r"\.amp(?=\.html?$|$)", re.IGNORECASE)
_AMP_PATH: Final = re.compile(r"^/(?:amp|[vcir])/s/([^/]+\.[^/]+)(/.*)?$")
_PORT: Final = re.compile(r":(\d*)$")
_LANGUAGE_ROOT: Final = re.compile(r"^/(?:ru|rus|kk|kz|kaz|uz|oz|ky|kg|kyr|tg|tj|taj|tk|tm|en|eng)$")


class AddressError(ValueError):
    """Not the address of a page on the web; the message says what it is instead."""


def canonical_url(url: str) -> str:
    """The one address that stands for all spellings of `url`. Raises AddressError for what is no page on the web.

    Canonical addresses stay as they are: `canonical_url(canonical_url(url)) == canonical_url(url)`.
    """
    parts = _split(url)
    for _ in range(4):  # a redirector inside a redirector is rare, a loop of them is hostile
        inner = _led_to(parts)
        if inner is None:
            break
        parts = _split(inner)
    host = _identity_host(_hostname(parts))
    canonical = f"https://{host}{_port(parts)}{_path(parts.path)}{_query(parts.query)}{_fragment(parts.fragment)}"
    if len(canonical) > LONGEST:
        raise AddressError(f"longer than {LONGEST} characters")
    return canonical


def host_of(url: str) -> str:
    """The host by which `url` is known: lower case, ASCII, without `www.` and its like. Raises AddressError."""
    return _identity_host(_hostname(_split(url)))


def is_site_root(url: str) -> bool:
    """Whether the address leads to a site's front page, in whatever language: it identifies no article."""
    parts = urlsplit(canonical_url(url))
    path = parts.path.rstrip("/")
    return not parts.query and not parts.fragment and (not path or bool(_LANGUAGE_ROOT.match(path)))


def is_mirror(host: str) -> bool:
    """Whether the host only copies what others wrote."""
    return any(host == mirror.host or host.endswith("." + mirror.host) for mirror in address_rules().mirrors)


def is_mirror_address(url: str) -> bool:
    """The same of an address; what is none is on no mirror."""
    try:
        return is_mirror(host_of(url))
    except AddressError:
        return False


def _split(url: str) -> SplitResult:
    cleaned = _UNSEEN.sub("", url)
    if cleaned.startswith("//"):
        cleaned = "https:" + cleaned
    try:
        parts = urlsplit(cleaned)
        scheme = parts.scheme.lower()
    except ValueError as error:
        raise AddressError(f"not an address ({error})") from None
    if scheme not in {"http", "https"}:
        raise AddressError(f"not an address of a page on the web ({scheme or 'no'} scheme)")
    return parts


def _hostname(parts: SplitResult) -> str:
    """The host, in lower case and ASCII (IDNA 2008, mapped as browsers do), without trailing dots."""
    host = _PORT.sub("", parts.netloc.rpartition("@")[2]).strip(".").lower()
    if not host:
        raise AddressError("no host")
    if host.startswith("["):
        if not re.fullmatch(r"\[[0-9a-f:.]+\]", host):
            raise AddressError("not a host")
        return host
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True, transitional=False).decode().strip(".")
        except (idna.IDNAError, UnicodeError):
            raise AddressError("not a host") from None
    if not re.fullmatch(r"[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?", host) or ".." in host:
        raise AddressError("not a host")
    return host


def _identity_host(host: str) -> str:
    rules = address_rules()
    while True:
        first, _, rest = host.partition(".")
        if first not in rules.variants or "." not in rest:  # m.kg is a site of its own
            break
        host = rest
    return rules.aliases.get(host, host)


def _port(parts: SplitResult) -> str:
    found = _PORT.search(parts.netloc.rpartition("@")[2])
    number = found[1].lstrip("0") if found else ""
    return "" if number in {"", "80", "443"} else f":{number}"


def _led_to(parts: SplitResult) -> str | None:
    """The address that a redirector or an AMP cache holds; None: it is an address of its own."""
    host = _identity_host(_hostname(parts))
    if host == "google.com" or host.endswith(".cdn.ampproject.org"):
        cached = _AMP_PATH.match(parts.path)
        if cached:
            return f"https://{cached[1]}{cached[2] or ''}" + (f"?{parts.query}" if parts.query else "")
    for rule in address_rules().redirectors:
        if host == _identity_host(rule.host) and parts.path.rstrip("/") == rule.path:
            values = dict(reversed(_pairs(parts.query)))
            for parameter in rule.parameters:
                inner = unquote_to_bytes(values.get(parameter, "")).decode(errors="replace")
                if inner.startswith(("http://", "https://")):
                    return inner
    return None


def _path(path: str) -> str:
    path = _encoded(_SESSION.sub("", path), _SAFE_IN_PATH)
    while True:  # what one rule takes away may lay bare what another looks for
        shorter = _AMP_FILE.sub("", _INDEX.sub("/", _without_dots(_SESSION.sub("", path))))
        if shorter == path:
            return path
        path = shorter


def _without_dots(path: str) -> str:
    """Dot segments resolved (RFC 3986 §5.2.4); empty ones, trailing slashes and `amp` left out."""
    kept: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            del kept[-1:]
        elif segment not in {"", "."} and segment.lower() != "amp":
            kept.append(segment)
    return "/" + "/".join(kept)


def _query(query: str) -> str:
    rules = address_rules()
    kept = [
        (_encoded(name, _SAFE_IN_QUERY), _encoded(value, _SAFE_IN_QUERY), bool(sign))
        for name, sign, value in (pair.partition("=") for pair in query.split("&"))
        if name and not rules.tracks(_plain(name), _plain(value))
    ]
    in_order = sorted(dict.fromkeys((name, value) for name, value, _ in kept), key=lambda pair: pair[0])
    return "?" + "&".join(f"{name}={value}" if value else name for name, value in in_order) if in_order else ""


def _fragment(fragment: str) -> str:
    """Only a fragment that a page's script takes for a path (#!/news/1, #/news/1) tells pages apart."""
    if not fragment.startswith(("!", "/")) or not fragment.strip("!/"):
        return ""
    return "#" + _encoded(fragment, _SAFE_IN_PATH).rstrip("/")


def _pairs(query: str) -> list[tuple[str, str]]:
    return [(_plain(name), value) for name, _, value in (pair.partition("=") for pair in query.split("&"))]


def _plain(text: str) -> str:
    return unquote_to_bytes(text.replace("+", " ")).decode(errors="replace").strip()


def _encoded(text: str, safe: str) -> str:
    """`text` percent-encoded in one way: what need not be is not, what must be is in UTF-8 and capitals.

    Bytes that are no UTF-8 (old sites of windows-1251) stay as they are. `%2F` is not a slash, nor `%26` an ampersand:
    what has a meaning in the place stays encoded.
    """
    pieces = re.split(r"(%[0-9A-Fa-f]{2})", text.replace("+", "%20") if safe == _SAFE_IN_QUERY else text)
    return "".join(
        _recoded(piece) if index % 2 else quote(piece.encode("utf-8", "surrogatepass"), safe=safe)
        for index, piece in enumerate(pieces)
    )


def _recoded(escape: str) -> str:
    byte = int(escape[1:], 16)
    letter = chr(byte)
    if byte < 0x80 and (letter.isalnum() or letter in "-._~"):  # unreserved (RFC 3986 §2.3)
        return letter
    return escape.upper()
