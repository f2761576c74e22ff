"""Places that a text names without being about them: datelines, routes, addresses, visitors, comparisons."""

import re
from collections.abc import Sequence

from monitor.match.place_words import fits, phrases, stands_before
from monitor.match.places.addresses import is_address
from monitor.match.places.governments import STATES, is_government
from monitor.match.places.headings import DEVICES, heads_the_page, is_byline, stands_apart
from monitor.match.places.mentions import (
    is_compared_elsewhere,
    is_home_of_people,
    is_less_or_more,
    is_part_of_the_nation,
    is_prompt,
    is_ranked,
    prompts_the_nation,
    speaks_across,
)
from monitor.match.places.namesakes import (
    in_a_quoted_name,
    is_agency,
    is_bidder,
    is_firm,
    is_of_a_source,
    is_person,
    is_river,
)
from monitor.match.places.naming import ABLATIVE, OF_A_TOWN, bare_names
from monitor.match.places.occasions import (
    is_example,
    is_in_a_record,
    is_measured_from,
    is_of_the_centre,
    is_party,
    is_seat,
    is_visited,
)
from monitor.match.places.roads import beside, is_direction, is_road_to, is_route, is_stretch
from monitor.match.spots import HAN, Page, Spot

_DATELINE = re.compile(
    r"(?:,\s\w{5,14}|,\s\w{3,9}\.?\s\d{1,2}\s\([a-z]+\))?[\s,]*(?:[./(]|\"[\w.]+\"|\w+\.(?:kz|uz|kg|tj|tm)\b|\d|-\s|\s-|[,.]?\s*\d{1,2}\s)"
)
_INTO = re.compile(r"\bv\s$")
_DECLINED = re.compile(r"[bcdfghjklmnpqrstvxz](?<!om)$")
"""A Russian name that ends so has another form for where something is: «в Ташкенте»; «в Рудном» is that form."""
_OF = re.compile(r"(?:[\w\"&-]+\s){1,5}(?:iz|from)\s(?:g\.\s|gorod\w*\s)?$")
_OF_A_NAME = re.compile(r"(?P<whose>\w*)\s?\"[^\"\n]{2,30}\"\s(?:iz|from)\s(?:g\.\s|gorod\w*\s)?$")
"""«Их ставит «Көркем-Телеком» из Астаны»; not «камеры «Hikvision» из Тараза»."""
_DEVICES = re.compile(r"(?:video)?kamer|kompleks|radar|dron|sistem|camera")
_SEATED = re.compile(
    r"\s(?:[\w-]+(?:nogo|ni|naia|noi|nom|nomu)\s)?(?:fond|startap|razrabotchik|firm[aieou]|kompani(?:a|iu|ei)\b|pravozashitnik)"
)
"""«Отчёт бишкекского общественного фонда»: the seat of one organisation."""
_BASED = re.compile(
    r"-based\b|\s(?:reseller|distributor|dealer|supplier|integrator|start-?up|firm|compani)\b"
    r"|lik\s(?:kompani|firma|podratchi|merdiger)"
)
_LATIN_NAME = re.compile(r"\s[«\"]?[A-Z][a-z]+")
_COUNTED = re.compile(rf"\W{{1,3}}\d[\d ]{{0,6}}\s(?:\w+\s)?{DEVICES}")
"""«Тараз. 40 камер. Шымкент. 25 камер»: an entry of a list."""
RANGE = 48
OWNED = 2
"""Letters between a region and its town behind it."""
UNLIKE = 40
"""So near behind a place stands the word for "unlike" in Turkic: «Тошкентда ўрнатилган тизимдан фарқли»."""
_NEWS_LINE = re.compile(r",\s\d{1,2}[\s-]\w{3,10}\.?\s-\s\w")
"""«ДУШАНБЕ, 15 июн — Sputnik»: behind a lead it is one too."""
_HOME = re.compile(r"(?:^|\n)(?:uzbekistan|kazahstan|kirgizstan|tadjikistan|turkmenistan),\s$")
"""«Узбекистан, Ташкент – АН Podrobno.uz»."""
_SERVICE = re.compile(r"\s-\s(?:an\s|ia\s|\w+\.(?:uz|kz|kg|tj|tm|media)|24|sputnik|kazinform|kabar|hovar)")
_MONTH = (
    r"(?:ianvar|fevral|mart|aprel|ma[ia]|iun|iul|avgust|sentiabr|oktiabr|noiabr|dekabr|januar|februar|march|june|july"
    r"|julai|august|september|october|november|december)\w{0,2}"
)
_DAY = re.compile(rf"\.\s(?:\d{{1,2}}\s{_MONTH}|{_MONTH}\s\d{{1,2}})\.\s")
"""«Алматы. 12 марта. KAZAKHSTAN TODAY»."""
_WIRE = re.compile(r"\.?\s(?:kazinform|kazakparat|kabar|sputnik|tass|hovar|tdh|uza|akipress)\b\W{0,3}-")
_LATER = re.compile(r"\b(?:navbat\w*|keingi\w*|kinki\w*|kelasi\w*|sleduiush\w*|dalshe|v planah)\b")
DATELINE_REACH = 24
_WIRED = re.compile(r"(?:(?:\d{1,2}月)?\d{1,2}日)?[电電](?![子视力网动话信脑车警站])")
"""«新华社比什凯克1月10日电»: where the wire comes from."""
_WIRED_BEFORE = re.compile(r"社/$")
"""«哈通社/阿斯塔纳/1月1日»."""
AT = frozenset(("v", "vo", "na", "dar", "in", "at"))
"""A place behind one of these is in a sentence: «В Алматы 40 камер»."""
_FROM = re.compile(r"(?:\b(?:ot|from|az|s)\s(?:\w+\s)?|\bfrom\s(?:[\w-]+\s){2,4})$")
_UP_TO = re.compile(r"(?:\b(?:do|to|po|ta|till)\s(?:\w+\s)?|\bto\s(?:[\w-]+\s){2,4})$")
_AS_FAR_AS = re.compile(r"(?:\w*\s){1,2}(?:chein|dein|gacha|kadar|chenli)\w*|\w*gacha\b")
_OF_A_UNIT = re.compile(
    r"\s(?:shaar|raion|oblus|oblis|kala|audan|auil|shahr|shahar|tuman|viloiat|etrap|shaher|velaiat)\w*?(?:[dtn][aeo]n)\b"
)
"""«Ак-Талаа шаарынан»: the word behind the name has the ending."""
_SOLVED = re.compile(r"\d\s(?:\w+\s){0,2}(?:kilmis|jinoiat|prestupleni|crimes|jenaiat|kinaia)\w*")
"""«Өскеменде 49 қылмысты ашты»: where offenders were found with what the whole region has."""
_THENCE = re.compile(
    r"\b(?:pribi\w+|priehal\w*|prileteo?l\w*)\siz\s$|(?:^|\n|[.!?]\s)(?:posle|after)\s(?:\w+\s(?:i|and)\s)?$"
)
"""«Прибывший из Астаны министр», "After Almaty and Astana, the system goes to …": where somebody or something was."""
_MARKET = re.compile(r"\s(?:rin(?:ok|ka|ke|kom|ku)|baza+r|vokzal|avtovokzal|market)\w*")
_AROUND = re.compile(r"\b(?:vokrug|okolo|around)\s$")
_OUTSIDE = re.compile(r"\bprigorod\w*\s$")


