"""Everything of interest that a text holds: spots found, checked against capitals, quotes and each other."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from monitor.match.alphabet import ARABIC_LETTERS
from monitor.match.finder import Finder, Hit
from monitor.match.place_words import is_everyday
from monitor.match.spots import Label, Page, Spot, SpotKind, begins_as
from monitor.match.statuses import Telling
from monitor.match.terms import Labelled

_ADJECTIVE = re.compile(
    r"(?:sk|tsk)(?:i|ogo|omu|im|om|aia|oi|uiu|oe|ie|ih|imi|oiu|o)$|(?:lik|likler|liklar|dik|tik)$"
    r"|(?:ts(?:i|ev|am|ami|ah|a|u|em|e)|[nsdkt]ets|chan(?:e|am|ami|ah|in|ina|inu|inom|ka|ki|ku|koi)?|[dn]k(?:a|i|u|oi))$"
)
"""The end of what is made of a name and needs no capital: its adjective, its people."""
_HOTLINE = re.compile(r"\s(?:dlia spravok|doveria|goriachei)|:?\s\+?\d[\d ()-]{2,}")
_HOTLINE_BEFORE = re.compile(r"\b(?:ishonch|senim|ishenim|boglanish|bailanish)\s$")
_WORD = re.compile(r"[^\W\d_]+")
_ARTICLES = re.compile(r"\b(?:the|of|in|for|to|at)\b")
SAMPLE = 400
SEVERAL = 3
"""So many little English words among the first letters make a text English."""
BROUGHT_IN = ("كىرگىز", "کىرگىز")
"""«Кіргіз+», "to bring in", in Arabic letters; the Kyrgyz have another k."""
EVERYDAY = re.compile(r"\s+(?:bol|bop|jur|tur|otir|uik|kara|bolu)\w*")
"""What follows an everyday adjective where a name would not stand: «сергек болу», «сергек жүру», «сергек ұйқы»."""
_AT_WORK = re.compile(r"(?:\w*\s+){1,3}(?:iske\s|kosil|joba|juie|keshen|tirke|aippul|ornat)")
"""What a system does or what is done with it: «سەرگەك ىسكە قوسىلدى», where no capital tells the name."""
_FINES = re.compile(r"\s(?:oshtrafoval|shtrafu|vipisal|zafiksiroval|poimal|aippul\s(?:sal|jaz))")


class Scanner:
    """A finder whose hits are spots: forms with labels, compiled once."""

    def __init__(self, forms: Sequence[Labelled]) -> None:
        self._labels = tuple(one.label for one in forms)
        self._stems = tuple(one.form.words[-1].stem if one.form.words else "" for one in forms)
        self._finder = Finder([one.form for one in forms])

    def hits(self, folded: str) -> list[Hit]:
        """Raw hits; empty for most texts."""
        return self._finder.find(folded)

    def spots(self, page: Page, hits: Iterable[Hit] | None = None) -> list[Spot]:
        """The hits whose capitals and quotes are as their label asks, in reading order."""
        found: dict[tuple[SpotKind, str, int, int], Spot] = {}
        for hit in self.hits(page.folded.text) if hits is None else hits:
            label = self._labels[hit.form]
            if hit.start >= page.story_end or not _is_meant(page, label, hit, self._stems[hit.form]):
                continue
            key = (label.kind, label.id, hit.start, hit.end)
            if key not in found or hit.exact:
                found[key] = Spot(label, hit.start, hit.end, page.sentence_at(hit.start), hit.exact)
        return sorted(found.values(), key=lambda spot: (spot.start, -spot.end))


def _is_meant(page: Page, label: Label, hit: Hit, stem: str) -> bool:
    if label.language and label.language not in page.languages:
        return False
    if label.kind is SpotKind.PLACE or (label.kind is SpotKind.FOREIGN and _in_arabic(page, hit.start, hit.end)):
        stands = page.folded.text.rfind(stem, hit.start, hit.end)
        ending = page.folded.text[stands + len(stem) : hit.end] if stands >= 0 else "?"
        if is_everyday(page, hit.start, hit.end, ending):
            return False
        if label.kind is SpotKind.FOREIGN and _ADJECTIVE.search(page.folded.text[hit.start : hit.end]):
            return False
    if label.kind is SpotKind.COUNTRY and page.source(hit.start, hit.end).startswith(BROUGHT_IN):
        return False
    if label.literal:
        language = label.language if label.language == page.language_by_letters else None
        if not begins_as(page.spelling(hit.start, hit.end), label.literal, language):
            return False
    if label.quoted and not page.is_quoted(hit.start, hit.end):
        return False
    if label.capitals and not _has_capitals(page, hit):
        return False
    if not label.caps or label.kind is SpotKind.ENTITY:
        return True
    if page.is_capitalised(hit.start, hit.end):
        return True
    if label.kind is SpotKind.PLACE and any(map(str.istitle, _WORD.findall(page.source(hit.start, hit.end))[1:])):
        return True
    return label.kind in (SpotKind.PLACE, SpotKind.COUNTRY) and bool(
        _ADJECTIVE.search(page.folded.text[hit.start : hit.end])
    )


def _in_arabic(page: Page, start: int, end: int) -> bool:
    return bool(ARABIC_LETTERS.match(page.source(start, end)))


def _has_capitals(page: Page, hit: Hit) -> bool:
    """Whether a word begins with two capitals; in Arabic letters, which have none, a name of three letters will do."""
    words = page.source(hit.start, hit.end)
    if _in_arabic(page, hit.start, hit.end):
        return len(words) >= len("ЖБО") and not is_everyday(page, hit.start, hit.end, "")
    return any(len(word) > 1 and word[:2].isupper() for word in _WORD.findall(words))


def is_name(page: Page, spot: Spot, devices: Iterable[Spot]) -> bool:
    """Whether a spot of an entry with `caps: true` is the name and not the everyday word.

    Quoted: yes. Capitalised inside a sentence: yes. First in its sentence, in a line of capitals or in lower case: only
    beside a device ("сергек камералары"), with a capital before what a system does to drivers, too («Сергек
    оштрафовал»); and never before the verbs and nouns of the everyday use.
    """
    if page.is_quoted(spot.start, spot.end):
        return True
    if EVERYDAY.match(page.folded.text, spot.end):
        return False
    if _in_arabic(page, spot.start, spot.end):
        return bool(_AT_WORK.match(page.folded.text, spot.end)) or any(_is_beside(spot, one) for one in devices)
    capital = page.is_capitalised(spot.start, spot.end)
    begin, end = page.sentence(spot.sentence)
    shouting = page.in_capitals(begin, end)
    alone = page.begins_sentence(spot.start) and not _is_of_capitalised_words(page, spot) and not _is_english(page)
    if capital and not shouting and not alone:
        return True
    fined = capital and _FINES.match(page.folded.text, spot.end)
    return bool(fined) or any(_is_beside(spot, device) for device in devices)


def _is_beside(spot: Spot, device: Spot) -> bool:
    return -40 <= device.start - spot.end <= 25 or 0 <= spot.start - device.end <= 25


def _is_english(page: Page) -> bool:
    """Whether a text is in a language in which none of these names is a word."""
    return len(_ARTICLES.findall(page.folded.source, 0, SAMPLE)) >= SEVERAL


def _is_of_capitalised_words(page: Page, spot: Spot) -> bool:
    """«Vega Radio Engineering»: several words, each with a capital, are a name wherever they stand."""
    words = page.source(spot.start, spot.end).split()
    return len(words) > 1 and all(word[0].isupper() for word in words)


def longest(spots: Iterable[Spot]) -> list[Spot]:
    """Without those that lie inside a longer one (of the same span, both stay)."""
    kept: list[Spot] = []
    for spot in sorted(spots, key=lambda one: (one.start, -one.end)):
        if kept and spot.end <= kept[-1].end and (spot.start, spot.end) != (kept[-1].start, kept[-1].end):
            continue
        kept.append(spot)
    return kept


@dataclass(frozen=True)
class Survey:
    """A text with all that was found in it."""

    page: Page
    entities: tuple[Spot, ...]
    """Watched things, trusted."""
    alone: tuple[Spot, ...]
    """Watched vendors without surveillance context."""
    terms: tuple[Spot, ...]
    places: tuple[Spot, ...]
    countries: tuple[Spot, ...]
    bodies: tuple[Spot, ...]
    foreign: tuple[Spot, ...]
    implied: frozenset[str] = frozenset()
    """What the trusted names imply: a speed-camera system is traffic enforcement."""
    homes: tuple[str, ...] = ()
    """The countries whose own systems are named: «Коопсуз өлкө» is Kyrgyzstan's, whoever builds it."""
    owners: tuple[str, ...] = ()
    """The countries of the other watched names: a customer's, a builder's, that of a name of common words."""

    @cached_property
    def telling(self) -> Telling:
        """The words that tell how far things are: asked for by what is a mention only."""
        return Telling(self.page)

    def core(self) -> tuple[Spot, ...]:
        """What the text would be relevant for: trusted entities, cameras, radars, drones."""
        return (*self.entities, *(spot for spot in self.terms if spot.id in ("camera", "radar", "drone")))


