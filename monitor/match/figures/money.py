"""Sums of money: which number is one, of what currency, and whether it is the deployment's own. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from monitor.match.figures.currencies import currencies
from monitor.match.figures.nouns import Role, meaning_of, phrases
from monitor.match.figures.number_words import TURKIC, base_of
from monitor.match.figures.numerals import Number, Sense
from monitor.match.figures.senses import TENGE_SIGN
from monitor.match.lexicon_files import lexicon
from monitor.match.spots import Page

MILLION = 1_000_000
THOUSAND = 1_000
ABSURD = 10**15
"""No sum of the region, in any currency, is as large: a slip of whoever typed it."""
NEAR = 60
"""How far from a sum another one may share its currency."""
LETTERS = 4
"""An ending that is longer may be a currency: 22 миллиондоллара."""
_SIGN_BEFORE = re.compile(r"(us\$|[$€₸₽¥£₺]|\b(?:usd|eur|kzt|uzs|kgs|tjs|tmt|cni|rmb|rub)|tenge|dollar)[ \u00a0]?\Z")
_WORD = re.compile(r"[^\W\d_]+|[$€₸₽¥£₺]")
_NEXT = re.compile(r"(?:\s|\()*(?:(?:u\.s\.|absh-nin|aksh-tin) ?)?(?P<mark>-)?\s?(?P<word>us\$|[$€₸₽¥£₺]|[^\W\d_]+)")
_NO_PRICE = re.compile(
    r"\bza (?:nim|nimi|nei|neiu)\b"
    r"|\b(?:na|za) (?:\d+ (?=[^\W\d_]))?(?:zimu|vesnu|leto|osen|konets|nachalo|seredinu|segodnia|god\w*|polgoda"
    r"|mesiats\w*|nedel\w*|den|dni|dnei|sutki|kvartal\w*|vse vremia|20\d\d"
    r"|(?:ianvar|fevral|mart|aprel|mai?|iiun|iun|iiul|iul|avgust|sentiabr|oktiabr|noiabr|dekabr)(?:ia|a)?)\b"
)
"""«За ним — 2 млн» is next in a list, «за зиму», «на конец 2023-го» is when; nothing that is paid for."""
_CODE = re.compile(r"\b(?:lot\w{0,3}|rakami?|raqami?|nomer\w{0,3}|number|no\.?|kod\w{0,3}|bin|iin|inn)[:\s-]+$")
"""«Лот рақами 5512087»: a number that names, and no sum."""
_ASIDE = re.compile(r"\s\([^()]{1,30}\)")
_KYRGYZSTAN = re.compile(r"\b(?:kirgiz|kirgizst|bishkek|jogorku)")
_UZBEKISTAN = re.compile(r"\b(?:uzbek|ozbek|tashkent|toshkent)")
_UZBEK = re.compile("[ўЎʻ‘]|o['`’]z|O['`’]z")


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount of a currency; `own` is False where it is a fine, a wage, the price of one piece."""

    number: Number
    currency: str
    start: int
    end: int
    sentence: int
    own: bool


def _phrases(name: str) -> re.Pattern[str]:
    return phrases("money", name)


def sums_in(page: Page, numbers: Sequence[Number], language: str | None) -> list[Sum]:
    """Every sum of the text, in reading order."""
    found: list[Sum] = []
    home = _home_currency(page, language)
    for place, number in enumerate(numbers):
        if number.sense not in (Sense.COUNT, Sense.RANGE):
            continue
        named = _named(page, number, home)
        if named is None:
            named = _shared(page, number, numbers[place + 1 :], found, (home, base_of(language)))
        if named is None:
            continue
        currency, start, end = named
        if number.value.denominator == 1 and 0 < number.value < ABSURD and currency:
            sentence = page.sentence_at(number.start)
            own = number.sense is Sense.COUNT and _is_own(page, start, end, sentence, int(number.value), currency)
            found.append(Sum(number, currency, start, end, sentence, own))
    return found


