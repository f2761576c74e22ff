"""Places that prompted something, that people come from, that are ranked or that somebody else speaks for. Pure."""

import re
from collections.abc import Sequence
from itertools import pairwise

from monitor.match.place_words import fits, phrases, stands_before
from monitor.match.places.naming import country_of
from monitor.match.spots import Page, Spot

_PROMPTED = re.compile(
    r"\bpovod(?:om|a)?\s(?:\w+\s)?(?:(?:stal|poslujil|nazva|nazivai)\w*|(?:dlia|k)\b)|\b(?:tolchkom|prichinoi)\s(?:\w+\s)?(?:stal|poslujil)\w*"
    r"|\b(?:turtku|turtki|sebep|sebap|sabab)\s(?:bol|shud)\w*"
    r"|\b(?:prompted|triggered|sparked)\sbi\b|\b(?:prompted|triggered|sparked)\sthe\s(?:debate|proposal|move|idea|call)\w*"
)
"""«Буга Сузактагы окуя түрткү болгон», «поводом стали беспорядки в Оше»."""
_INCIDENT = (
    r"(?:ubi(?:st|va)\w*|napaden\w*|terakt\w*|tragedi\w*|intsident\w*|sobiti\w*|bespor\w*|vzriv\w*|strelb\w*|izbien\w*|pojar\w*"
    r"|proisshestvi\w*|avari\w*|chp)"
)
_AFTER_AN_INCIDENT = re.compile(
    rf"\bposle\s(?:[\w-]+\s){{0,3}}{_INCIDENT}\s(?:(?!vo?\s|na\s)[\w-]+\s){{0,4}}(?:v|vo|na)\s(?:gorode\s)?$"
    r"|\b(?:after|folloving|in the vake of)\s(?:[\w-]+\s){0,4}(?:attacks?|murder|killing|bombings?"
    r"|ehplosions?|riots?|unrest|shootings?|tragedi|incidents?|fire|abuse|beating)\s(?:(?!in\s|at\s)[\w-]+\s){0,4}(?:in|at|near)\s$"
    r"|\b(?:badi|pas az)\s(?:hodisa|tarkish|katl|hamla)\w*\s(?:[\w-]+\s){0,3}dar\s$"
)
_AFTER_BEHIND = re.compile(
    r"\s?(?:[\w-]+\s){0,4}?(?:okua|okiga|vokea|hodisa|kisi|kotil|olturu|olturul|hujum|shabuil|jaril|portla|zambi|vaka|partla)\w*\s"
    r"(?:\w+\s)?(?:kii?n|keii?n|son|song|keng?in)\b"
)
"""«Тараздағы оқиғадан кейін», «после убийства в Караганде»: what came before the matter itself."""
_WHO = (
    r"(?:deputat|voditel|vladel|avtoledi|jurnalist|ekspert|student|aktivist|advokat|iurist|senator|biznesmen|turist|brigad"
    r"|deputi|deputies|lavmaker|driver|motorist|journalist|student|activist)\w*"
)
_PEOPLE_FROM = re.compile(
    rf"\b{_WHO}\s(?:\w+\s)?(?:iz|ot|from)\s(?:goroda\s|g\.\s)?$|\b(?:vakil|deputat|ronanda)\w*\saz\s(?:shahri\s)?$"
)
_PEOPLE_BEHIND = re.compile(
    r"(?:lik|lig|dik|tik|lok|luk|dan|den|tan|ten|nan|nen)\s(?:\w+(?:gan|gen|kan|ken)\s)?"
    r"(?:deputat|haidovchi|jurgizuvshi|aidoochu|suruji|jurnalis|student)\w*"
)
"""«Депутат от Нарына», «водители из Ташкента», «Нарындан шайланган депутат»."""
_REPORTED = re.compile(
    r"\b(?:soobsha|soobshil|pereda|pishet|reports?|reported|vrites?)\w*(?:\s[\w\"-]+){0,3}\s(?:iz|from)\s$"
)
"""«Сообщает НИАТ «Ховар» из Хорога»: where the news was written."""
_HEAD = re.compile(r"\s(?:(?:shahar|shaar|kala|shahr)\w*\s)?(?:meri\b|maior\b|hokimi\b|akimi\b|gubernator|raisi\b)")
_HEAD_BEFORE = re.compile(r"\b(?:mer|maior of|gubernator|akim|hokim|raisi(?: shahri| viloiati)?)\s(?:goroda\s)?$")
_NUMBER_BEHIND = re.compile(r"(?:sk\w+)?\s?(?:\(|-\s?|:\s?|dala?\s|\w{3,6}\s)?\d[\d ,.]*")
_DEVICES = re.compile(r"\b(?:kamer|kompleks|datchik|radar|ustroist|uskun|kurilg|sensor|drone|dron)\w*|摄像头|设备")
_PROVINCES = re.compile(
    r"\b(?:oblast(?:ei|iah|iam|iami)|oblis?tar\w*|oblustar\w*|viloiat(?:lar|ho)\w*|velaiatlar\w*"
    r"|region(?:s|i|ov|am|ah|ami)|provinces)\b"
)
_BETWEEN = re.compile(
    r"(?:[\s,]|\b(?:i|and|va|jane|jana|the|of|all|vse|vseh|gorod\w*|shahr\w*|shahar\w*|kala\w*|shaar\w*|respublika\w*)\b)*"
)
"""What a list of the parts of a country holds beside their names."""
_NATIONS = (
    frozenset(("astana", "almaty", "shymkent")),
    frozenset(("karakalpakstan", "tashkent")),
    frozenset(("bishkek", "osh")),
)
"""The cities that stand beside "the provinces" where every part of a country is meant."""
RANKED = 4
"""So many places of a sentence with a figure behind nearly each of them rank what was recorded elsewhere."""
_THAN_THERE = re.compile(r"[dt][ae]gi[dt][ae]n$")
_THAN_IN = re.compile(r"\bchem\sv\s$")


