"""Who else bears the name of a place: people, papers and sites, firms."""

import re

from monitor.match.spots import Page, Spot

_BORDER = re.compile(r"\b(?:chegara|shekara|chek ara|serhet|pogran|granits|propusk|kpp\b|border)")
_AGENCY = re.compile(
    r"\s?(?:nevs|media|times|plus|info|todai|tv|radio|agentlig|agentstv|\.\w|reports?\b|reported\b|vrites?\b|soobsha\w+|pishet\b)"
)
_SITE = re.compile(r"(?:-\w+)*\.(?:kz|uz|kg|tj|tm|com|org|info|net|media|ru)\b")
"""«Almaty-akshamy.kz»: a site."""
_PAPER = re.compile(r"\s(?:Times|Telegraph|News|Herald)\b")
_SERVICE = re.compile(r"['’]s\s$")
_RIVER = re.compile(
    r"\s(?:d[ae]ri?asi\w*|dare(?:i|si|osi)\w*|dario\w*|ozeni\w*|suusu\w*|river|riverside|bo(?:iu?n)?i?dagi|kanal\w*)\b"
)
_RIVER_BEFORE = re.compile(r"\b(?:reki|reka|reke|rekoi|reku|darei|dareoi|river)\s$")
_DARYA = re.compile(r"(?:sir|sur|kashka|amu|zara?f)[\w-]*\b")
_ACROSS = re.compile(r"\b(?:cherez|over\sthe|across\sthe|on\sthe|na\sberegu)\s$")
"""«Мосты через Сырдарью»: the river, and not the region of its name."""
_EVENING = re.compile(r"\b(?:vecherni\w*|vecherka|kechki|keshki|evening)\s$")
"""«Вечерний Бишкек»: a paper."""
_CORRESPONDENT = re.compile(r"d[ae]n\shabar\b")
"""«Mary welaýatyndan habar berýär»: where the reporter writes from."""
_SOURCE = re.compile(
    r"(?<=daki|dagi|degi|deki|dogu)\s(?:cheshme|habarchi|kabarchi|muhbir|manba|tilshi|bulak|derekkoz)\w*"
)
_BIDDERS = re.compile(
    r"\b(?:pretendent|uchastni[kc]\w*\s(?:tender|konkurs|torg|zakup)|(?:piat|tri|chetire|dve|neskolko|\d+)\w*\s(?:\w+\s)?kompani[ij]"
    r"|vishli vo vtoroi|proshli\s|zaiavk|otechestvenn|bidders?\b|shortlist"
    r"|katishuvchi|ishtirokchi|ishtirakchi|katisushi|talabger|talapker)\w*"
)
_PROGRAMME = re.compile(
    r"\b(?:bezopasn|umn|tsifrov|chist|safe|smart|digital|havfsiz|akilli|aklli|koopsuz|kauipsiz|sergek)\w*\s$"
)
"""«Безопасный Бишкек»: a programme of the town."""
_SOURCE_BEFORE = re.compile(
    r"\b(?:istochnik\w*|korrespondent\w*|sources?|reporters?|correspondents?|manba\w*|habarnigor\w*)\s(?:\w+\s)?(?:v|in|dar)\s$"
)
_FAMILY_NAME = re.compile(
    r"\s(?:\w{2,}?(?:ov|ev|ova|eva|bekov|kizi|uli)(?:a|u|om|im|oi|[dnt]in|di|ga|ni|ning)?\b|\w+\s(?:uulu|uli|kizi)\b)"
)
_HERO = re.compile(r"\s(?:bati?r|baatir)\w*")
_SURNAME = re.compile(r"(?:ov|ev)(?:a|u|im|om|e|dun|din|tin|go|ga|du)?$")
_GIVEN_NAME = re.compile(r"(?<=\s)([^\W\d_]{3,})\s$")
"""Towns that bear a surname: «Аяз Баетов», «Исхак Раззаков»."""
_CAPITAL = re.compile("[А-ЯЁӨҮІҚҒҰӘҲЎ][а-яёөүіқғұәҳўң]+$|[A-ZŞÇÖÜÝÄ][a-zşçöüýäň]+$")


def is_river(page: Page, spot: Spot) -> bool:
    """«Чирчиқ дарёси», «река Нарын», «Талас өзені»: water that bears the name of a town."""
    text = page.folded.text
    if _DARYA.match(text, spot.start) and _ACROSS.search(text, max(0, spot.start - 12), spot.start):
        return True
    return bool(_RIVER.match(text, spot.end) or _RIVER_BEFORE.search(text, max(0, spot.start - 12), spot.start))