def of_people(entities: Iterable[Spot], terms: Sequence[Spot], page: Page) -> list[Spot]:
    """Without what knows nobody but its owner, and without followed animals.

    A title about goods and of no authority, and a telephone's sensor or camera in its sentence: it unlocks.
    """
    official = {spot.sentence for spot in terms if spot.id in ("police", "government", "traffic")}
    title = frozenset(range(page.title_sentences))
    goods = {spot.sentence for spot in terms if spot.id == "consumer"}
    own = goods if goods & title and not official & title else set()
    animals = {spot.sentence for spot in terms if spot.id == "wildlife"}
    animals = animals if animals & title else set()
    silent = {"biometrics": own - official, "facial-recognition": own - official, "interception": animals - official}
    return [spot for spot in entities if spot.sentence not in silent.get(spot.id, ())]


def of_home(page: Page, bodies: Iterable[Spot], foreign: Sequence[Spot]) -> list[Spot]:
    """Without the words for a region that stand behind a foreign name: «Москва вилояти», «Оренбург вилояти»."""
    text = page.folded.text
    ends = {spot.end for spot in foreign}
    return [spot for spot in bodies if not (spot.start - 1 in ends and text[spot.start - 1 : spot.start].isspace())]


def outside_names(terms: Iterable[Spot], context: Sequence[Spot], entities: Sequence[Spot]) -> list[Spot]:
    """Without words inside the name of a place («Андижан» is no «аңды…»), and the "smart" of a smart city itself."""
    places = [spot for spot in context if spot.kind in (SpotKind.PLACE, SpotKind.COUNTRY)]
    return [
        term
        for term in terms
        if not any(name.start <= term.start and term.end <= name.end for name in places)
        and not (
            term.id == "smart_city_near" and any(name.start <= term.start and term.end <= name.end for name in entities)
        )
    ]


