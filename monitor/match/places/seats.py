"""«В областном центре», «облыс орталығында», "viloyat markazida": the town that a region is governed from. Pure."""

import re
from collections.abc import Sequence
from functools import lru_cache

from monitor.match.lexicon_files import lexicon
from monitor.match.places.naming import known_places, namesake
from monitor.match.spots import Page

_SEAT = re.compile(
    r"\b(?:v|ulit\w+|shkol\w*|dvor\w*)\s(?:oblastn(?:om|ogo) tsentr[ea]|obltsentr[ea])\b(?! \w+(?:sti|ia|ti|vi)\b)"
    r"|\boblis ortaligi(?:n|nda|ndagi|nin)\b|\boblus(?:tun|tin)? borboru(?:nda|ndagi|nun)\b"
    r"|\bviloiat(?:ning)? markazi(?:da|dagi|ning)\b|\bmarkazi viloiat\b|\bvelaiat(?:in)? merkezi(?:nde|ndaki|nin)\b"
    r"|\b(?:in|of) the (?:regional capital|regions capital|capital of the region)\b|州首府"
)
"""In a case that tells where: "областной центр занятости" is an office."""


@lru_cache(maxsize=1)
def _seats() -> dict[str, str]:
    return {str(region): str(town) for region, town in lexicon("geography")["seats"].items()}


def seat_of(page: Page, places: Sequence[str]) -> list[str]:
    """The seat of the only region among the places, where a text begins with it: further on it is one case of many."""
    regions = [place for place in places if known_places()[place]["kind"] == "region"]
    if len(regions) != 1:
        return []
    region = regions[0]
    seat = _seats().get(region) or region.removesuffix("-region")
    known = seat in known_places() and (namesake(seat) == region or region in _seats())
    found = _SEAT.search(page.folded.text)
    told = found is not None and page.sentence_at(found.start()) <= page.title_sentences
    return [seat] if known and told and seat not in places else []