def is_dateline(page: Page, spot: Spot) -> bool:
    """«АСТАНА. KAZINFORM — », «ТАШКЕНТ, 28 янв — Sputnik»: at the very start of the body, with a mark behind it."""
    text = page.folded.text
    if is_byline(page, spot):
        return True
    if (page.begins_sentence(spot.start) and _NEWS_LINE.match(text, spot.end)) or _WIRED.match(text, spot.end):
        return True
    if HAN.match(text, spot.start):
        return bool(_WIRED_BEFORE.search(text, max(0, spot.start - 2), spot.start))
    if _SERVICE.match(text, spot.end) and _HOME.search(text, max(0, spot.start - 16), spot.start):
        return True
    if page.begins_sentence(spot.start) and page.in_capitals(spot.start, spot.end) and _WIRE.match(text, spot.end):
        return True
    if page.begins_sentence(spot.start) and _DAY.match(text, spot.end):
        return True
    begin = page.title_end
    first = spot.start - begin <= 2 and text[spot.start : spot.end] in bare_names(spot.id)
    if not (spot.exact or first) or not 0 <= spot.start - begin <= DATELINE_REACH:
        return False
    between = re.sub(r"[\W\d_]+", "", text[begin : spot.start])
    if len(between) > 14 or between in AT or _COUNTED.match(text, spot.end):
        return False
    behind = text[spot.end : spot.end + 24]
    sure = page.in_capitals(spot.start, spot.end) or bool(between) or bool(_SERVICE.match(behind))
    return bool(_DATELINE.match(behind)) and (sure or not re.match(r"\s-\s", behind))


