"""Places that a text names without being about them: datelines, routes, streets, districts, firms and agencies."""

import re
from collections.abc import Sequence
from functools import lru_cache

from monitor.match.forms import Word, read_form
from monitor.match.lexicon_files import lexicon
from monitor.match.spots import Page, Spot
from monitor.match.terms import gazetteer

_ROUTE = re.compile(r"[\"»]?\s?-\s?[\"«]?")
_AGENCY = re.compile(
    r"\s?(?:nevs|media|times|plus|info|todai|tv|radio|agentlig|agentstv|\.\w|reports?\b|reported\b|vrites?\b|soobsha\w+|pishet\b)"
)
_DATELINE = re.compile(r"[\s,]*(?:[./(]|\d|-\s|\s-|[,.]?\s*\d{1,2}\s)")
_STREETS_OF = re.compile(r"ulits(?:ah|am|ami)$")
"""«На улицах Оша»: the town's streets, not a street of that name."""
_VENUE = re.compile(
    r"\b(?:forum|konferentsi|press-konferentsi|brifing|summit|sammit|zasedani|konferents|conference|briefing|kollegi)\w*"
    r"(?:\s[\w-]+){0,4}\s(?:v|in)\s$"
)
"""«На пресс-конференции в Бишкеке»: where it was said, not where it stands."""
_WORD = re.compile(r"\w+")
_CLAUSE = re.compile(r"[.!?:;\n(]")
_PREVIOUS_WORD = re.compile(r"(\w+)[.\s\"]{1,2}$")
AND = frozenset(("i", "va", "jana", "men", "ve", "and", "mena", "me", "ja"))
LIST_REACH = 80
RANGE = 28
STATES = frozenset(("astana", "tashkent", "bishkek", "dushanbe", "ashgabat"))
_SERVICE = re.compile(r"\s-\s(?:an\s|ia\s|\w+\.(?:uz|kz|kg|tj|tm|media)|24|sputnik|kazinform|kabar|hovar)")
_LATER = re.compile(r"\b(?:navbat\w*|keiingi\w*|kelasi\w*|sleduiush\w*|v planah)\b")
DATELINE_REACH = 24
_FROM = re.compile(r"(?:\b(?:ot|from|az|s)\s(?:\w+\s)?)$")
_UP_TO = re.compile(r"(?:\b(?:do|to|po|ta|till)\s(?:\w+\s)?)$")
_ABLATIVE = re.compile(r"(?:dan|den|don|tan|ten|ton|nan|nen)$")
_AS_FAR_AS = re.compile(r"\w*\s(?:cheiin|deiin|gacha|kadar|chenli)\w*|\w*gacha\b")
_OUTSIDE = re.compile(r"\b(?:prigorod\w*|pod|bliz|nedaleko ot|near)\s$")
_GOVERNMENT = re.compile(
    r"\s(?:has\s|clears|cleared|sledit|obviniaet|slejka|zakazal|podpisal|zakupil|zakupit|dogovoril|nameren|hochet|poluchit|poluchil|prosit|gotov|obsudil|kupil|kupit|signs|signed|buys|orders|wants|plans)\w*"
)


def is_dateline(page: Page, spot: Spot) -> bool:
    """«АСТАНА. KAZINFORM — », «ТАШКЕНТ, 28 янв — Sputnik»: at the very start of the body, with a mark behind it."""
    text = page.folded.text
    begin = page.title_end
    between = re.sub(r"[\W\d_]+", "", text[begin : spot.start])
    if not spot.exact or spot.start < begin or len(between) > 14 or spot.start - begin > DATELINE_REACH:
        return False
    behind = text[spot.end : spot.end + 24]
    sure = page.in_capitals(spot.start, spot.end) or bool(between) or bool(_SERVICE.match(behind))
    return bool(_DATELINE.match(behind)) and (sure or not re.match(r"\s-\s", behind))


def is_passing(page: Page, spot: Spot, named: Sequence[Spot]) -> bool:
    """Whether a place is named for something other than the event: see the module."""
    return any(
        (
            is_dateline(page, spot),
            _is_route(page, spot, named),
            _is_agency(page, spot),
            _is_address(page, spot),
            _is_firm(page, spot),
            _is_later(page, spot, named),
            _is_of_visitors(page, spot),
            _is_range(page, spot, named),
            bool(_OUTSIDE.search(page.folded.text, max(0, spot.start - 16), spot.start)),
            _is_government(page, spot),
            is_venue(page, spot),
        )
    )


def _is_route(page: Page, spot: Spot, named: Sequence[Spot]) -> bool:
    """«трасса Бишкек — Ош»: both ends are in passing. «Бишкек — 651» is a list."""
    text = page.folded.text
    for other in named:
        first, second = (spot, other) if spot.start < other.start else (other, spot)
        if other.id != spot.id and first.end < second.start and _ROUTE.fullmatch(text, first.end, second.start):
            return True
    return _joined_to_a_name(page, spot)


def _joined_to_a_name(page: Page, spot: Spot) -> bool:
    """«Бектемир–Чорбоғ»: a dash without spaces between two capitalised words."""
    source = page.folded.source
    start, end = page.folded.original(spot.start, spot.end)
    before, after = source[max(0, start - 2) : start], source[end : end + 2]
    joined_before = len(before) == 2 and before[0].isalpha() and before[1] in "–—" and source[start].isupper()
    return joined_before or (len(after) == 2 and after[0] in "–—" and after[1].isupper())


def _is_later(page: Page, spot: Spot, named: Sequence[Spot]) -> bool:
    """«Кейинги навбат — Самарқанд»: somewhere else, another time."""
    begin, _ = page.sentence(spot.sentence)
    return bool(_LATER.search(page.folded.text, begin, spot.start)) and any(
        other.sentence != spot.sentence for other in named
    )


