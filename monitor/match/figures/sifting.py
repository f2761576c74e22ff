"""Which numbers of a text are facts of its own: no parts told by sort, no roundings, no past, nobody else's money."""

import re
from collections import defaultdict
from collections.abc import Sequence

from db.kinds import ClaimKind
from monitor.match.figures.counts import Count
from monitor.match.figures.money import Sum
from monitor.match.figures.nouns import phrases
from monitor.match.figures.numerals import Number
from monitor.match.figures.purposes import is_spent_elsewhere
from monitor.match.figures.reading import Reading
from monitor.match.lexicon_files import lexicon
from monitor.match.spots import LATE, LEAD, Page

LIST = 3
SAME = 0.002
"""A figure so near that has fewer digits is the other, rounded: 3 bn of 3 bn 704 thousand."""
CLOSE = 0.06
"""How far a rounded figure may lie from the exact one: 1300 in a yard are not the 1390 of another town."""
CUT = 0.1
"""The same where a headline cuts it to its first digit: 逾2亿 of 2.14亿."""
COMPARING = 32
"""So many letters into a sentence "for comparison" ends at the latest."""
_YEAR = re.compile(
    r"(?<!\d)(?<!\bs )(?<!\bza )(?<!since )(?<!from )(?<!\baz )(20[0-2]\d)(?![\d%]|-?\s?\w*d[ae]n\b|[-–]\d)"
)
"""A year that is no "since" and no span."""
_ANY_YEAR = re.compile(r"(?<!\d)20[0-2]\d(?!\d)")
BEGINNING = 48
"""So many letters into a sentence a year says when it was."""
LONG_AGO = 2
_OF_THOSE = frozenset(("i", "si", "in", "u", "su", "un", "aui", "eui"))
"""«1500-і»: so many of what was said, and no rounding of another count."""
_BRAND = re.compile(r'"[^"]{2,30}"\s?[-:(]\s?$')
_OPENING = re.compile(r"[\s\"-]*")
_BULLET = re.compile(r"\s*[-•▪◾●*·](?:\s|\ufe0f)")


def own_counts(page: Page, counts: Sequence[Count], reading: Reading) -> list[Count]:
    """The counts of devices that an analyst would note."""
    kept = [count for count in counts if count.kind is not None and not _is_past(page, count, counts)]
    kept = [count for count in kept if not _compares(page, count.sentence)]
    kept = [count for count in kept if not _is_apart(page, count.sentence, reading)]
    kept = [count for count in kept if _is_near_devices(page, count, reading)]
    others = {count.number.value for count in counts if count.kind is None and count.own and count.leads}
    kept = [count for count in kept if count.number.value not in others or not _is_tally(page, count)]
    sure = {count.number.value for count in kept if count.own and not count.generic}
    kept = [count for count in kept if (count.own and not count.generic) or count.number.value not in sure]
    brands = _brands(page, kept)
    kept = [count for count in kept if not _is_part(count, kept, counts) and count.number.start not in brands]
    exact = {int(count.number.value): count for count in kept}.values()
    return [count for count in kept if not any(_rounds(page, count, other) for other in exact)]


def _is_near_devices(page: Page, count: Count, reading: Reading) -> bool:
    """Whether a count far below stands in a paragraph that has named a device: "2,000 women are held there"."""
    if page.starts[count.sentence] < page.title_end + page.reach(LATE):
        return True
    begin, end = page.sentence(count.sentence)
    if any(phrases("counting", name).search(page.folded.text, begin, end) for name in ("of_them", "of_those")):
        return True
    return any(reading.watches(sentence) for sentence in page.paragraph(count.sentence))


def _is_apart(page: Page, sentence: int, reading: Reading) -> bool:
    """Whether a sentence is no part of the story: between its lead and its first device, or of long ago."""
    first, begin = page.starts[reading.first_device], page.starts[sentence]
    lead = any(page.title_end < end < begin for end in page.breaks)
    above = begin < first and lead and any(begin <= end < first for end in page.breaks)
    return above or _is_history(page, sentence)


def _is_history(page: Page, sentence: int) -> bool:
    """Whether a sentence far below begins with a year that is long past: «В 2012 году похожую систему пытались …»."""
    begin, end = page.sentence(sentence)
    if begin < page.title_end + page.reach(LATE):
        return False
    if phrases("counting", "nowadays").search(page.folded.text, begin, end):
        return False
    told = _YEAR.search(page.folded.text, begin, min(end, begin + BEGINNING))
    published = page.text.published
    now = published.year if published else max(map(int, _ANY_YEAR.findall(page.folded.text)), default=0)
    return told is not None and int(told[1]) <= now - LONG_AGO