def is_passing(page: Page, spot: Spot, named: Sequence[Spot]) -> bool:
    """Whether a place that is no dateline and no venue is named for something other than the event: see the module."""
    return bool(
        is_route(page, spot, named)
        or is_agency(page, spot)
        or is_address(page, spot)
        or is_firm(page, spot)
        or is_bidder(page, spot)
        or is_person(page, spot)
        or _is_later(page, spot, named)
        or is_of_visitors(page, spot)
        or _is_range(page, spot, named)
        or _OUTSIDE.search(page.folded.text, max(0, spot.start - 16), spot.start)
        or is_government(page, spot, named)
        or is_direction(page, spot, named)
        or is_stretch(page, spot, named)
        or is_seat(page, spot)
        or is_measured_from(page, spot)
        or is_in_a_record(page, spot)
        or is_example(page, spot)
        or is_home_of_people(page, spot)
        or is_part_of_the_nation(page, spot, named)
        or is_river(page, spot)
        or heads_the_page(page, spot)
        or prompts_the_nation(page, spot)
        or (spot.id in STATES and (is_party(page, spot) or is_visited(page, spot)))
    )


def is_aside(page: Page, spot: Spot, named: Sequence[Spot]) -> bool:
    """Whether a place is hardly the event's own if there is any other: compared with, headed for, bordered on."""
    text = page.folded.text
    begin, end = page.sentence(spot.sentence)
    after = re.match(
        r"(?:\s|-\w+\s)(?:(?:anklav|shaar|kala|shahar|shahr|shaher|ail|auil|kishlak|oblus|oblis|viloiat|raion|tuman)\w*\s)?(\w+)",
        text[spot.end : spot.end + 40],
    )
    before = re.search(r"(?:\w+\s){1,3}$", text[max(begin, spot.start - 48) : spot.start])
    return bool(
        phrases("compared").search(text, begin, end)
        or stands_before("unlike", text[max(begin, spot.start - 48) : spot.start])
        or (before and phrases("towards_before").search(before.group().strip()))
        or _is_whither(page, spot)
        or any(fits("unlike_after", word) for word in re.findall(r"\w+", text[spot.end : spot.end + UNLIKE])[:4])
        or (after and fits("towards_after", after.group(1)))
        or is_road_to(page, spot)
        or in_a_quoted_name(page, spot)
        or stands_apart(page, spot)
        or _is_named_after(text, spot)
        or is_less_or_more(text, spot)
        or _THENCE.search(text, max(begin, spot.start - 32), spot.start)
        or _is_whence(text, spot)
        or is_of_a_source(page, spot)
        or is_of_the_centre(page, spot)
        or is_prompt(page, spot)
        or is_ranked(page, spot, named)
        or is_compared_elsewhere(page, spot, named)
        or speaks_across(page, spot, named)
        or (spot.sentence >= page.title_sentences and _SOLVED.search(text, begin, end))
    )


def _is_named_after(text: str, spot: Spot) -> bool:
    """«Ошский рынок» of Bishkek, «вокруг Алматы»: what is called after a town, or lies about it."""
    return bool(_MARKET.match(text, spot.end) or _AROUND.search(text, max(0, spot.start - 10), spot.start))


def _named_in_latin(page: Page, spot: Spot) -> bool:
    """«Алматинская Korkem Telecom»: a firm's name in letters of another script."""
    return bool(_LATIN_NAME.match(page.folded.source, page.folded.original(spot.start, spot.end)[1]))


def _is_whence(text: str, spot: Spot) -> bool:
    """«Lebap welaýatyndan polisiýa işgärleri getirildi»: where something comes from."""
    word = text[spot.start : spot.end]
    declined = word not in bare_names(spot.id) and ABLATIVE.sub("", word) in bare_names(spot.id)
    unit = _OF_A_UNIT.search(word) or _OF_A_UNIT.match(text, spot.end)
    return bool(unit or (declined and not _AS_FAR_AS.match(text, spot.end)))


def _is_whither(page: Page, spot: Spot) -> bool:
    """«Данные шлют в Ташкент»: a Russian name left in the accusative is where something goes."""
    text = page.folded.text
    return (
        spot.exact
        and bool(_INTO.search(text, max(0, spot.start - 3), spot.start))
        and bool(_DECLINED.search(text[spot.start : spot.end]))
    )


