"""Places that a page names beside its story: the weather, the clock, a caption, the name of a section. Pure."""

import re

from monitor.match.spots import Page, Spot

HEADING = 40
"""Letters of a line that is a heading, at most."""
BYLINE = 60
NAME = (2, 3)
_MARK = re.compile(r"^\s*(?:[^\W\d_]+:)?\s*|\s+$")
"""«Автор: », and the blank before the town."""
_CLOCK = re.compile(r"\s(?:ubakti|vakti|vaktisi|uakit|uakiti|vremia|time|vagti|vagt)\w*\s{1,2}\d?\d[:.]\d\d")
"""«Бишкек убактысы 20:22»."""
_DEGREES = re.compile(r"(?:,\s[a-z]{3,12},)?\s{0,3}(?:[+-]?\s?\d{1,2}\s?(?:°|º)|[+-]\d{1,2}\s?o?c\b)")
_DEGREES_BEFORE = re.compile(r"[+-]\d{1,2}\s?(?:°|º)\s?c?\s{1,3}$")
_SECTION = re.compile(r"(?:^|\n)\s*(?:novosti|pogoda v|pogoda|nevs of)\s(?:goroda\s|g\.\s)?(?:\w+\s(?:i|and)\s)?$")
"""«Новости Актау и Мангыстау», «Погода в Усть-Каменогорске»."""
_SECTION_BEHIND = re.compile(r"(?:\s\w+)?\s(?:janaliktari|janiliktari|iangiliklari|habarlari|nevs)\s*(?:\n|$)")
_CAPTION = re.compile(r"[^.!?\n\d]{0,80}[.!]?\s(?P<mark>foto|photo|suret|surot|surat|credit)\s?:")
"""«Монумент в Душанбе. Фото: …»: what a picture shows is the sentence before the mark."""
_HAPPENS = re.compile(r"\d|\b(?:kamer|kompleks|radar|dron|camera|cctv|beine|video)")
DEVICES = r"(?:kamer|kompleks|radar|camera)"
"""What an entry of a list counts in a town, folded."""
_ENTRY = re.compile(rf"\s*(?:\d|[^\n]{{0,40}}\b{DEVICES})")


def heads_the_page(page: Page, spot: Spot) -> bool:
    """Whether a place belongs to the clock, the weather or a section of the page, and not to the story."""
    text = page.folded.text
    if spot.start < page.title_end:
        return False
    if _CLOCK.match(text, spot.end) or _DEGREES.match(text, spot.end):
        return True
    if _DEGREES_BEFORE.search(text, max(0, spot.start - 12), spot.start):
        return True
    begin, end = _line(text, spot)
    if end - begin > HEADING:
        return False
    section = _SECTION.search(text, max(0, spot.start - 40), spot.start)
    return bool(section or _SECTION_BEHIND.match(text, spot.end))


def stands_apart(page: Page, spot: Spot) -> bool:
    """Whether a place is a picture's, or fills a line that nothing is told under: an entry of a list of regions."""
    text = page.folded.text
    if spot.start < page.title_end:
        return False
    caption = _CAPTION.match(text, spot.end)
    if caption and "ъ" not in page.source(caption.start("mark"), caption.end("mark")):  # Tajik «суръат», speed
        return not _HAPPENS.search(text, page.starts[spot.sentence], caption.start("mark"))
    begin, end = _line(text, spot)
    return end - begin <= spot.end - spot.start + 2 and not _ENTRY.match(text, end)


def is_byline(page: Page, spot: Spot) -> bool:
    """«Автор: Имя Фамилия, Алматы», in a line of its own: where the writer sits, as in a dateline."""
    begin, end = _line(page.folded.text, spot)
    if begin <= page.title_end or end - begin > BYLINE or page.folded.text[spot.end : end].strip(" .") != "":
        return False
    before = _MARK.sub("", page.source(begin, spot.start)) if spot.start > begin else ""
    if not before.endswith(","):
        return False
    words = before.rstrip(",").split()
    return len(words) in NAME and all(word[0].isupper() and word.isalpha() for word in words)


def _line(text: str, spot: Spot) -> tuple[int, int]:
    begin, end = text.rfind("\n", 0, spot.start) + 1, text.find("\n", spot.end)
    return begin, len(text) if end < 0 else end
