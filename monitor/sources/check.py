"""Every mistake in sources.yaml, each with its place and its remedy."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from monitor.sources.kinds import kinds
from monitor.sources.source import Source
from monitor.yamlfile import Key, Problem, YamlFile, dotted, expand, unquoted

LISTING = re.compile(
    r"/(?:tags?|category|categories|rubric|rubrics|author|authors|search|page/\d+)(?:/|$)", re.IGNORECASE
)
PAGING = frozenset({"page", "paged", "p", "start", "offset"})
FEED_END = re.compile(r"(?:/(?:rss2?|feed|atom)/?|\.(?:xml|rss|atom|json))$", re.IGNORECASE)
LANGUAGE = re.compile(r"^[a-z]{2,3}(?:-[A-Z][a-z]{3})?$")
COUNTRIES_FOR_LANGUAGES = {"kz": "kk", "kg": "ky", "tj": "tg", "tm": "tk", "cn": "zh", "ua": "uk"}
"""Codes of countries that are written where a language is meant."""
COUNTRIES = frozenset(
    re.findall(
        "..",
        "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCXCY"
        "CZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISITJE"
        "JMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNGNINLNO"
        "NPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTN"
        "TOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW",
    )
)
"""ISO 3166-1 alpha-2."""


def check_catalogue(file: YamlFile, environment: Mapping[str, str] | None = None) -> list[Problem]:
    """All problems of a parsed sources.yaml; `fatal` is False for what is merely suspect."""
    known = os.environ if environment is None else environment
    data = {} if file.data is None else file.data
    if not isinstance(data, dict):
        return [file.problem((), "the file is no mapping", "begin it with the line `sources:`")]
    problems = [
        file.problem(path, "${…} stands without quotes", 'write it in quotes: "${NAME}"') for path in unquoted(file)
    ]
    problems += [
        file.problem((key,), f"there is no key {key!r} here", "the only key at this level is `sources`")
        for key in data
        if key != "sources"
    ]
    listed = data.get("sources")
    if not isinstance(listed, list):
        if listed is not None:
            problems.append(file.problem(("sources",), "this is no list", "write each source as `- id: …`"))
        return problems
    for place, raw in enumerate(listed):
        problems += _of_one(file, place, raw, known)
    return [*problems, *_of_all(file, listed)]


def _of_one(file: YamlFile, place: int, raw: Any, environment: Mapping[str, str]) -> Iterator[Problem]:
    """What is wrong with one source by itself."""
    path: tuple[Key, ...] = ("sources", place)
    if not isinstance(raw, dict):
        yield file.problem(path, "this is no source", "write it as `- id: …`, `name: …`, `url: …`")
        return
    value, _ = expand(raw, environment)
    unset = {key: names for key, written in raw.items() if (names := expand(written, environment)[1])}
    for key, names in unset.items():
        for name in names:
            yield file.problem((*path, key), f"{name} is not set", f"set {name} in the environment or in .env")
    try:
        source = Source.model_validate(value)
    except ValidationError as error:
        for detail in error.errors():
            yield _told(file, path, detail)
        return
    told = {dotted((*path, key)) for key in unset}
    yield from (problem for problem in _by_field(file, path, source) if problem.key not in told)


def _by_field(file: YamlFile, path: tuple[Key, ...], source: Source) -> Iterator[Problem]:
    """What a well-formed source says that cannot be, or is hardly meant."""
    if wrong := _wrong_url(source.url):
        yield file.problem((*path, "url"), *wrong)
    elif suspect := _suspect_url(source.url):
        yield file.problem((*path, "url"), *suspect, fatal=False)
    if source.kind not in kinds():
        yield file.problem(
            (*path, "kind"), f"there is no kind {source.kind!r}", _meant(source.kind, kinds(), "use one of: ")
        )
    if source.country and source.country not in COUNTRIES:
        remedy = "write GB" if source.country == "UK" else "write two capitals by ISO 3166, such as KZ"
        yield file.problem((*path, "country"), f"there is no country {source.country!r}", remedy)
    if source.language and (source.language in COUNTRIES_FOR_LANGUAGES or not LANGUAGE.match(source.language)):
        meant = COUNTRIES_FOR_LANGUAGES.get(source.language, "ru, kk, kk-Latn, uz, uz-Cyrl, ky, tg, tk, en or zh")
        yield file.problem((*path, "language"), f"there is no language {source.language!r}", f"write {meant}")
    if source.timezone and not _is_zone(source.timezone):
        close = get_close_matches(source.timezone, available_timezones(), n=1, cutoff=0.8)
        near = f"did you mean {close[0]!r}?" if close else "write a name such as Asia/Almaty"
        yield file.problem((*path, "timezone"), f"there is no time zone {source.timezone!r}", near)
    if source.proxy and source.proxy != "direct" and not _is_proxy(source.proxy):
        yield file.problem((*path, "proxy"), "not the address of a proxy", "write http://…, socks5://… or direct")


def _of_all(file: YamlFile, listed: list[Any]) -> Iterator[Problem]:
    """What is wrong between sources."""
    ids: dict[str, int] = {}
    addresses: dict[str, str] = {}
    for place, raw in enumerate(listed):
        if not isinstance(raw, dict):
            continue
        name, url = raw.get("id"), raw.get("url")
        if isinstance(name, str):
            if name in ids:
                first = file.line(("sources", ids[name], "id"))
                what = f"the id {name!r} is taken already (line {first})"
                yield file.problem(("sources", place, "id"), what, "give this source an id of its own")
            ids.setdefault(name, place)
        if isinstance(url, str) and (plain := _plain_address(url)):
            if plain in addresses:
                what = f"the source {addresses[plain]!r} has the same address"
                yield file.problem(("sources", place, "url"), what, "keep one of the two", fatal=False)
            addresses.setdefault(plain, str(name))


def _told(file: YamlFile, path: tuple[Key, ...], detail: ErrorDetails) -> Problem:
    """A model's complaint in the words of the file."""
    where = tuple(part for part in detail["loc"] if isinstance(part, str | int))
    key, shown = str(where[0]) if where else "", str(detail.get("input"))[:60]
    match detail["type"]:
        case "extra_forbidden":
            remedy = _meant(key, tuple(Source.model_fields), "the keys are: ")
            return file.problem((*path, *where), f"there is no key {key!r}", remedy)
        case "missing":
            return file.problem(path, f"{key!r} is missing", f"add `{key}: …` to this source")
        case "string_pattern_mismatch" if key == "id":
            remedy = "use small Latin letters, digits and hyphens"
            return file.problem((*path, *where), f"{shown!r} cannot be an id", remedy)
        case "string_pattern_mismatch" if key == "country":
            remedy = "write two capitals by ISO 3166, such as KZ"
            return file.problem((*path, *where), f"{shown!r} is no country", remedy)
        case "enum":
            expected = str(detail.get("ctx", {}).get("expected", ""))
            remedy = _meant(shown, re.findall(r"'([^']+)'", expected), "use one of: ")
            return file.problem((*path, *where), f"{shown!r} is not known here", remedy)
        case "value_error":
            what, _, remedy = detail["msg"].removeprefix("Value error, ").partition("; ")
            return file.problem((*path, *where), what, remedy or "correct it")
    return file.problem((*path, *where), f"{shown!r} does not fit", detail["msg"].lower())


