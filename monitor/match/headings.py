"""Places that a page names beside its story: the weather, the clock, the name of a section. Pure."""

import re

from monitor.match.spots import Page, Spot

_CLOCK = re.compile(r"\s(?:ubakti|vakti|vaktisi|uakit|uakiti|vremia|time|vagti|vagt)\w*\s{1,2}\d?\d[:.]\d\d")
"""«Бишкек убактысы 20:22»."""
_DEGREES = re.compile(r"\s{0,3}[+-]?\s?\d{1,2}\s?(?:°|º|o?[cs]\b)")
_DEGREES_BEFORE = re.compile(r"[+-]\d{1,2}\s?(?:°|º)\s?c?\s{1,3}$")
_SECTION = re.compile(r"(?:^|\n)\s*(?:novosti|pogoda v|pogoda|nevs of)\s(?:goroda\s|g\.\s)?(?:\w+\s(?:i|and)\s)?$")
"""«Новости Актау и Мангыстау», «Погода в Усть-Каменогорске»."""
_SECTION_BEHIND = re.compile(r"(?:\s\w+)?\s(?:janaliktari|janiliktari|iangiliklari|habarlari|nevs)\s*(?:\n|$)")
HEADING = 40


def heads_the_page(page: Page, spot: Spot) -> bool:
    """Whether a place belongs to the clock, the weather or a section of the page, and not to the story."""
    text = page.folded.text
    if spot.start < page.title_end:
        return False
    if _CLOCK.match(text, spot.end) or _DEGREES.match(text, spot.end):
        return True
    if _DEGREES_BEFORE.search(text, max(0, spot.start - 12), spot.start):
        return True
    if _line_length(text, spot) > HEADING:
        return False
    section = _SECTION.search(text, max(0, spot.start - 40), spot.start)
    return bool(section or _SECTION_BEHIND.match(text, spot.end))


def fills_a_line(page: Page, spot: Spot) -> bool:
    """Whether a line of the body is nothing but the place: an entry of a list of regions, or a caption."""
    text = page.folded.text
    return spot.start > page.title_end and _line_length(text, spot) <= spot.end - spot.start + 2


def _line_length(text: str, spot: Spot) -> int:
    begin, end = text.rfind("\n", 0, spot.start) + 1, text.find("\n", spot.end)
    return (len(text) if end < 0 else end) - begin
