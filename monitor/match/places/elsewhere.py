"""What a story tells below of other places: other towns' news, history, neighbours to compare with. Pure."""

import re
from collections.abc import Collection, Iterable, Sequence

from monitor.match.place_words import phrases
from monitor.match.places.naming import known_places
from monitor.match.places.nations import REGION
from monitor.match.spots import LATE, LEAD, Page, Spot
from monitor.match.survey import Survey
from monitor.match.terms import CAPITAL

_DIGIT = re.compile(r"\d")
_INSIDE = re.compile(r"\b(?:v|vo|na|in|dar)\s$")
_LOCATIVE = re.compile(r"[dt][aeo](?:gi|ki)?$")


def told_early(survey: Survey, own: Sequence[Spot], near: frozenset[int]) -> list[Spot]:
    """Where a story's beginning has its place, without those first named far behind it.

    Of forty such places in long articles none was the story's own, bar parts of its region: these stay where a figure
    goes with them.
    """
    page = survey.page
    early = {spot.id for spot in own if spot.start < page.title_end + page.reach(LEAD) and spot.sentence in near}
    if not (early or begins_in_the_capital(survey)) or _is_of_central_asia(survey):
        return list(own)
    named = {spot.id for spot in own if spot.start < page.title_end + page.reach(LATE)}
    watched = {spot.sentence for spot in survey.core()}
    counted = {number for number in watched if _DIGIT.search(page.folded.text, *page.sentence(number))}
    parts = {spot for spot in own if spot.sentence in counted and any(_are_kin(spot.id, one) for one in early)}
    return [spot for spot in own if spot.id in named or spot in parts]


def begins_in_the_capital(survey: Survey) -> bool:
    """Whether a headline says "the capital": the story has its place."""
    return any(spot.id == CAPITAL and spot.start < survey.page.title_end for spot in survey.places)


def sentences_elsewhere(
    survey: Survey, asides: Iterable[Spot], told: Iterable[Spot], own: Sequence[Spot], countries: Sequence[str]
) -> frozenset[int]:
    """The sentences behind a story's beginning that are about another place than its own.

    `asides`: places that are hardly the story's own. `told`: those that might be. `own`: those that are.
    """
    page = survey.page
    if _is_of_central_asia(survey):
        return frozenset()
    lead, late = page.title_end + page.reach(LEAD), page.title_end + page.reach(LATE)
    mine = {spot.id for spot in own}
    here = {spot.sentence for spot in own} | {spot.sentence for spot in survey.countries if spot.id in countries}
    neighbours = [spot for spot in survey.countries if spot.id in REGION and spot.id not in countries]
    towns = [spot for spot in told if own and spot.id not in mine]
    others = [spot for spot in (*towns, *neighbours) if spot.start >= late]
    others += [spot for spot in (*asides, *neighbours) if spot.id not in mine and _compares(page, spot)]
    others += [spot for spot in survey.foreign if _begins_there(page, spot)]
    others += [spot for spot in survey.foreign if spot.start >= late and _is_inside(page, spot)]
    return frozenset(_with_what_goes_on(page, {spot.sentence for spot in others if spot.start >= lead} - here, here))


def _with_what_goes_on(page: Page, elsewhere: set[int], here: Collection[int]) -> set[int]:
    """With the sentences of the same paragraph that go on about it: "It was built by …"."""
    text = page.folded.text
    for number in range(min(elsewhere, default=len(page.starts)) + 1, len(page.starts)):
        begin, end = page.sentence(number)
        again = phrases("goes_on").match(text, begin, end)
        if number - 1 in elsewhere and number not in here and again and text[begin - 1] != "\n":
            elsewhere.add(number)
    return elsewhere


def neighbours(survey: Survey, home: Collection[str]) -> frozenset[Spot]:
    """The names of countries that a story is not about: told far below or to compare with, where it has one of its own.

    `home`: the country that goes without saying.
    """
    page = survey.page
    late = page.title_end + page.reach(LATE)
    named = [spot for spot in survey.countries if spot.id in REGION]
    far = frozenset(spot for spot in named if spot.start >= late or _compares(page, spot))
    early = {spot.id for spot in named if spot not in far} or set(home)
    if not early or _is_of_central_asia(survey):
        return frozenset()
    return frozenset(spot for spot in far if spot.id not in early)


def _is_of_central_asia(survey: Survey) -> bool:
    """Whether a story's beginning says that it is about the countries together."""
    lead = survey.page.title_end + survey.page.reach(LEAD)
    return any(spot.id == "region" and spot.start < lead for spot in survey.countries)


def _compares(page: Page, spot: Spot) -> bool:
    return phrases("compared").search(page.folded.text, *page.sentence(spot.sentence)) is not None


def _begins_there(page: Page, spot: Spot) -> bool:
    """Whether a sentence begins with a foreign place as where something is: «В Польше …», «Польшада …»."""
    begin, _ = page.sentence(spot.sentence)
    before = _INSIDE.sub("", page.folded.text[begin : spot.start]).lstrip(' "-')
    return (not before and _is_inside(page, spot)) or _compares(page, spot)


def _is_inside(page: Page, spot: Spot) -> bool:
    """Whether something is in a place: «в США», «Ресейде»."""
    text = page.folded.text
    inside = _INSIDE.search(text, max(0, spot.start - 4), spot.start)
    return bool(inside or (not spot.exact and _LOCATIVE.search(text, spot.start, spot.end)))


def _are_kin(one: str, other: str) -> bool:
    """Whether one place is a part of the other."""
    parents = {place: known_places()[place]["parent"] for place in (one, other)}
    return one == other or parents[one] == other or parents[other] == one
