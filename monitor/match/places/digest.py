"""Which part of a digest is the one item on the subject."""

import re
from bisect import bisect_right
from collections.abc import Collection

from monitor.match.place_words import phrases
from monitor.match.spots import Page

_ITEM = re.compile(r"(?:\n|(?<=[.!?]\s)|^)(?:[-•*]\s|\d{1,2}[.)]\s)")
_FIGURE = re.compile(r"\w\s?[-:]\s?\d")
"""«Бишкек — 651»: an item of a table."""
SEVERAL = 3
"""So many items make a list."""


def other_news(page: Page, core: Collection[int]) -> set[int]:
    """Sentences of the items of a list («1. … 2. …», «— … — …») that say nothing of the subject, where few items do.

    `core` holds the sentences that speak of the subject. A list of addresses or figures, none or most of whose items
    name a camera, is one news; so is one that a colon announces, or whose items are figures.
    """
    text = page.folded.text
    begins = [page.title_end + found.start() for found in _ITEM.finditer(text[page.title_end : page.story_end])]
    if len(begins) < SEVERAL or text[: begins[0]].rstrip().endswith(":"):
        return set()
    ends = [*begins[1:], page.story_end]
    figures = sum(bool(_FIGURE.search(text, start, end)) for start, end in zip(begins, ends, strict=True))
    if figures * 2 > len(begins):
        return set()
    of_item = {number: _item(begins, start) for number, start in enumerate(page.starts)}
    spoken = {of_item[number] for number in core} - {-1}
    if not spoken or len(spoken) * 2 > len(begins):
        return set()
    return {number for number, item in of_item.items() if item not in spoken and item >= 0}


def is_digest(page: Page) -> bool:
    """Whether a headline says that many news follow: what they mean together says nothing of one."""
    return phrases("digest").search(page.folded.text, 0, page.title_end) is not None


def _item(begins: list[int], start: int) -> int:
    """Which item a sentence is in; -1: before the first."""
    return bisect_right(begins, start) - 1
