"""Places where something was only said or handed over, where guests arrive, or that a distance is counted from."""

import re
from collections.abc import Sequence

from monitor.match.place_words import fits, phrases
from monitor.match.places.naming import ABLATIVE, known_places
from monitor.match.spots import Page, Spot

_VENUE = re.compile(
    r"\b(?:forum|konferentsi|press-konferentsi|brifing|summit|sammit|zasedani|konferents|conference|briefing|konfrons|nishast)\w*"
    r"(?:\s[\w-]+){0,4}\s(?:v|in|dar)\s$"
    r"|\b(?:pravitelstvenn\w+\schas|soveshani|slushani|kruglom\sstol|vstrech)\w*(?:\s[\w-]+){0,2}\sv\s$"
    r"|\btold\s(?:reporters|journalists)\sin\s$|\b(?:soobshil|rasskazal|zaiavil|otmetil|napomnil)\w*\s(?:jurnalistam\s)?v\s$"
    r"|\b(?:ittilo\sdod|habar\sdod)\saz\s$"
)
"""«На пресс-конференции в Бишкеке»: where it was said, not where it stands."""
_HANDED_OVER = re.compile(
    r"\b(?:(?<!opening )(?<!launch )(?<!launching )ceremon(?:i|ies) (?:vas held|took place|is held)"
    r"(?: \w+){0,2} (?:in|at) (?:the )?"
    r"|tseremoni\w*\b(?!\s(?:otkrit|zapusk))(?:\s\w+){0,3}\s(?:proshla|sostoialas|proidet|proshli)\s(?:\w+\s)?v\s"
    r"|tseremoni\w*\s(?!otkrit|zapusk)(?:\w+\s){0,3}v\s|marosim\w*(?:\s\w+){0,4}\sdar\s)$"
)
"""Where gifts are given, and not where they will stand."""
_CEREMONY_BEHIND = re.compile(
    r"(?:da|de|ta|te|nda|nde)?\s(?:\w+\s){0,3}(?:proshla|sostoialas|sostoitsia)\s(?:\w+\s)?"
    r"(?:tseremoni\w*\s(?!otkrit|zapusk)|vstrech|peregovor|zasedani|forum|konferents|brifing)"
)
_DATED = re.compile(r"\bon\s(?:\d{1,2}\s\w+|\w+\s\d{1,2}),?\s(?:\d{4}\s)?in\s$")
_GIVEN = re.compile(r"\b(?:hand(?:ed|s)\sover|donate[ds]|presented|delivered)\b")
"""«Handed over equipment for Tash-Kumyr on 20 October in Bishkek»: the same."""
_HELD = re.compile(
    r"(?:\s\w+){0,2}\s(?:otkazilgan|otkizilgan|otkon|otken|bolib otgan|gechirilen)\s(?:\w+\s){0,2}"
    r"(?:igilish|igin|jin|forum|simpozium|konferens|brifing|kengash|kenesh|kenes|maslahat|mejlis)"
)
_HELD_THERE = re.compile(
    r"(?:\s[\w-]+){0,3}\s(?:tegelek\sstol|maslahat|dushushi[gk]|konferensi|forum|sammit|simpozium|igna[gk]|ignanish|brifing|mejlis|sergi)"
    r"\w*(?:nda|nde|[dt][ae]|(?:i|in|gi|ki|ti|si)?\s(?:gechirildi|gechirilip|boldi|guraldi|gechdi))\b"
)
"""«Aşgabatda HMG-niň tegelek stolunda», «Aşgabatda duşuşyk geçirildi»: where it was talked of."""
_AT_A_MEETING = re.compile(
    r"\w+(?:\s(?:viloiat|oblus|oblis|velaiat|shahr|shahar|shaar|kala)\w*?)?[dt][ae]gi\s"
    r"(?:igilish|igin|jiin|jin|forum|simpozium|konferens|brifing|kengash|kenesh|kenes)"
)
"""«Фарғона вилоятида ўтказилган йиғилишда»: the same, in the order of Turkic words."""
_TALKED_OF = re.compile(r"\s(?:muhokama\skilin|talkilan|talkuulan|sozge\stusti|ara\salnip\smaslahatlashil)")
"""«Ҳужжат Тошкентда муҳокама қилинди»."""
_IN = re.compile(r"d[ae]$")
_WORD = re.compile(r"\w+")
_OFFICE = re.compile(
    r"\b(?:daftar|ofis|posolstv|saforat|elchihana|elchihona|elchiligi|ilchihana|office|embassi|predstavitelstv|namoiandagi)\w*"
    r"(?:\s\w+){0,4}\s(?:v|dar|in)\s$"
)
"""«Дафтари созмон дар Душанбе»: the seat of who gives or speaks."""
_COMES = r"(?:pribi[lv]|priehal|prileta|prilete|sehal|iavil|naved)\w*"
_ARRIVES = re.compile(
    rf"\b{_COMES}\s(?:\w+\s){{0,2}}v\s$|\b(?:arrived|arrives|arriving|flev)\s(?:in|to|at)\s$"
    r"|\b(?:visit|trip|travel(?:led)?)\sto\s$|\b(?:vizit|poezdk|komandirovk)\w*\s(?:\w+\s)?v\s$"
)
"""«В Бишкек съехались разработчики», "arrived in Astana": where guests come to talk."""
_ARRIVES_BEHIND = re.compile(
    rf"\s{_COMES}\b|\s(?:omad|tashrif\sovard|safar\skard)|\s(?:\w+\s){{0,2}}(?:tashrif|issapar|sapar)\w*"
)
_DATIVE = re.compile(r"(?:ga|ge|ka|ke)$")
_CAME = re.compile(r"\s(?:\w+\s){0,2}(?:kel(?:di|gen|ip|dik)|bardi|geldi|bordi|tashrif|issapar\w*|sapar\w*)\b")
_OUT_OF = re.compile(
    r"\b(?:v|za)\s(?:\d[\d,.]*|neskolkih|\w+sti|\w+ta|sta|sto)\s(?:km|kilometr\w*)\s(?:(?:\w+nee|k\s\w+)\s)?ot\s(?:goroda\s)?$"
    r"|\b(?:\d[\d,.]*|\w+)\s(?:km|kilomet\w+|miles)\s(?:\w+\s)?(?:from|of|auai from|dur az|az)\s(?:the\s)?$"
)
_OUT_OF_BEHIND = re.compile(r"\s(?:\w+\s)?\d[\d,.]*\s(?:km|kilometr\w*|shakirim\w*|chakirim\w*)\b")
"""«В 40 километрах от Бишкека», «Тошкентдан 40 км»: what a distance is counted from."""
_REGISTERED = re.compile(
    r"\s(?:shahri\w*\s|shahar\w*\s)?(?:roihatdan\sotgan|roihatga\solingan|tirkelgen|kattalgan|hasaba\salnan)"
)
_REGISTERED_BEFORE = re.compile(
    r"\b(?:zaregistrir\w+|propis\w+|registered|ba kaid giriftashudai)\s(?:v|na uchete v|in|dar)\s(?:the\s)?$"
)
"""«Пойтахтда рўйхатдан ўтган машиналар»: whose cars they are."""
_RECORD = re.compile(r"\b(?:ch[eio]?i|chia|chie|vhose)\s(?:[\w-]+\s){1,8}$")
"""«Концерн, чьи камеры рассылают штрафы в Бишкеке»: what a firm has done before."""
_HEAD = re.compile(r"\b(?:prezident|president|mirzi|tokaev|japarov|rahmon|berdimuham|bashtutan)\w*")
_VISITED = re.compile(
    r"\b(?:posetil|pobival|oznakomilsia|osmotrel|visited|toured|tanishdi|boldi|tashrif|tanisti|taa?nishti|aralap|bardi"
    r"|shinos shud|didan kard)\b"
)
_SET_UP = re.compile(
    r"\b(?:ustan[ao]v|postavi|smontir|zapust|zarabota|podkliuch|ornat|ornotul|koiil|koiul|koid|goiul|gurnal|oturd|nasb|install"
    r"|launch|iske\skos|ishke\sk|ishga\stush|ulan)\w*"
)
"""«Недавно в Оше поставили 200 камер»: more than a case."""
_CENTRE = re.compile(
    r"\b(?:main|central|glavn\w+|golovn\w+)\s(?:[\w-]+\s){0,2}(?:cent(?:er|re)|tsentr)\w*\s(?:[\w-]+\s){0,4}(?:in|v)\s$"
)
_DEAL = re.compile(
    r"\b(?:sdelk|dogovor|soglasheni|kontrakt|sotrudnichestv|peregovor|otnosheni|sviazi|sviaze)\w*\s(?:s|so|mejdu)\s$"
    r"|\b(?:deal|contract|agreement|talk|cooperation|tie|relation|partnership|business)s?\svith\s$"
)
_DEAL_BEHIND = re.compile(
    r"\s(?:bilen|bilan|men|pen|ben|menen)\s(?:\w+\s)?"
    r"(?:shertnama|shartnoma|kelishuv|kelisim|kelishim|hizmattas|hamkorlik|kizmattash)"
)
"""«Сделки с Ашхабадом»: with the government of the state."""