def _compares(page: Page, sentence: int) -> bool:
    """Whether a sentence tells of somewhere else, or begins by saying so: "By comparison, Almaty has 65 thousand"."""
    text, (begin, end) = page.folded.text, page.sentence(sentence)
    if sentence >= page.title_sentences and phrases("counting", "told_elsewhere").search(text, begin, end):
        return True
    said = phrases("counting", "for_comparison").search(text, begin, min(end, begin + COMPARING))
    return said is not None and not text[begin : said.start()].strip(' "-') and text.startswith((":", ","), said.end())


def _is_tally(page: Page, count: Count) -> bool:
    """Whether a number without a noun is said of "the count": then it is that of the noun it had elsewhere."""
    begin = max(page.sentence(count.sentence)[0], count.number.start - 60)
    clause = re.split("[,;:]", page.folded.text[begin : count.number.start])[-1]
    return not count.own and bool(phrases("counting", "tally").search(clause))


def _is_part(count: Count, counts: Sequence[Count], told: Sequence[Count]) -> bool:
    """Whether a count is one sort of hardware in a total that the text gives too: 400 = 137 rotating + 263 fixed."""
    if not count.by_type or _is_beside_another_kind(count, counts):
        return False
    sorts = {
        one.number.start: int(one.number.value)
        for one in counts
        if one.kind is count.kind and one.sentence == count.sentence
    }
    totals = {
        int(one.number.value)
        for one in counts
        if one.kind is count.kind and one.number.start not in (count.number.start,)
    }
    total = sum(value for value in sorts.values())
    others = (one for one in told if one.sentence == count.sentence and one.number is not count.number)
    beside = {int(one.number.value) for one in others}
    if any(whole - int(count.number.value) in beside for whole in totals):
        return True
    return any(total == whole or total == 2 * whole for whole in totals if whole > count.number.value)


def _brands(page: Page, counts: Sequence[Count]) -> set[int]:
    """Where the counts begin that stand behind a name in quotes and make up a total: 170 = «A» 120 + «B» 50."""
    alike = defaultdict[tuple[int, ClaimKind | None], list[Count]](list)
    for count in counts:
        alike[count.sentence, count.kind].append(count)
    starts = set[int]()
    for mine in alike.values():
        parts = [
            one.number
            for one in mine
            if _BRAND.search(page.folded.text, max(0, one.number.start - 40), one.number.start)
        ]
        whole = sum(int(number.value) for number in parts)
        if len(parts) > 1 and any(int(one.number.value) == whole for one in mine):
            starts |= {number.start for number in parts}
    return starts


def _is_beside_another_kind(count: Count, counts: Sequence[Count]) -> bool:
    """Whether a part and one of another kind make up the total: 34 = 27 outdoor cameras + 7 complexes."""
    mine = int(count.number.value)
    same = [one for one in counts if one.sentence == count.sentence and one.number is not count.number]
    totals = {int(one.number.value) for one in same if one.kind is count.kind}
    return any(one.kind is not count.kind and mine + int(one.number.value) in totals for one in same)


def _rounds(page: Page, count: Count, other: Count) -> bool:
    """Whether a count only rounds another one of the same thing, told elsewhere."""
    if count.kind is not other.kind or count.sentence == other.sentence or count.number.ending in _OF_THOSE:
        return False
    return _says_roughly(page, count.number, other.number)


def _says_roughly(page: Page, rough: Number, exact: Number) -> bool:
    """Whether one number is the other cut or rounded: 28 mn of 28,519,721, "almost half a billion" of 476 mn."""
    mine, theirs = int(rough.value), int(exact.value)
    if is_rounding(mine, theirs):
        return True
    if len(str(mine).rstrip("0")) > 2 or len(str(theirs).rstrip("0")) < 1 + len(str(mine).rstrip("0")):
        return False
    around = page.folded.text[max(0, rough.start - 16) : rough.end + 12]
    step = 10 ** (len(str(mine)) - 1)
    cut = mine == theirs // step * step and page.sentence_at(rough.start) < page.title_sentences
    near = CUT if cut else CLOSE
    return abs(mine - theirs) <= near * theirs and bool(phrases("counting", "near").search(around))


def is_rounding(rough: int, exact: int) -> bool:
    """Whether `rough` is `exact` cut or rounded to fewer digits: 28 mn, 28.5 mn of 28,519,721."""
    if rough == exact or rough < 100:
        return False
    if len(str(rough).rstrip("0")) < len(str(exact).rstrip("0")) and abs(exact - rough) <= SAME * exact:
        return True
    step = 10 ** (len(str(rough)) - len(str(rough).rstrip("0")))
    return bool(
        step > 1
        and exact % step != 0
        and exact // step * step <= rough <= -(-exact // step) * step
        and abs(exact - rough) <= CLOSE * exact
        and 10 * step <= 2 * exact
    )


