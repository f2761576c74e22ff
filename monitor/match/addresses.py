"""Names of places that something else bears: streets, crossings, districts of a city, roads, firms and agencies."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache

from monitor.match.forms import Word, read_form
from monitor.match.lexicon_files import lexicon
from monitor.match.spots import Page, Spot
from monitor.text.fold import fold

_UPPER = "[A-ZА-ЯЁҚҒҲЎӢҶӮҢӨҮҰІ]"
_PAIR = re.compile(rf"{_UPPER}[\w.-]+(?: {_UPPER}[\w.-]+){{0,2}}\s?[—–-]\s?{_UPPER}\w+")
PAIRS = 3
"""So many pairs of names in a sentence are a list of crossings."""
_ROUTE = re.compile(r"[\"»]?\s?-\s?[\"«]?")
_ROUTE_GAP = re.compile(r"[\s\"»-]{1,4}")
_ROAD_NUMBER = re.compile(r"\b[am]-?\s?\d{1,3}\s?[-,:]?\s?[\"(]?$")
_OTHER_END = re.compile(r"[\"»]?\s-\s[\"«]?(?=\w)")
_OTHER_BEGINNING = re.compile(r"(\w+)[\"»]?\s-\s[\"«]?$")
_AGENCY = re.compile(
    r"\s?(?:nevs|media|times|plus|info|todai|tv|radio|agentlig|agentstv|\.\w|reports?\b|reported\b|vrites?\b|soobsha\w+|pishet\b)"
)
_SITE = re.compile(r"(?:-\w+)*\.(?:kz|uz|kg|tj|tm|com|org|info|net|media|ru)\b")
"""«Almaty-akshamy.kz»: a site."""
_BORDER = re.compile(r"\b(?:chegara|shekara|chek ara|serhet|pogran|granits|propusk|kpp\b|border)")
_CORRESPONDENT = re.compile(r"d[ae]n\shabar\b")
"""«Mary welaýatyndan habar berýär»: where the reporter writes from."""
_FAMILY_NAME = re.compile(
    r"\s(?:\w{2,}?(?:ov|ev|ova|eva|bekov|kizi|uli)(?:a|u|om|im|oi|[dnt]in|di|ga|ni|ning)?\b|\w+\s(?:uulu|uli|kizi)\b)"
)
_SURNAME = re.compile(r"(?:ov|ev)(?:a|u|im|om|e|dun|din|tin|go|ga|du)?$")
_GIVEN_NAME = re.compile(r"(?<=\s)([^\W\d_]{3,})\s$")
"""Towns that bear a surname: «Аяз Баетов», «Исхак Раззаков»."""
_CAPITAL = re.compile("[А-ЯЁӨҮІҚҒҰӘҲЎ][а-яёөүіқғұәҳўң]+$")
_SEVERAL = re.compile(r"(?:ah|am|ami|\w{4}ov|\w{4}ei|ulits)$")
"""«На улицах Оша», «сеть парков Ташкента»: the town's streets and parks, none of that name."""
_VENUE = re.compile(r"park|kafe$|trts$|tts$|otel|gostinits|bank|klub")
"""«В парке Ташкента»: what bears a name leaves it undeclined, «в парке Ташкент»."""
_PLURAL = re.compile(r"^\w{3,}?(?:[ldt][aeo]r|hoi|ho)\w{0,8}$")
"""«Астана көшелерінен»: the town's streets, none of its name."""
_ITS_OWN = re.compile(r"\s(?:shaar|kala|shahar|shahr|shaher|oblus|oblis|viloiat|velaiat)\w*")
"""«Ош шаарынын көчөлөрү»: the town is named as such before its streets are."""
_LOCATIVE = re.compile(r"[dt][aeo]$")
_CROSSINGS = re.compile(r"\b(?:intersection|crossroad|junction|avenue|street|crossing)")
_WORD = re.compile(r"\w+")
_CLAUSE = re.compile(r"(?<!\b[a-z])\.|[!?:;\n(]|\s\"")
"""What a list of names does not go on behind; the full stop of an initial is none."""
_PREVIOUS_WORD = re.compile(r"(\w+)[.\s\"]{1,2}$")
_LAST_WORDS = re.compile(r"[\w\s,\"-]*$")
AND = frozenset(("i", "va", "jana", "men", "pen", "ben", "ham", "hem", "ve", "and", "mena", "me", "ja", "bilan"))
ALSO = "ham"
"""Karakalpak "and", Uzbek "also": «Самарқандда ҳам кўчаларга камера»."""
LIST_REACH = 80
DASH = 8
"""Letters that a dash with its spaces and quotes takes at most."""
_ASTANA = re.compile(r"\b(?:astan|nur-sultan|stolits|elord)")
LENDERS = re.compile(r"(?:astan|almat|tashkent|toshkent|bishkek|dushanbe|ashgabat|ashhabad)")
"""Cities whose names districts of other cities bear; any other name is that of the district's own place."""