def _home_currency(page: Page, language: str | None) -> str | None:
    """The currency of the country the text is about, as far as outlet and then language tell."""
    by_country = currencies().by_country
    country = page.text.source_country or ""
    if country in by_country:
        return by_country[country]
    by_language = {"kk": "KZ", "uz": "UZ", "ky": "KG", "tg": "TJ", "tk": "TM"}
    return by_country.get(by_language.get((language or "").partition("-")[0], ""))


def _named(page: Page, number: Number, home: str | None) -> tuple[str, int, int] | None:
    """The currency beside a number, and the span of the whole."""
    names, text = currencies(), page.folded.text
    before = _SIGN_BEFORE.search(text, max(0, number.start - 8), number.start)
    if text[number.start - 1] == "t" and TENGE_SIGN.search(text, max(0, number.start - 12), number.end + 8):
        return "KZT", number.start - 1, number.end
    if before:
        sign = names.currency(before[1]) or ""
        return _resolved(page, sign, home, before.start(), number.start), before.start(), number.end
    for name, code in names.hanzi.items():
        if text.startswith(name, number.end):
            return code, number.start, number.end + len(name)
    glued = names.currency(number.ending) if len(number.ending) > LETTERS else None
    if glued:
        return _resolved(page, glued, home, number.start, number.end), number.start, number.end
    after = _NEXT.match(text, number.end)
    if not after or after["mark"]:
        return None
    currency = names.currency(after["word"])
    if currency is None and after["word"] in names.between:
        after = _NEXT.match(text, after.end())
        currency = names.currency(after["word"]) if after else None
    if currency is None or after is None:
        return None
    return _resolved(page, currency, home, after.start("word"), after.end()), number.start, after.end()


def _resolved(page: Page, currency: str, home: str | None, place: int, end: int) -> str:
    """ "som" told apart: Kyrgyz or Uzbek by the word's own letters, then by outlet, language and text."""
    if currency != "som":
        return currency
    if page.text.source_country in ("KG", "UZ"):
        return currencies().by_country[page.text.source_country]
    if page.source(place, end).casefold().startswith("сом") and "ў" not in page.folded.source:
        return "KGS"
    if _KYRGYZSTAN.search(page.folded.text):
        return "KGS"
    uzbek = home == "UZS" or _UZBEK.search(page.folded.source) or _UZBEKISTAN.search(page.folded.text)
    return "UZS" if uzbek else "KGS"


def _shared(
    page: Page, number: Number, following: Sequence[Number], before: Sequence[Sum], where: tuple[str | None, str | None]
) -> tuple[str, int, int] | None:
    """The currency of a large number without one: its neighbour's, or home's where it is plainly money.

    `where`: the currency of the country that the text is about, and the language.
    """
    home, base = where
    text = page.folded.text
    if number.scale == 1 and _CODE.search(text, max(0, number.start - 16), number.start):
        return None
    sentence = page.sentence_at(number.start)
    listed = bool(before) and before[-1].sentence == sentence and number.start - before[-1].end < NEAR
    if number.scale < MILLION and not (listed and (number.value >= MILLION or number.scale >= THOUSAND)):
        return None
    worth = number.ending.endswith(currencies().worth) if number.ending else False
    noun = _WORD_NEXT.match(text, number.end) if worth else None
    if noun and meaning_of(noun[1], base).role is Role.PERSON:
        return None  # «саккиз миллионлик аҳоли»: so many of something
    alone = ends_a_sentence(page, number) or _stands_alone(text, number, base)
    if not worth and not alone and not (listed and _goes_on_bare(text, number, base)):
        return None
    if listed:
        return before[-1].currency, number.start, number.end
    for other in following[:2]:
        if other.start - number.end < 40 and page.sentence_at(other.start) == sentence and other.scale >= MILLION:
            named = _named(page, other, home)
            if named:
                return named[0], number.start, number.end
    near = re.split(";", text[max(page.sentence(sentence)[0], number.start - 60) : number.start])[-1]
    near += text[number.start : number.end] + re.split("[;:(]", text[number.end : number.end + 50])[0]
    if home and (worth or _phrases("money_words").search(_NO_PRICE.sub("", near))):
        return home, number.start, number.end
    return None