_SAID_THAT = re.compile(r"\s(?:[\w-]+\s){1,5}(?:rasskazal|soobshil|zaiavil|otmetil|napomnil|poiasnil)\w*,\schto\s")
"""«В Чолпон-Ате глава МВД рассказал, что в Оше …»."""
_IN_BEFORE = re.compile(r"\b(?:v|vo)\s$")


def is_venue(page: Page, spot: Spot, named: Sequence[Spot]) -> bool:
    """Whether a place is only where something was said: it tells the country, not the place.

    `named`: all places of the page; where what was said is in another of them, this is only where.
    """
    begin, end = page.sentence(spot.sentence)
    text = page.folded.text
    behind = (_HELD, _CEREMONY_BEHIND)
    before = (_HANDED_OVER, _VENUE)
    return bool(
        any(told.match(text, spot.end) for told in behind)
        or any(told.search(text, max(begin, spot.start - 80), spot.start) for told in before)
        or (_IN.search(text, spot.start, spot.end) and _HELD_THERE.match(text, spot.end))
        or _AT_A_MEETING.match(text, spot.start)
        or (_IN.search(text, spot.start, spot.end) and _TALKED_OF.match(text, spot.end))
        or (_DATED.search(text, max(begin, spot.start - 32), spot.start) and _GIVEN.search(text, begin, spot.start))
        or _is_arrived_in(text, begin, end, spot)
        or _is_said_of_another(page, spot, named)
    )