def is_address(page: Page, spot: Spot) -> bool:
    """A street, crossing, park, club or town district that bears the name of a place, alone or in a list of them."""
    text = page.folded.text
    if _ITS_OWN.match(text, spot.end) or _ITS_OWN.search(text[spot.start : spot.end]):
        return False
    before = _PREVIOUS_WORD.search(text, max(0, spot.start - 32), spot.start)
    if before and fits("street_before", before.group(1)) and not _is_of_the_town(before.group(1), spot):
        return True
    if _is_adjective(text[spot.start : spot.end]):
        return False
    return (
        _list_ends_in_street(page, spot)
        or _at_a_crossing(page, spot)
        or _is_one_of_pairs(page, spot)
        or _in_districts(text, spot)
    )


def _is_one_of_pairs(page: Page, spot: Spot) -> bool:
    """«Боконбаева — Манаса, Чуй — Манаса, Чуй — Фучика»: crossings, each by its two streets."""
    begin, end = page.sentence(spot.sentence)
    pairs = list(_PAIR.finditer(page.source(begin, end)))
    at = page.folded.original(spot.start, spot.end)[0] - page.folded.original(begin, end)[0]
    return len(pairs) >= PAIRS and any(pair.start() <= at < pair.end() for pair in pairs)


def _is_of_the_town(venue: str, spot: Spot) -> bool:
    """Whether a street or venue before a place is the town's own, and not called after it."""
    return bool(_SEVERAL.search(venue) or (_VENUE.match(venue) and not spot.exact))


def _list_ends_in_street(page: Page, spot: Spot) -> bool:
    """«Навои кўчасида», «Чүй, Киев жана Чокморов көчөлөрү»: names up to the word for a street or a district.

    One name before several streets is the town they are in: «Тошкент кўчаларида».
    """
    text = page.folded.text
    several = text[spot.start - 1 : spot.start] == '"' or bool(_before_in_list(page, spot))
    if _goes_before_a_name(page, spot):
        return False
    for found in _WORD.finditer(text, spot.end, spot.end + LIST_REACH):
        if _CLAUSE.search(text, spot.end, found.start()):
            return False
        token = found.group()
        if fits("street_after", token):
            return several or not _PLURAL.match(token)
        if LENDERS.match(text, spot.start) and fits("district_after", token):
            return True
        if token not in AND and not page.source(found.start(), found.end())[0].isupper():
            return False
        several |= token not in AND
    return False


def _goes_before_a_name(page: Page, spot: Spot) -> bool:
    """«Тошкентда Амир Темур кўчасида»: with an ending of its own, a place is no part of the name behind it."""
    following = re.match(r"\s(\w+)", page.folded.text[spot.end : spot.end + 32])
    bare = spot.exact and not _LOCATIVE.search(page.folded.text[spot.start : spot.end])
    if bare or not following or following.group(1) in AND - {ALSO}:
        return False
    if following.group(1) == ALSO:
        return True
    return page.is_capitalised(spot.end + 1, spot.end + 2)


def _before_in_list(page: Page, spot: Spot) -> str:
    """The word that a list of names begins behind: «на пересечениях» of «на пересечениях Чуй — Шопокова и Оша»."""
    text = page.folded.text
    begin = max(0, spot.start - LIST_REACH)
    listed = _LAST_WORDS.search(text, begin, spot.start)
    names = 0
    for found in reversed(list(_WORD.finditer(text, listed.start() if listed else begin, spot.start))):
        token = found.group()
        capital = page.source(found.start(), found.end())[0].isupper() or token.isdigit()
        if token not in AND and not capital:
            return token if names else ""
        names += capital
    return ""


def _at_a_crossing(page: Page, spot: Spot) -> bool:
    """«На углу Чуй и Шопокова»: streets, whose names follow the word for where they meet."""
    text = page.folded.text
    before = _PREVIOUS_WORD.search(text, max(0, spot.start - 32), spot.start)
    return any(
        word and fits("crossing_before", word) for word in (before and before.group(1), _before_in_list(page, spot))
    )