def _is_of_visitors(page: Page, spot: Spot) -> bool:
    """«Делегация из Астаны», "Astana's delegation": where the guests come from."""
    text = page.folded.text
    before, after = text[max(0, spot.start - 24) : spot.start], text[spot.end : spot.end + 16]
    return bool(
        re.search(r"(?:delegatsi\w*|gost\w*|delegation)\s(?:iz\s|from\s)?$", before)
        or re.match(r"s?\s(?:delegat\w+)", after)
    )


def _is_range(page: Page, spot: Spot, named: Sequence[Spot]) -> bool:
    """«От Нарына до Баткена», «Ак-Талаадан Лейлекке чейин»: the whole country, and neither end."""
    text = page.folded.text
    for other in named:
        first, second = (spot, other) if spot.start < other.start else (other, spot)
        if other.id == spot.id or not 0 < second.start - first.end < RANGE or first.sentence != second.sentence:
            continue
        begins = _FROM.search(text, max(0, first.start - 16), first.start)
        ends = _UP_TO.search(text, first.end, second.start)
        if (begins and ends) or (
            _ABLATIVE.search(text[first.start : first.end]) and _AS_FAR_AS.match(text, second.end)
        ):
            return True
    return False


def _is_government(page: Page, spot: Spot) -> bool:
    """«Ашхабад заказал оборудование»: the state, called by its capital."""
    colon = page.folded.text[max(0, spot.start - 2) : spot.start] == ": "
    opens = spot.exact and spot.id in STATES and (colon or page.begins_sentence(spot.start))
    return opens and bool(_GOVERNMENT.match(page.folded.text, spot.end))


def is_venue(page: Page, spot: Spot) -> bool:
    """Whether a place is only where something was said: it tells the country, not the place."""
    begin, _ = page.sentence(spot.sentence)
    return bool(_VENUE.search(page.folded.text, max(begin, spot.start - 80), spot.start))


def _is_agency(page: Page, spot: Spot) -> bool:
    text = page.folded.text
    quoted = text[spot.start - 1 : spot.start] == '"' and text[spot.end : spot.end + 1] == '"'
    if quoted or _AGENCY.match(text, spot.end):
        return True
    return bool(re.search(r"(?:azia-plius|agentlig\w*)\s\"?$", text[max(0, spot.start - 16) : spot.start]))


def _is_address(page: Page, spot: Spot) -> bool:
    """A street, park, club or town district that bears the name of a place, alone or in a list of them."""
    text = page.folded.text
    before = _PREVIOUS_WORD.search(text, max(0, spot.start - 32), spot.start)
    if before and _fits("street_before", before.group(1)) and not _STREETS_OF.match(before.group(1)):
        return True
    if _is_adjective(text[spot.start : spot.end]):
        return False
    return _list_ends_in_street(page, spot) or _in_districts(text, spot)


def _list_ends_in_street(page: Page, spot: Spot) -> bool:
    """«Навои кўчасида», «Чүй, Киев жана Чокморов көчөлөрү»: names up to the word for a street or a district."""
    text = page.folded.text
    for found in _WORD.finditer(text, spot.end, spot.end + LIST_REACH):
        if _CLAUSE.search(text, spot.end, found.start()):
            return False
        token = found.group()
        if _fits("street_after", token) or (_is_town(spot) and _is_large(spot) and _fits("district_after", token)):
            return True
        if token not in AND and not page.source(found.start(), found.end())[0].isupper():
            return False
    return False


def _in_districts(text: str, spot: Spot) -> bool:
    """«в районах Сарайшык и Алматы»."""
    before = text[max(0, spot.start - 40) : spot.start]
    return bool(re.search(r"raiona(?:h|m|mi)?\s(?:\w+(?:,\s|\si\s))*$", before)) and _is_town(spot)


def _is_firm(page: Page, spot: Spot) -> bool:
    """«Glans Gesellschaft Tashkent», Digital Almaty: one of several Latin names in a text of another script."""
    source = page.folded.source
    start, end = page.folded.original(spot.start, spot.end)
    if not source[start:end].isascii():
        return False
    around = re.search(r"([A-Za-z]+)\s$", source[max(0, start - 24) : start])
    after = re.match(r"\s([A-Z][A-Za-z]+)", source[end : end + 24])
    quoted = re.search(r"[«“\"][^«»“”\"]*$", source[max(0, start - 60) : start]) and re.search(
        r"^[^«»“”\"]*[»”\"]", source[end : end + 60]
    )
    foreign_script = page.text.title != "" and not page.folded.source.isascii() and _mostly_other(source)
    named = bool(around and around.group(1)[0].isupper()) or bool(after)
    return named and (foreign_script or bool(quoted))


def _mostly_other(source: str) -> bool:
    letters = [character for character in source[:400] if character.isalpha()]
    return sum(not character.isascii() for character in letters) > len(letters) / 2


def _is_town(spot: Spot) -> bool:
    return not spot.id.endswith("-region")


def _is_large(spot: Spot) -> bool:
    """A city lends its name to a district of another city; a small town's district is its own."""
    return spot.id in _large()


@lru_cache(maxsize=1)
def _large() -> frozenset[str]:
    return frozenset(place["id"] for place in gazetteer() if place["kind"] != "town")


def _is_adjective(word: str) -> bool:
    return bool(re.search(r"sk(?:i|ogo|omu|im|om|aia|oi|uiu|oe|ie|ih|imi)$", word))


@lru_cache(maxsize=8)
def _words(name: str) -> tuple[Word, ...]:
    return tuple(
        word for written in lexicon("geography")["passing"][name] for word in read_form(str(written)).words[:1]
    )


def _fits(name: str, token: str) -> bool:
    return any(word.fits(token) for word in _words(name))
