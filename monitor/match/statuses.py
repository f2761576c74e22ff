"""How far a deployment is, and whether a figure is promised, there or gone. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from db.kinds import ClaimState, Event, Status
from monitor.match.lexemes import Lexeme, Lexemes
from monitor.match.lexicon_files import lexicon, pattern
from monitor.match.spots import Page

TITLE, LEAD, LATER = 1.2, 1.0, 0.7
"""What a word weighs by where it stands."""
TELLING = {
    Status.CANCELLED: 2.5,
    Status.DISMANTLED: 1.6,
    Status.TESTING: 2.5,
    Status.PILOT: 2.5,
    Status.NEGOTIATING: 1.6,
    Status.INSTALLING: 1.2,
    Status.PLANNED: 0.7,
    Status.TENDER: 0.5,
    Status.SUSPENDED: 0.5,
    Status.DELIVERED: 0.3,
    Status.EXPANDING: 0.3,
}
"""How much a status' words tell, where not 1: "расторгнут" more than "ещё"."""
STATES = {
    Status.PLANNED: ClaimState.PLANNED,
    Status.TENDER: ClaimState.PLANNED,
    Status.NEGOTIATING: ClaimState.PLANNED,
    Status.OPERATING: ClaimState.STANDING,
    Status.DELIVERED: ClaimState.STANDING,
    Status.DISMANTLED: ClaimState.ENDED,
}
"""What a status' words say of a figure beside them."""
ENOUGH = 0.3
"""What its words must weigh for a status to be told at all."""
DONE = (Status.OPERATING, Status.DELIVERED, Status.INSTALLING)
"""What a "not" turns into its opposite: «не работают»."""
_THAN = re.compile(r"\s(?:than|az)\b")
"""Behind "more" it compares, and nothing grows."""
_BUSINESS = re.compile(r"\b(?:biznes|business)[\s-]$")
"""A business plan plans no deployment."""
BEYOND_COMMA = 40
"""How much farther a word before a comma is from a figure behind it."""
LONGEST_NOT = 12
"""Characters before a word in which a "not" may stand."""
WHERE_NE_IS_OR = ("kk", "ky")
_NEGATIVE = re.compile(r"\w{3}[mbp][aeo](?:i(?:[dtmsk]|a[rp]|$)|g[aeo]n|di|s$)\w*$")
"""A Turkic verb that says "not": орнатылмаған, ishlamaydi, иштебейт, işlemeýär."""
_NOT_BEHIND = re.compile(r"\s(?:jok|emes|emas|dal)\b")
"""«Орнатылған жоқ», «орнотулган эмес», "o‘rnatilgan emas": the "not" of a participle stands behind it."""
MORE = 2.0
"""What a word of growth beside a figure weighs."""
_FIGURE_AFTER = re.compile(r"\s?(?:\w+\s){0,1}\d")
_FIGURE_BEFORE = re.compile(r"\d\s$")
_CLAUSE = re.compile(r"[.;:!?\n]|,\s(?:a|no|i|al|lekin|but|and|while)\s")


@cache
def _statuses() -> Lexemes:
    return Lexemes(lexicon("telling")["statuses"])


@cache
def _not() -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern(lexicon('telling')['negations']).pattern})\s?$")


class Telling:
    """The words of one page that tell how far things are."""

    def __init__(self, page: Page) -> None:
        self._page = page
        text = page.folded.text
        self._found = [
            one._replace(label=Status.SUSPENDED) if self._is_denied(one) else one
            for one in _longest(_statuses().find(page.tokens, text))
            if not _THAN.match(text, one.end) and not _BUSINESS.search(text, max(0, one.start - 10), one.start)
        ]

    def _is_denied(self, one: Lexeme) -> bool:
        """«Не работают», «жұмыс істемейді». In Kazakh and Kyrgyz «не» is another word: "or", "what"."""
        if one.label not in DONE:
            return False
        text = self._page.folded.text
        if _NEGATIVE.search(text, one.start, one.end) or _NOT_BEHIND.match(text, one.end):
            return True
        before = _not().search(text, max(0, one.start - LONGEST_NOT), one.start)
        return before is not None and not (
            before.group().strip() == "ne" and self._page.language_by_letters in WHERE_NE_IS_OR
        )

    def words(self) -> Sequence[Lexeme]:
        """The words that tell how far things are, in reading order; `label`: the status that each tells of."""
        return self._found

    def status(self, event: Event | None = None) -> tuple[Status, int, int] | None:
        """The status that the text tells above all, with the words that tell it; None where it tells none.

        `event`: what the text tells of. A law stands nowhere, and a breakdown is no launch, whatever words are in it.
        """
        weights, first = self._weights()
        fits = lexicon("telling")["fits"].get(event)
        if fits is not None:
            weights = {status: weight * fits[status] for status, weight in weights.items() if status in fits}
        if max(weights.values(), default=0.0) < ENOUGH:
            usual = lexicon("telling")["usual"].get(event)
            return (Status(usual), *self._page.sentence(0)) if usual else None
        order = [Status(name) for name in lexicon("telling")["statuses"]]
        best = max(weights, key=lambda status: (weights[status], -order.index(status)))
        return best, first[best].start, first[best].end

    def _weights(self) -> tuple[dict[Status, float], dict[Status, Lexeme]]:
        """What the words of each status weigh, and the first of them."""
        page = self._page
        end = min(page.story_end, page.recall)
        lead = page.starts[page.title_sentences + 1] if len(page.starts) > page.title_sentences + 1 else end
        weights: defaultdict[Status, float] = defaultdict(float)
        first: dict[Status, Lexeme] = {}
        for one in self._found:
            if one.start >= end:
                break
            status = Status(one.label)
            first.setdefault(status, one)
            zone = TITLE if one.start < page.title_end else LEAD if one.start < lead else LATER
            weights[status] += zone * (MORE if self._is_more(one) else TELLING.get(status, 1.0))
        return weights, first

    def _is_more(self, one: Lexeme) -> bool:
        """Whether a word of growth stands beside a figure: "ещё 350", "350 more"."""
        if one.label != Status.EXPANDING:
            return False
        text = self._page.folded.text
        return bool(_FIGURE_AFTER.match(text, one.end) or _FIGURE_BEFORE.search(text, max(0, one.start - 8), one.start))

    def state(self, start: int, end: int) -> ClaimState | None:
        """Whether what a figure counts is promised, there or gone: by the nearest telling word of its clause."""
        text = self._page.folded.text
        begin, finish = self._page.sentence(self._page.sentence_at(start))
        left = max([begin, *(found.end() for found in _CLAUSE.finditer(text, begin, start))])
        right = min([finish, *(found.start() for found in _CLAUSE.finditer(text, end, finish))])
        near = [
            (self._distance(one, start, end), STATES[Status(one.label)])
            for one in self._found
            if left <= one.start and one.end <= right and Status(one.label) in STATES
        ]
        return min(near, key=lambda one: one[0])[1] if near else None

    def _distance(self, one: Lexeme, start: int, end: int) -> int:
        """Letters between a word and a figure at [start, end); a comma parts what was said before it."""
        if one.start >= end:
            return one.start - end
        return start - one.end + (BEYOND_COMMA if "," in self._page.folded.text[one.end : start] else 0)


def _longest(found: Sequence[Lexeme]) -> Iterator[Lexeme]:
    """Without those inside a longer one: "will be installed" is no "installed"."""
    widest = (0, 0)
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        span = (one.start, one.end)
        if one.end > widest[1] or span == widest or one.label == Status.EXPANDING:
            yield one
        widest = max(widest, span, key=lambda span: span[1])
