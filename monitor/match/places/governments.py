"""Capitals that stand for their governments: «Ашхабад заказал оборудование»."""

import re
from collections.abc import Sequence

from monitor.match.places.naming import bare_names
from monitor.match.places.roads import DASH, beside
from monitor.match.spots import Page, Spot

STATES = frozenset(("astana", "tashkent", "bishkek", "dushanbe", "ashgabat"))
_FROM_ABROAD = re.compile(r"\s(\w+(?:dan|den|tan|ten|bilen|bilan))\b")
"""«Aşgabat Belarusdan pilotsyz uçar alýar»: the verb is far off, the seller is not."""
_CLAUSE_BEGINS = re.compile(r"(?:\b(?:as|that|vhile|vhen|vhi|hov|chto|kak|poka|kogda|pochemu|zachem)\s|[:,]\s)$")
_JOINED = re.compile(r"\s(?:i|and|va|ve|menen|men|pen|ben|bilen|bilan|jana|jane)\s")
_IN = re.compile(r"\b(?:v|vo|in|at|dar|across|betveen|of)\s$")
_OF_DEVICES = re.compile(r"\d|kamer|camer|radar|kompleks|vokzal|dorog")
"""In a sentence with these a town is where they are."""
_WITH_A_COUNTRY = re.compile(
    r"(?:\s[\w-]+){0,3}\s(?:rossia|rusia|resei|hito?i|kitai|turkia|aksh|koreia|iaponia|eron|iran|belarus|ukraina)\w*(?:\s[\w-]+){0,4}"
    r"\s(?:bilan|bilen|menen|men|pen|ben)\s(?:[\w-]+\s){0,2}(?:ishla|isle|ishte|hamkor|hizmatdash|kelis|kelish|shartnoma|soles|muzakara|gepless)"
)
_OFFICIALS = re.compile(r"\b(?:officials|authorities|diplomats)\sin\s$|\bofitsialn\w+\s$")
_OFFICIALS_BEHIND = re.compile(r"\s(?:rasmi(?:lar|eler|ler|on)\w*|officials|authorities)\b")
_ANSWER = re.compile(
    r"\b(?:declin|den(?:y|i)|refus|respond|comment|disput|reject|kommenti|oproverg|otritsa|otkaz"
    r"|izoh|rad et|javob|pikir|jaap|tusinik|ehzoh)\w*"
)
ANSWER = 60
"""So far behind officials stands what they answer."""
_GOVERNMENT = re.compile(
    r"\s(?:has\s(?!(?:nearli|about|around|over|almost|some|more than|at least)?\s?\d)"
    r"|puts|seeks|spends|spent|hopes|agrees|agreed|turns|clears|cleared|signs|signed|buis|orders|vants|plans"
    r"|mai\s|migt\s|denies|denied|declined|insists|blames|accuses|did not\s|entered\s"
    r"|sledit|obviniaet|slejka|zakazal|podpisal|zakupil|zakupit|dogovoril|nameren|hochet|poluchit|poluchil|prosit|gotov"
    r"|obsudil|kupil|kupit|prismatriva|interesu|torgue|rassmatriva|reshil|ishet)\w*"
)


def is_government(page: Page, spot: Spot, named: Sequence[Spot]) -> bool:
    """«Ашхабад заказал оборудование»: the state, called by its capital, in every sentence that it is the subject of."""
    return (
        _answers(page, spot)
        or _deals_abroad(page, spot)
        or _is_one_of_two_capitals(page, spot, named)
        or (
            _is_subject(page, spot)
            and any(other.id == spot.id and _is_subject(page, other) and _governs(page, other) for other in named)
        )
    )


def _answers(page: Page, spot: Spot) -> bool:
    """ "Officials in Nur-Sultan declined to comment", «Тошкент расмийлари изоҳ бермади»: who speaks for the country."""
    text = page.folded.text
    before = _OFFICIALS.search(text, max(0, spot.start - 24), spot.start)
    officials = spot.end if before else behind.end() if (behind := _OFFICIALS_BEHIND.match(text, spot.end)) else None
    if spot.id not in STATES or officials is None:
        return False
    return _ANSWER.search(text, officials, min(page.sentence(spot.sentence)[1], officials + ANSWER)) is not None


def _is_one_of_two_capitals(page: Page, spot: Spot, named: Sequence[Spot]) -> bool:
    """«Daşkent we Astana dissidentleri yzarlaýar»: two capitals in one breath, neither told as a place."""
    text = page.folded.text
    for other in beside(spot, named, DASH):
        first, second = (spot, other) if spot.start < other.start else (other, spot)
        if first.id == second.id or not {first.id, second.id} <= STATES or first.end > second.start:
            continue
        bare = all(text[one.start : one.end] in bare_names(one.id) for one in (first, second))
        told = _IN.search(text, 0, first.start) or _OF_DEVICES.search(text, *page.sentence(first.sentence))
        if bare and _JOINED.fullmatch(text, first.end, second.start) and not told:
            return True
    return False


def _deals_abroad(page: Page, spot: Spot) -> bool:
    """«Илгари Тошкент бу соҳада Россия компаниялари билан ишлаган»: a capital that works with a country."""
    text = page.folded.text
    _, end = page.sentence(spot.sentence)
    bare = text[spot.start : spot.end] in bare_names(spot.id)
    return spot.id in STATES and bare and bool(_WITH_A_COUNTRY.match(text, spot.end, end))


def _is_subject(page: Page, spot: Spot) -> bool:
    if not spot.exact or spot.id not in STATES:
        return False
    before = _CLAUSE_BEGINS.search(page.folded.text, max(0, spot.start - 10), spot.start)
    return page.begins_sentence(spot.start) or bool(before)


def _governs(page: Page, spot: Spot) -> bool:
    text = page.folded.text
    abroad = _FROM_ABROAD.match(text, spot.end)
    return bool(_GOVERNMENT.match(text, spot.end) or (abroad and page.is_capitalised(abroad.start(1), abroad.end(1))))