def ends_a_sentence(page: Page, number: Number) -> bool:
    """Whether the dot of "млн." ends the sentence, too: a capital follows."""
    text = page.folded.text
    following = _CAPITAL.match(text, number.end)
    return following is not None and text[number.end - 1] == "." and page.source(*following.span(1)).isupper()


def _stands_alone(text: str, number: Number, base: str | None) -> bool:
    """Whether no noun follows that the number could count."""
    after = re.compile(r"\s*(?:$|(?P<mark>[^\w\s])|(?P<word>\w+))").match(text, number.end)
    if after is None or after["word"] is None:
        return True
    if meaning_of(after["word"], base).role in (Role.VERB, Role.STOP) or after["word"] in ("deshevle", "for"):
        return True
    if _phrases("money_words").match(text, after.start("word")):
        return True
    return bool(number.ending) and bool(re.match(r"\w*(?:ashro|ash|i|si|ro|in)$", number.ending))


def _goes_on_bare(text: str, number: Number, base: str | None) -> bool:
    """Whether a large number behind a sum has no noun of its own: «ещё 57 миллионов подрядчику», «15 миллиарди».

    A Russian noun that is counted stands in the genitive plural; a Turkic numeral with an ending of its own counts
    none, unless "more" follows and a noun behind that.
    """
    if number.scale < MILLION:
        return False
    after = _WORD_NEXT.match(text, number.end)
    role = meaning_of(after[1], base).role if after is not None else None
    if base in (None, "ru"):
        return after is not None and role is Role.UNKNOWN and not _PLENTY.fullmatch(after[1])
    if base not in TURKIC or not _INFLECTED.search(text, number.start, number.end):
        return False
    return role in (None, Role.UNKNOWN, Role.OTHER, Role.VERB)


def _is_own(page: Page, start: int, end: int, sentence: int, value: int, currency: str) -> bool:
    """Whether the clause speaks of the deployment's money: no fine, no wage, no price of one piece, no difference."""
    text = page.folded.text
    begin, finish = page.sentence(sentence)
    left = max(begin, start - 70, *(text.rfind(mark, begin, start) + 1 for mark in ";:("))
    stops = [place for place in (text.find(mark, end, finish) for mark in ";:(") if place >= 0]
    right = min(finish, end + 50, *stops) if stops else min(finish, end + 50)
    clause = text[left:right]
    least, enough = lexicon("money")["least"], lexicon("money")["enough"]
    if value < least.get(currency, least["default"]):
        return False
    fines = bool(_phrases("fines").search(clause))
    small = value < enough.get(currency, enough["default"])
    narrow = clause[: end - left] + _ANOTHER.split(text[end:right])[0]
    if small and (fines or _phrases("damage").search(narrow) or _phrases("mine").search(clause)):
        return False
    if not fines and _phrases("income").search(clause) and not (_BROUGHT.search(clause) and _names_devices(clause)):
        return False
    if _phrases("to_budget").search(clause) and (small or not fines):
        return False
    tight = _COMMA.split(text[left:start])[-1] + text[start:end] + _COMMA.split(text[end:right])[0]
    if _phrases("penalties").search(tight) or _phrases("others").search(narrow):
        return False
    if small and _is_range(text, start, end, finish):
        return False
    if _phrases("cheaper").search(text, end, min(finish, end + 12)) or text.startswith(" menshe", end):
        return False
    aside = _ASIDE.match(text, end)
    behind = aside.end() if aside else end
    if _phrases("for_one").search(text, behind, min(finish, behind + 18)):
        return False
    close = _NO_EACH.sub("", text[max(begin, start - 40) : start])[-28:]  # «бір жылда 80 млрд» is no price of one
    if _pays_for_goods(close):
        return False
    if small and _FROM_TO.search(close):
        return False
    far = re.split("[,;(]", text[max(begin, start - FAR) : start])[-1]
    return not (_phrases("each").search(close) or _EACH.search(far) or _LESS.search(close))