def _in_districts(text: str, spot: Spot) -> bool:
    """«в районах Сарайшык и Алматы»; of one district («в районе Алматы») only where Astana is spoken of."""
    before = text[max(0, spot.start - 40) : spot.start]
    several = re.search(r"raion(?:i|ah?|am|ami)\s(?:\w+(?:,\s|\si\s))*$", before)
    one = re.search(r"raion\w{0,2}\s\"?$", before) and _ASTANA.search(text)
    return bool((several or one) and LENDERS.match(text, spot.start))


def is_route(page: Page, spot: Spot, named: Sequence[Spot]) -> bool:
    """«трасса Бишкек — Ош»: both ends are in passing. «Бишкек — 651» is a list."""
    text = page.folded.text
    for other in beside(spot, named, DASH):
        first, second = (spot, other) if spot.start < other.start else (other, spot)
        if other.id != spot.id and first.end < second.start and _ROUTE.fullmatch(text, first.end, second.start):
            return True
    return _joined_to_a_name(page, spot) or _is_end_of_a_road(page, spot) or _has_a_road_number(page, spot, named)


def beside(spot: Spot, named: Sequence[Spot], reach: int) -> Sequence[Spot]:
    """Those of `named`, which stand in reading order, that are so near a place; itself among them."""
    first = bisect_left(named, spot.start - reach, key=lambda one: one.end)
    return named[first : bisect_right(named, spot.end + reach, key=lambda one: one.start)]


def _joined_to_a_name(page: Page, spot: Spot) -> bool:
    """«Бектемир–Чорбоғ»: a dash without spaces between two capitalised words."""
    source = page.folded.source
    start, end = page.folded.original(spot.start, spot.end)
    before, after = source[max(0, start - 2) : start], source[end : end + 2]
    dashes = "–—-" if _speaks_of_crossings(page, spot) else "–—"
    joined_before = len(before) == 2 and before[0].isalpha() and before[1] in dashes and source[start].isupper()
    return joined_before or (len(after) == 2 and after[0] in dashes and after[1].isupper())


def _speaks_of_crossings(page: Page, spot: Spot) -> bool:
    """Whether the sentence or the title names streets by their crossings: "Chui-Manas, Chui-Pavlov"."""
    text = page.folded.text
    begin, end = page.sentence(spot.sentence)
    return bool(_CROSSINGS.search(text, begin, end) or _CROSSINGS.search(text, 0, page.title_end))


def _has_a_road_number(page: Page, spot: Spot, named: Sequence[Spot]) -> bool:
    """«М-36 Алматы Бишкек»: what a road's number stands before, and the names joined to it."""
    text = page.folded.text
    first = spot
    for other in reversed(beside(spot, named, DASH)):
        if other.end < first.start and _ROUTE_GAP.fullmatch(text, other.end, first.start):
            first = other
    return bool(_ROAD_NUMBER.search(text, max(0, first.start - 12), first.start))


def _is_end_of_a_road(page: Page, spot: Spot) -> bool:
    """«на трассе Сарыкемер — Акшолак»: the word for a road before or behind tells that a dash joins two ends."""
    text = page.folded.text
    behind, before = (
        _OTHER_END.match(text, spot.end),
        _OTHER_BEGINNING.search(text, max(0, spot.start - 40), spot.start),
    )
    first = spot.start if behind else before.start(1) if before else -1
    other = behind.end() if behind else first
    if first < 0 or not page.is_capitalised(other, other + 1):
        return False
    lead = _PREVIOUS_WORD.search(text, max(0, first - 32), first)
    tail = _WORD.findall(text, max(spot.end, other), max(spot.end, other) + 48)[:4]
    return bool(lead and fits("road_before", lead.group(1))) or any(fits("road_after", word) for word in tail)


def is_road_to(page: Page, spot: Spot) -> bool:
    """«Parkent va Olmaliq yoʻllari», «the Saryagash road»: named by where it leads."""
    text = page.folded.text
    if _goes_before_a_name(page, spot) or _ITS_OWN.search(text[spot.start : spot.end]):
        return False
    for found in _WORD.finditer(text, spot.end, spot.end + LIST_REACH):
        token = found.group()
        if _CLAUSE.search(text, spot.end, found.start()):
            return False
        if fits("road_after", token):
            return True
        if token not in AND and not page.source(found.start(), found.end())[0].isupper():
            return False
    return False