def is_prompt(page: Page, spot: Spot) -> bool:
    """Whether something that happened in a place led to what is told of elsewhere, or of the whole country."""
    text = page.folded.text
    begin, end = page.sentence(spot.sentence)
    word = text[spot.start : spot.end]
    return bool(
        (spot.sentence >= page.title_sentences and _PROMPTED.search(text, begin, end))
        or _AFTER_AN_INCIDENT.search(text, max(begin, spot.start - 80), spot.start)
        or (re.search(r"d[ae](?:gi|ki)?$|t[ae](?:gi|ki)?$", word) and _AFTER_BEHIND.match(text, spot.end, end))
    )


def prompts_the_nation(page: Page, spot: Spot) -> bool:
    """Whether what a place prompted is for the whole country: then it is no place of the event."""
    return is_prompt(page, spot) and bool(phrases("nationwide").search(page.folded.text, 0, page.story_end))


def is_less_or_more(text: str, spot: Spot) -> bool:
    """«Втрое меньше, чем в Павлодаре», «Алматыдағыдан аз», "Andijondagidan koʻp": what there is elsewhere."""
    said = _THAN_THERE.search(text, spot.start, spot.end)
    return bool(said or _THAN_IN.search(text, max(0, spot.start - 8), spot.start))


def is_part_of_the_nation(page: Page, spot: Spot, named: Sequence[Spot]) -> bool:
    """«Акиматы областей, Астаны, Алматы и Шымкента»: all parts of a country in one list, and none in particular."""
    cities = [other for other in named if other.sentence == spot.sentence]
    if {other.id for other in cities} not in _NATIONS:
        return False
    provinces = _PROVINCES.search(page.folded.text, *page.sentence(spot.sentence))
    if provinces is None:
        return False
    spans = sorted([provinces.span(), *((other.start, other.end) for other in cities)])
    between = (page.folded.text[one[1] : other[0]] for one, other in pairwise(spans))
    return all(_BETWEEN.fullmatch(words) for words in between)


def is_home_of_people(page: Page, spot: Spot) -> bool:
    """Whether deputies, drivers or reporters come from a place."""
    text = page.folded.text
    begin, _ = page.sentence(spot.sentence)
    before = max(begin, spot.start - 64)
    behind = _PEOPLE_BEHIND.search(text, max(spot.start, spot.end - 4), spot.end + 40)
    return bool(
        _PEOPLE_FROM.search(text, before, spot.start)
        or _REPORTED.search(text, before, spot.start)
        or (behind and behind.start() < spot.end)
    )


def is_ranked(page: Page, spot: Spot, named: Sequence[Spot]) -> bool:
    """«Бухара дала 22 случая, Навои — 13, Хорезм — 11»: figures of regions, behind what is told of another place."""
    text = page.folded.text
    begin, end = page.sentence(spot.sentence)
    mine = [other for other in named if other.sentence == spot.sentence]
    ranked = {other.id for other in mine}
    figures = sum(bool(_NUMBER_BEHIND.match(text, other.end)) for other in mine)
    if len(ranked) < RANKED or figures < RANKED - 1 or _DEVICES.search(text, begin, end):
        return False
    return any(
        other.sentence <= page.title_sentences and other.sentence < spot.sentence and other.id not in ranked
        for other in named
    )


def is_compared_elsewhere(page: Page, spot: Spot, named: Sequence[Spot]) -> bool:
    """Whether a place that a text begins by comparing with is spoken of again: "Tashkent's cameras catch only …"."""
    text = page.folded.text
    others = [other for other in named if other.id == spot.id]
    if any(other.sentence < page.title_sentences for other in others):
        return False
    before = (text[max(page.starts[other.sentence], other.start - 48) : other.start] for other in others)
    behind = (re.findall(r"\w+", text[other.end : other.end + 40])[:4] for other in others)
    return any(stands_before("unlike", words) for words in before) or any(
        fits("unlike_after", word) for words in behind for word in words
    )


def speaks_across(page: Page, spot: Spot, named: Sequence[Spot]) -> bool:
    """«Исфара мэри … айтты»: the head of a town over the border, who speaks of what stands here."""
    text = page.folded.text
    heads = _HEAD.match(text, spot.end) or _HEAD_BEFORE.search(text, max(0, spot.start - 24), spot.start)
    return bool(heads) and any(country_of(other.id) != country_of(spot.id) for other in named)