def is_person(page: Page, spot: Spot) -> bool:
    """«Нұрек Әуезов», «Манас Койчукулов»: a given name before a family name."""
    family = _FAMILY_NAME.match(page.folded.text, spot.end)
    if family and spot.exact and page.is_capitalised(spot.end + 1, spot.end + 2):
        return True
    if _HERO.match(page.folded.text, spot.end):
        return True  # «на Кабанбай батыра»
    return bool(_SURNAME.search(page.folded.text[spot.start : spot.end])) and _behind_a_given_name(page, spot)


def _behind_a_given_name(page: Page, spot: Spot) -> bool:
    """«министр Аяз Баетов»: a capital word before it that begins no sentence and names no town."""
    before = _GIVEN_NAME.search(page.folded.text, max(page.starts[spot.sentence] + 1, spot.start - 24), spot.start)
    return before is not None and bool(_CAPITAL.match(page.source(before.start(1), before.end(1))))


def is_agency(page: Page, spot: Spot) -> bool:
    """«Фергана», Asia-Plus, "Tashkent Times": a paper or an agency."""
    text = page.folded.text
    if _CORRESPONDENT.search(text, spot.start, spot.end + 7):
        return True
    if is_site(page, spot) or _EVENING.search(text, max(0, spot.start - 12), spot.start):
        return True
    quoted = text[spot.start - 1 : spot.start] == '"' and text[spot.end : spot.end + 1] == '"'
    if (quoted and not _is_checkpoint(text, spot)) or _AGENCY.match(text, spot.end):
        return True
    return bool(re.search(r"(?:azia-plius|agentlig\w*)\s\"?$", text[max(0, spot.start - 16) : spot.start]))


def is_site(page: Page, spot: Spot) -> bool:
    """«Almaty-akshamy.kz», «Elorda.info»: the address of a paper."""
    return bool(_SITE.match(page.folded.text, spot.end))


def is_paper(page: Page, spot: Spot) -> bool:
    """«The Qazaq Times», "RFE/RL's Uzbek Service": who tells it, not of which country."""
    source, (start, end) = page.folded.source, page.folded.original(spot.start, spot.end)
    if _PAPER.match(source, end):
        return True
    return source.startswith(" Service", end) and bool(_SERVICE.search(source, max(0, start - 3), start))


def is_of_a_source(page: Page, spot: Spot) -> bool:
    """«Daşoguzdaky çeşmeler», «источники в Ашхабаде»: where those are who told it."""
    text = page.folded.text
    return bool(_SOURCE.match(text, spot.end) or _SOURCE_BEFORE.search(text, max(0, spot.start - 40), spot.start))


def is_firm(page: Page, spot: Spot) -> bool:
    """«Glans Gesellschaft Tashkent», Digital Almaty: one of several Latin names in a text of another script."""
    source = page.folded.source
    start, end = page.folded.original(spot.start, spot.end)
    if not source[start:end].isascii():
        return False
    around = re.search(r"([A-Za-z]+)\s$", source[max(0, start - 24) : start])
    after = re.match(r"\s([A-Z][A-Za-z]+)", source[end : end + 24])
    foreign_script = page.text.title != "" and not source.isascii() and _mostly_other(source)
    named = bool(around and around.group(1)[0].isupper()) or bool(after)
    return named and (foreign_script or in_a_quoted_name(page, spot))


def is_bidder(page: Page, spot: Spot) -> bool:
    """«Отечественный «Стилсофт Бишкек»» among bidders: a firm's name, undeclined, that ends with its town."""
    text = page.folded.text
    begin, end = page.sentence(spot.sentence)
    closes = text[spot.end : spot.end + 1] == '"' and spot.exact
    programme = _PROGRAMME.search(text, max(begin, spot.start - 24), spot.start)
    return bool(closes and not programme and in_a_quoted_name(page, spot) and _BIDDERS.search(text, begin, end))


def in_a_quoted_name(page: Page, spot: Spot) -> bool:
    """«Астана Innovations», «Алматы Қала Жарығы»: one of the words of a name in quotes."""
    source = page.folded.source
    start, end = page.folded.original(spot.start, spot.end)
    before = re.search(r"[«“\"]([^«»“”\"]*)$", source[max(0, start - 60) : start])
    after = re.match(r"([^«»“”\"]*)[»”\"]", source[end : end + 60])
    others = re.findall(r"[^\W\d_]+", f"{before.group(1)} {after.group(1)}") if before and after else []
    return bool(others) and others[0][0].isupper()


def _mostly_other(source: str) -> bool:
    letters = [character for character in source[:400] if character.isalpha()]
    return sum(not character.isascii() for character in letters) > len(letters) / 2


def _is_checkpoint(text: str, spot: Spot) -> bool:
    """«Чегарадаги «Айритом»», «пункт пропуска «Айритом»»: a place on the border, written in quotes."""
    return bool(_BORDER.search(text, max(0, spot.start - 40), spot.end + 40))