def is_person(page: Page, spot: Spot) -> bool:
    """«Нұрек Әуезов», «Манас Койчукулов»: a given name before a family name."""
    family = _FAMILY_NAME.match(page.folded.text, spot.end)
    if family and spot.exact and page.is_capitalised(spot.end + 1, spot.end + 2):
        return True
    return bool(_SURNAME.search(page.folded.text[spot.start : spot.end])) and _behind_a_given_name(page, spot)


def _behind_a_given_name(page: Page, spot: Spot) -> bool:
    """«министр Аяз Баетов»: a capital word before it that begins no sentence and names no town."""
    before = _GIVEN_NAME.search(page.folded.text, max(page.starts[spot.sentence] + 1, spot.start - 24), spot.start)
    return before is not None and bool(_CAPITAL.match(page.source(before.start(1), before.end(1))))


def is_agency(page: Page, spot: Spot) -> bool:
    """«Фергана», Asia-Plus, "Tashkent Times": a paper or an agency."""
    text = page.folded.text
    if _CORRESPONDENT.search(text, spot.start, spot.end + 7):
        return True
    if _SITE.match(text, spot.end):
        return True
    quoted = text[spot.start - 1 : spot.start] == '"' and text[spot.end : spot.end + 1] == '"'
    if (quoted and not _is_checkpoint(text, spot)) or _AGENCY.match(text, spot.end):
        return True
    return bool(re.search(r"(?:azia-plius|agentlig\w*)\s\"?$", text[max(0, spot.start - 16) : spot.start]))


def _is_checkpoint(text: str, spot: Spot) -> bool:
    """«Чегарадаги «Айритом»», «пункт пропуска «Айритом»»: a place on the border, written in quotes."""
    return bool(_BORDER.search(text, max(0, spot.start - 40), spot.end + 40))


def is_firm(page: Page, spot: Spot) -> bool:
    """«Glans Gesellschaft Tashkent», Digital Almaty: one of several Latin names in a text of another script."""
    source = page.folded.source
    start, end = page.folded.original(spot.start, spot.end)
    if not source[start:end].isascii():
        return False
    around = re.search(r"([A-Za-z]+)\s$", source[max(0, start - 24) : start])
    after = re.match(r"\s([A-Z][A-Za-z]+)", source[end : end + 24])
    foreign_script = page.text.title != "" and not source.isascii() and _mostly_other(source)
    named = bool(around and around.group(1)[0].isupper()) or bool(after)
    return named and (foreign_script or in_a_quoted_name(page, spot))


def in_a_quoted_name(page: Page, spot: Spot) -> bool:
    """«Астана Innovations», «Алматы Қала Жарығы»: one of the words of a name in quotes."""
    source = page.folded.source
    start, end = page.folded.original(spot.start, spot.end)
    before = re.search(r"[«“\"]([^«»“”\"]*)$", source[max(0, start - 60) : start])
    after = re.match(r"([^«»“”\"]*)[»”\"]", source[end : end + 60])
    others = re.findall(r"[^\W\d_]+", f"{before.group(1)} {after.group(1)}") if before and after else []
    return bool(others) and others[0][0].isupper()


def _mostly_other(source: str) -> bool:
    letters = [character for character in source[:400] if character.isalpha()]
    return sum(not character.isascii() for character in letters) > len(letters) / 2


def _is_adjective(word: str) -> bool:
    return bool(re.search(r"sk(?:i|ogo|omu|im|om|aia|oi|uiu|oe|ie|ih|imi)$", word))


@lru_cache(maxsize=16)
def _words(name: str) -> tuple[Word, ...]:
    return tuple(word for written in _listed(name) for word in read_form(written).words[:1])


@lru_cache(maxsize=1 << 14)
def fits(name: str, token: str) -> bool:
    """Whether a word is one of a list of lexicon/geography.yaml."""
    return any(word.fits(token) for word in _words(name))


@lru_cache(maxsize=16)
def phrases(name: str) -> re.Pattern[str]:
    """The phrases of a list of lexicon/geography.yaml; `~` lets a word go on."""
    told = (re.escape(fold(one.rstrip("~")).text) + r"\w*" * one.endswith("~") for one in _listed(name))
    return re.compile(r"(?<!\w)(?:" + "|".join(told) + r")(?!\w)")


def _listed(name: str) -> Iterable[str]:
    return (str(one) for one in lexicon("geography")["passing"][name])