def without_gadgets(devices: Sequence[Spot], terms: Sequence[Spot], page: Page, *, named: bool) -> list[Spot]:
    """Devices but for cells and left-luggage offices, and for the cameras of phones.

    A phone's camera shares its sentence with consumer goods and with no force, authority or public place, or is called
    as the parts of goods are («основная камера») in a text whose title speaks of goods; where such a text speaks of no
    authority, every camera is a phone's. A bare «камера» beside a word for a prison is a cell where nothing watched is
    named, nothing is done with it, nobody looks at it, and it is not counted by the hundred; beside bunks, lockers or
    frozen goods it is a room or a box wherever nothing in the text looks, records or knows anybody.
    """
    goods = [spot for spot in terms if spot.id == "consumer" and not _is_hotline(page, spot)]
    on_goods = any(spot.sentence < page.title_sentences for spot in goods)
    gadgets = {spot.sentence for spot in goods} - {spot.sentence for spot in terms if spot.id in OFFICIAL}
    if on_goods and not any(spot.id in AUTHORITIES for spot in terms):
        return [spot for spot in devices if spot.id != "camera"]
    rooms: set[int] = set()
    if not (named or _are_many(devices, page)):
        rooms = _behind_bars(terms)
        if not any(spot.id in SEEING for spot in terms):
            rooms |= _furnished(terms)
    inside = [spot for spot in terms if spot.id == "cell" or (on_goods and spot.id == "consumer")]
    inside = [spot for spot in inside if "," not in page.folded.text[spot.start : spot.end]]  # "45 camera, telephone"
    return [
        spot
        for spot in devices
        if not any(other.start <= spot.start < other.end for other in inside)
        and (
            spot.id != "camera"
            or not (
                spot.sentence in gadgets
                or (spot.sentence in rooms and BARE.fullmatch(page.folded.text, spot.start, spot.end))
            )
        )
    ]


def _is_hotline(page: Page, spot: Spot) -> bool:
    """«Телефон для справок», «телефон доверия», «ишонч телефони»: a number to call, and no goods."""
    text = page.folded.text
    return bool(_HOTLINE.match(text, spot.end) or _HOTLINE_BEFORE.search(text, max(0, spot.start - 12), spot.start))


def _behind_bars(terms: Sequence[Spot]) -> set[int]:
    """The sentences at or beside a prison in which nothing is done with devices."""
    prisons = {spot.sentence + step for spot in terms if spot.id == "prison" for step in (-1, 0, 1)}
    return prisons - {spot.sentence for spot in terms if spot.id in FITTED}


def _furnished(terms: Sequence[Spot]) -> set[int]:
    """The sentences at or beside bunks, lockers or frozen goods."""
    return {spot.sentence + step for spot in terms if spot.id == "lodging" for step in (-1, 0, 1)}


def _are_many(devices: Iterable[Spot], page: Page) -> bool:
    """Whether devices are counted by the hundred, as cells are not."""
    return any(HUNDREDS.search(page.folded.text, max(0, spot.start - 32), spot.start) for spot in devices)


OFFICIAL = frozenset(("police", "army", "government", "site", "traffic", "install"))
AUTHORITIES = frozenset(("police", "government", "traffic"))
FITTED = frozenset(
    (
        *("install", "launch", "buy", "tender", "connect", "expand", "remove", "fail"),
        *("watch", "recognise", "leak"),
    )
)
"""What is done with cameras and not with cells."""
SEEING = frozenset(("watch", "recognise", "recorder", "traffic", "face", "plate", "offence"))
"""Words of what looks, records or knows somebody: where they stand, a camera is no room."""
BARE = re.compile(r"kamer(?!iz)\w*")
HUNDREDS = re.compile(
    r"(?<![\d.,])(?!(?:19|20)\d\d\s)(?:\d{3,}|\d{1,3}(?:[\s.,]\d{3})+|\d[\d.,]*\s?(?:tis|min|ming|hazor|mun|mln|thousand)\w*)"
    r"[\s-]*(?:\w+\s){0,2}$"
)
"""A number of hundreds or more before a word, a year's number excepted."""