def _names_devices(clause: str) -> bool:
    """Whether cameras or a system stand in a clause: what they bring in are fines."""
    return '"' in clause or any(
        meaning_of(word, None).role in (Role.DEVICE, Role.NAMED) for word in re.findall(r"[^\W\d_]+", clause)
    )


def _pays_for_goods(close: str) -> bool:
    """Whether what stands right before a sum is bought for it, and is no device: "50 компьютеров на 10,8 млн"."""
    goods = list(_phrases("goods").finditer(close))
    behind = close[goods[-1].end() :].split() if goods else []
    return bool(goods) and not any(meaning_of(word, None).role in (Role.DEVICE, Role.GENERIC) for word in behind)


def _is_range(text: str, start: int, end: int, finish: int) -> bool:
    """Whether the sum is one end of "from ... to": 735 000 so'mdan 8 575 000 so'mgacha."""
    suffix = re.compile(r"(?:gacha)\b")
    ahead = text[end : min(finish, end + 40)]
    if _BROUGHT_TO.match(ahead):
        return False
    if suffix.search(text[max(start, end - 12) : end]) or re.match(r"\s(?:dei?in|chei?in|chenli)", ahead):
        return True
    return bool(re.search(r"(?:dan|den|tan|ten|nan|don)$", text[start:end])) and bool(
        re.search(r"gacha|\bdeiin|\bcheiin|\bchenli", ahead)
    )


_BROUGHT = re.compile(r"\bprines(?:l[aio])?\b")
FAR = 56
_COMMA = re.compile(r",(?!\d)")
_ANOTHER = re.compile(r",\s(?:al|a|no|esa|lekin|biroq|ammo|but|vhile|\d+)\s")
"""What begins a clause of its own behind a sum: «…, ал қалада бір жылда 56 көлік ұрланған»."""
_EACH = re.compile(
    r"\b(?:har bir|ar bir|na (?:odnu|odin|kajd\w+)|for each|per)\s\w+"
    r"|\bbir\s\w{4,}(?:di|ni|ti|ga)\s(?:ustau|kutu|saklash|karmoo)"
    r"|(?<![\w-])(?<!eshe )(?:odna|odin|one|each|bir|bitta|iak|har|ar|her)"
    r"\s(?:kamer|kompleks|radar|jeton|pribor|camera|complex|device)\w*(?!\w|\s(?:i|and|va|jane|sistem|system|netvork|set)\b)"
    r"|\b(?:monthli\s(?:pa[iy]|rent|fee|charge)|ejemesiachn\w+\s(?:plat|vznos|oplat|arend)|ai saii?n|har oi(?:da)?"
    r"|mohona)\w*\s"
)
"""«Ҳар бир жойнинг бошланғич нархи — 3,2 млн», «одна камера обойдётся в 1,4 млн»: the price of one, or of a month."""
_NO_EACH = re.compile(
    r"\b(?:bir|iak|odin|odnu|one)\s(?:j?il|ai|hafta|apta|kun|gun|god|sol|year|month)(?:[dg][ae]|i)?\b|(?<=[\dg] )dona"
)
_FROM_TO = re.compile(r"(?<!\w)ot\s[^,.;]{1,25}\sdo\s*$")
_LESS = re.compile(r"(?:menshe chem na|menee)\s*$")
_BROUGHT_TO = re.compile(r"\s(?:tush|kama|osh|kotar|pasai|etkaz)")
"""«610 миллион сўмгача туширилди»: the new sum, and no end of a range."""
_CAPITAL = re.compile(r"\s+(\w)")
_WORD_NEXT = re.compile(r"\s*([^\W\d_]+)")
_PLENTY = re.compile(r"\w*(?:(?<![uai])t|(?<![aieu])l|[^aeioutl]|ei|ih)")
"""A Russian word that may be a genitive plural, folded: «штрафов», «нарушений», «людей»; no verb: «вернут», «дал»."""
_INFLECTED = re.compile(r"(?:[dtn][ae]n|[gk][ae]|n[iu]|d[ae]|[^aeiou][iu])$")
"""What ends a Turkic million in a case or as a part: миллиарддан, миллиарди, mlrdni."""