def _is_said_of_another(page: Page, spot: Spot, named: Sequence[Spot]) -> bool:
    text = page.folded.text
    said = _SAID_THAT.match(text, spot.end)
    if not said or not _IN_BEFORE.search(text, max(0, spot.start - 3), spot.start):
        return False
    behind = (other for other in named if other.sentence == spot.sentence and other.start >= said.end())
    inside = (other for other in behind if _IN_BEFORE.search(text, max(0, other.start - 3), other.start))
    return any(spot.id not in (other.id, known_places()[other.id]["parent"]) for other in inside)


def _is_arrived_in(text: str, begin: int, end: int, spot: Spot) -> bool:
    """Whether guests come to a place: «ба Душанбе омад», «Астанаға келді»."""
    if not any(fits("guests", word) for word in _WORD.findall(text, begin, end)):
        return False
    if _ARRIVES.search(text, max(begin, spot.start - 48), spot.start):
        return True
    to = text[max(begin, spot.start - 3) : spot.start] in ("v ", " v ", "ba ")
    return bool(
        (to and _ARRIVES_BEHIND.match(text, spot.end))
        or (_DATIVE.search(text, spot.start, spot.end) and _CAME.match(text, spot.end))
    )


def is_seat(page: Page, spot: Spot) -> bool:
    """Whether a place is that of an office, abroad or at home, that gives or speaks."""
    return bool(_OFFICE.search(page.folded.text, max(0, spot.start - 80), spot.start))


def is_of_the_centre(page: Page, spot: Spot) -> bool:
    """«Главный центр — в Бишкеке», "the main control center is located in Bishkek": where its pictures go."""
    begin, _ = page.sentence(spot.sentence)
    return bool(_CENTRE.search(page.folded.text, max(begin, spot.start - 64), spot.start))


def is_measured_from(page: Page, spot: Spot) -> bool:
    """Whether a place only tells where another lies, or whose cars pass there."""
    text = page.folded.text
    begin, _ = page.sentence(spot.sentence)
    before = max(begin, spot.start - 48)
    return bool(
        _OUT_OF.search(text, before, spot.start)
        or (ABLATIVE.search(text, spot.start, spot.end) and not spot.exact and _OUT_OF_BEHIND.match(text, spot.end))
        or _REGISTERED.match(text, spot.end)
        or _REGISTERED_BEFORE.search(text, before, spot.start)
    )


def is_in_a_record(page: Page, spot: Spot) -> bool:
    """Whether a place stands in the clause that tells what a firm has done elsewhere before."""
    begin, _ = page.sentence(spot.sentence)
    return bool(_RECORD.search(page.folded.text, max(begin, spot.start - 80), spot.start))


def is_party(page: Page, spot: Spot) -> bool:
    """Whether a capital is the state that somebody deals with."""
    text = page.folded.text
    return bool(_DEAL.search(text, max(0, spot.start - 32), spot.start) or _DEAL_BEHIND.match(text, spot.end))


def is_visited(page: Page, spot: Spot) -> bool:
    """Whether a president is shown in the capital what runs in the whole country."""
    text = page.folded.text
    begin, end = page.sentence(spot.sentence)
    return bool(
        _HEAD.search(text, begin, end)
        and _VISITED.search(text, begin, end)
        and phrases("nationwide").search(text, page.title_end, page.story_end)
    )


def is_example(page: Page, spot: Spot) -> bool:
    """Whether a place is one case of what is told of a whole country: «Недавно оператор в Бишкеке увидел …»."""
    text = page.folded.text
    begin, end = page.sentence(spot.sentence)
    if _SET_UP.search(text, begin, end):
        return False
    if spot.sentence < page.title_sentences or not phrases("nationwide").search(text, 0, begin):
        return False
    return bool(phrases("example").match(text, begin) or phrases("example").search(text, begin, spot.start))