def _is_later(page: Page, spot: Spot, named: Sequence[Spot]) -> bool:
    """«Кейинги навбат — Самарқанд»: somewhere else, another time."""
    begin, _ = page.sentence(spot.sentence)
    return bool(_LATER.search(page.folded.text, begin, spot.start)) and any(
        other.sentence != spot.sentence for other in named
    )


_BEHIND = re.compile(r"\"? \"?(\w+)")
_GIVEN_BY = re.compile(r"(?:grant|kredit|doll)")
_GIFT_OF = re.compile(r"\b(?:dollar\w*|grant\w*|kredit\w*|grant from|loan from)\s(?:iz\s|ot\s)?$")
_ENVOY_OF = re.compile(r"\b(?:posol|posla|poslom|poslu|posli|safiri?|ambassador of)\s$")
_ENVOY = re.compile(r"s?\s(?:elchisi\w*|elshisi\w*|ilchisi\w*|ambassador|envoi)\b")
_INSIDE = re.compile(r"\b(?:v|vo|in|dar|na)\s$|[dt][aeo](?:gi|ki)?$")


def of_a_giver(page: Page, spot: Spot) -> bool:
    """«Кытай компаниясы», «Yaponiya granti», "310 ming AQSh dollari", «посол Китая»: whose a foreign thing is.

    Not «В Китае компании …», «Қытайда компания …»: there it happens in that country.
    """
    text = page.folded.text
    before = text[max(0, spot.start - 24) : spot.start]
    if _INSIDE.search(before) or (not spot.exact and _INSIDE.search(text[spot.start : spot.end])):
        return False
    behind = _BEHIND.match(text, spot.end)
    if behind and (fits("firm", behind.group(1)) or _GIVEN_BY.match(behind.group(1))):
        return True
    return bool(_GIFT_OF.search(before) or _ENVOY_OF.search(before) or _ENVOY.match(text, spot.end))


def is_of_visitors(page: Page, spot: Spot) -> bool:
    """«Делегация из Астаны», "Astana's delegation": where the guests come from."""
    text = page.folded.text
    before, after = text[max(0, spot.start - 24) : spot.start], text[spot.end : spot.end + 16]
    return bool(
        re.search(r"(?:delegatsi\w*|gost\w*|delegation)\s(?:iz\s|from\s)?$", before)
        or re.match(r"s?\s(?:delegat\w+)", after)
        or _is_seat_of_a_firm(page, spot)
    )


def _is_seat_of_a_firm(page: Page, spot: Spot) -> bool:
    """«Компания «Көркем-Телеком» из Астаны», "the Astana-based firm": where a firm comes from."""
    text = page.folded.text
    adjective = OF_A_TOWN.search(text, spot.start, spot.end)
    if _BASED.match(text, spot.end) or (adjective and (_SEATED.match(text, spot.end) or _named_in_latin(page, spot))):
        return True
    begin, _ = page.sentence(spot.sentence)
    named = _OF_A_NAME.search(text, max(begin, spot.start - 60), spot.start)
    if named and not _DEVICES.match(named["whose"]):
        return True
    before = _OF.search(text, max(begin, spot.start - 60), spot.start)
    return any(fits("firm", word) for word in re.findall(r"\w+", before.group() if before else ""))


def _is_range(page: Page, spot: Spot, named: Sequence[Spot]) -> bool:
    """«От Нарына до Баткена», «Ак-Талаадан Лейлекке чейин»: the whole country, and neither end."""
    behind = [other for other in beside(spot, named, OWNED) if 0 < other.start - spot.end <= OWNED]
    return any(_ends_a_range(page, one, named) for one in (spot, *behind[:1]))  # «Нарын облусунун Ак-Талаа шаарынан …»


def _ends_a_range(page: Page, spot: Spot, named: Sequence[Spot]) -> bool:
    text = page.folded.text
    for other in beside(spot, named, RANGE):
        first, second = (spot, other) if spot.start < other.start else (other, spot)
        if other.id == spot.id or not 0 < second.start - first.end < RANGE or first.sentence != second.sentence:
            continue
        begins = _FROM.search(text, max(0, first.start - 40), first.start)
        ends = _UP_TO.search(text, first.end, second.start)
        if (begins and ends) or (
            (ABLATIVE.search(text[first.start : first.end]) or _OF_A_UNIT.match(text, first.end))
            and _AS_FAR_AS.match(text, second.end)
        ):
            return True
    return False