def _meant(written: str, known: Sequence[str], otherwise: str) -> str:
    near = get_close_matches(written.lower(), [one.lower() for one in known], n=1, cutoff=0.6)
    if near:
        return f"did you mean {next(one for one in known if one.lower() == near[0])!r}?"
    return otherwise + ", ".join(known)


def _wrong_url(url: str) -> tuple[str, str] | None:
    """Why nothing can be fetched from `url`, and the remedy."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        return f"not an address ({error})", "copy it from a browser's address line"
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return "not the address of a web page or feed", "begin it with https://"
    if "@" in parts.netloc:
        return "a user name or password stands in the address", "take it out; nothing is fetched with a password"
    if any(letter.isspace() for letter in url):
        return "a blank stands in the address", "take it out, or write it as %20"
    return None


def _suspect_url(url: str) -> tuple[str, str] | None:
    """Why `url` is hardly a whole outlet, and the remedy."""
    parts = urlsplit(url)
    if FEED_END.search(parts.path):
        return None
    paged = any(name.lower() in PAGING and value.isdecimal() for name, value in parse_qsl(parts.query))
    if paged or LISTING.search(parts.path):
        what = "this is the address of one tag, section or page of a list, not of the outlet's feed"
        return what, "run `footprint sources add` with the outlet's homepage: it finds the feed"
    return None


def _plain_address(url: str) -> str:
    """The address without what makes no difference between two sources."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    return f"{host}{parts.path.rstrip('/')}?{parts.query}" if host else ""


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, LookupError, OSError):
        return False
    return True


def _is_proxy(address: str) -> bool:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https", "socks5", "socks5h") and bool(parts.hostname)