def own_sums(page: Page, sums: Sequence[Sum], reading: Reading) -> list[Sum]:
    """The sums that are the deployment's."""
    own = [one for one in sums if one.own and not is_spent_elsewhere(page, one, reading)]
    own = [one for one in own if not (_compares(page, one.sentence) or _is_apart(page, one.sentence, reading))]
    kept = [one for one in own if _is_the_deployments(page, one, reading)]
    kept += [one for one in own if one not in kept and _goes_on(page, one, kept)]
    if _is_list(page):
        kept = [one for one in kept if reading.watches(one.sentence)]
    kept = [one for one in kept if not _is_a_price(one, sums)]
    kept = [one for one in kept if (other := _converted(page, one, sums)) is None or other in kept]
    return [
        one for one in kept if not any(one.currency == other.currency and _repeats(page, one, other) for other in kept)
    ]


def _repeats(page: Page, one: Sum, other: Sum) -> bool:
    """Whether a sum only rounds another, told in another sentence: in one sentence both are meant."""
    gap = abs(one.number.value - other.number.value)
    if one.sentence == other.sentence and gap > SAME * other.number.value:
        return False
    return _says_roughly(page, one.number, other.number)


def _is_the_deployments(page: Page, one: Sum, reading: Reading) -> bool:
    """Whether a sum is told of devices: beside them, in the story's beginning, or further down in their paragraph.

    Of sums far below without a device before them in the paragraph one in fifty was the deployment's, of the others
    three in four.
    """
    text, (begin, end) = page.folded.text, page.sentence(one.sentence)
    if reading.watches(one.sentence):
        return True
    if phrases("money", "works").search(text, begin, end):
        return False
    if begin < page.title_end + page.reach(LEAD):
        return True
    opening = _OPENING.match(text, begin, end)
    besides = phrases("money", "besides").match(text, opening.end() if opening else begin)
    other = besides is not None and not phrases("money", "of_ours").search(text, begin, end)
    spoken = any(reading.watches(sentence) for sentence in page.paragraph(one.sentence))
    if begin < page.title_end + page.reach(LATE):
        return spoken or not other
    return (spoken or phrases("money", "the_project").search(text, begin, end) is not None) and not other


def _goes_on(page: Page, one: Sum, kept: Sequence[Sum]) -> bool:
    """Whether a sum is a part of one told before: "Of this, 53 billion …"."""
    begin = page.starts[one.sentence]
    text = page.folded.text
    parts = phrases("money", "of_this").match(text, begin) or any(sum_.sentence == one.sentence for sum_ in kept)
    return bool(parts) and any(sum_.sentence in (one.sentence, one.sentence - 1) for sum_ in kept)


def _is_list(page: Page) -> bool:
    """Whether the text is a list of separate news, each behind a dash or a bullet."""
    text, starts = page.folded.text, page.starts[page.title_sentences :]
    marks = sum(bool(_BULLET.match(text, start)) for start in starts)
    paragraphs = sum(text[start - 1 : start] == "\n" and not _BULLET.match(text, start) for start in starts)
    return marks >= LIST and marks >= paragraphs


def _converted(page: Page, one: Sum, sums: Sequence[Sum]) -> Sum | None:
    """The sum that one in brackets says in another currency; None where there is none."""
    text = page.folded.text
    opening = text.rfind("(", max(0, one.start - 30), one.start)
    if opening < 0 or ")" in text[opening : one.start]:
        return None
    return next(
        (other for other in sums if opening - 12 <= other.end <= opening and other.currency != one.currency), None
    )


def _is_a_price(one: Sum, sums: Sequence[Sum]) -> bool:
    """Whether a small sum is somewhere said to be no purchase's: "each costs 14,500 dollars"."""
    same = [other for other in sums if other.currency == one.currency and other.number.value == one.number.value]
    enough = lexicon("money")["enough"]
    return one.number.value < enough.get(one.currency, enough["default"]) and not all(other.own for other in same)


def _is_past(page: Page, count: Count, counts: Sequence[Count]) -> bool:
    """Whether a count is what there was before, and the new and the whole are told too: 800 + 500 = 1300."""
    text = page.folded.text
    begin = max(page.sentence(count.sentence)[0], count.number.start - 40)
    clause = text[begin : count.number.start].rpartition(",")[2]
    if not phrases("counting", "before").search(clause):
        return False
    others = {int(one.number.value) for one in counts if one.kind is count.kind} - {int(count.number.value)}
    return any(int(count.number.value) + more in others for more in others)
