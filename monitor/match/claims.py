"""What a relevant text says in figures: counts, sums, deadlines, status. Called for texts with a hit only; pure."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from db.kinds import ClaimKind, ClaimState, Event
from monitor.match.figures.columns import Columns
from monitor.match.figures.counting import Counter
from monitor.match.figures.counts import Count
from monitor.match.figures.deadlines import deadlines
from monitor.match.figures.hanzi import hanzi_counts
from monitor.match.figures.money import Sum, sums_in
from monitor.match.figures.number_words import base_of
from monitor.match.figures.numbers import numbers_in
from monitor.match.figures.reading import Reading
from monitor.match.figures.sifting import own_counts, own_sums
from monitor.match.match import Claim, Evidence, EvidenceKind
from monitor.match.places.geography import Where
from monitor.match.spots import Page
from monitor.match.statuses import Telling
from monitor.match.voices import UNTOLD, Scope, Voices
from monitor.text.fold import fold

UNITS = {
    ClaimKind.CAMERAS: "camera",
    ClaimKind.COMPLEXES: "complex",
    ClaimKind.SENSORS: "sensor",
    ClaimKind.POINTS: "point",
}
MOST_NUMBERS = 400
"""No article gives more figures; each is looked at beside all before it."""
ROOMS = frozenset(("command-centre", "tsou-police", "kg-command-centre"))
"""Names of rooms: "two ЦОУ" are no two cameras."""


def find_claims(
    page: Page,
    evidence: Sequence[Evidence],
    language: str | None,
    event: Event | None = None,
    telling: Telling | None = None,
    where: Where | None = None,
) -> tuple[Claim, ...]:
    """The claims of a page: figures in reading order, then deadlines and status. Never raises on any text.

    `event`: what the page tells of, where that is known; it helps to tell the status. `telling`: its words of how far
    things are, where they were read already. `where`: the story's places; figures of sentences that tell of others are
    not the story's.
    """
    return _Reader(page, evidence, language, event, telling or Telling(page), where).claims()


class _Reader:
    """Reads one page."""

    def __init__(
        self,
        page: Page,
        evidence: Sequence[Evidence],
        language: str | None,
        event: Event | None,
        telling: Telling,
        where: Where | None,
    ) -> None:
        self._page = page
        self._event = event
        self._evidence = evidence
        self._language = language
        self._telling = telling
        self._elsewhere = where.elsewhere if where else frozenset[int]()
        self._voices = Voices(page, evidence, where)

    def claims(self) -> tuple[Claim, ...]:
        """All that the page says."""
        claims, since = list[Claim](), 0
        for one in self._figures():
            claims.append(self._figure(one, since))
            since = one.number.end
        told = list(_told_once(claims))
        for deadline in deadlines(self._page):
            day = deadline.day.isoformat()
            told.append(self._claim(ClaimKind.DEADLINE, day, None, (deadline.start, deadline.end), ClaimState.PLANNED))
        status = self._telling.status(self._event)
        if status is not None:
            told.append(self._claim(ClaimKind.STATUS, status[0].value, None, status[1:], None))
        return tuple(told)

    def _figures(self) -> list[Count | Sum]:
        """The counts and sums that are facts of the text, in reading order."""
        page, language = self._page, self._language
        numbers = [one for one in numbers_in(page.folded, language) if one.start < page.story_end][:MOST_NUMBERS]
        if not numbers:
            return []
        sums = sums_in(page, numbers, language)
        names = _names(page, self._evidence)
        reading = Reading(page, base_of(language), numbers, names, _spoken_of(page, self._evidence))
        counted = Counter(reading, [one.number for one in sums]).counts()
        counts = hanzi_counts(page, numbers) if language == "zh" else counted
        columns = Columns(reading, sums)
        counts = [*(one for one in counts if not columns.holds(one.number)), *columns.counts]
        sums = [*(one for one in sums if not columns.holds(one.number)), *columns.sums]
        figures: list[Count | Sum] = [*own_counts(page, counts, reading), *own_sums(page, sums, reading)]
        own = [one for one in figures if one.sentence not in self._elsewhere]
        return sorted(own, key=lambda one: one.number.start)

    def _figure(self, one: Count | Sum, since: int) -> Claim:
        """The claim of a count or a sum. `since`: where the figure before it ends."""
        if isinstance(one, Sum):
            kind, unit, span = ClaimKind.AMOUNT, one.currency, (one.start, one.end)
        else:
            kind = one.kind or ClaimKind.CAMERAS
            unit, span = UNITS[kind], (one.number.start, one.number.end)
        scope = self._voices.scope(span[0], one.sentence, since)
        return self._claim(kind, int(one.number.value), unit, span, self._telling.state(*span), scope)

    def _claim(
        self,
        kind: ClaimKind,
        value: int | str,
        unit: str | None,
        span: tuple[int, int],
        state: ClaimState | None,
        scope: Scope = UNTOLD,
    ) -> Claim:
        page = self._page
        sentence = page.sentence_at(span[0])
        start, end = page.folded.original(*span)
        return Claim(
            kind,
            value,
            unit,
            state=state,
            scope=scope.words,
            place=scope.place,
            as_of=self._voices.as_of(sentence),
            said_by=self._voices.said_by(sentence),
            sentence=page.source(*page.sentence(sentence)).strip(),
            start=start,
            end=end,
        )


def _spoken_of(page: Page, evidence: Iterable[Evidence]) -> frozenset[int]:
    """The sentences in which something watched is spoken of, in whatever words."""
    begins = [page.folded.original(start, start)[0] for start in page.starts]
    return frozenset(bisect_right(begins, one.start) - 1 for one in evidence if one.kind is EvidenceKind.ENTITY)


def _names(page: Page, evidence: Iterable[Evidence]) -> dict[int, int]:
    """Where the names of systems and vendors begin and end in the folded text."""
    found: dict[int, int] = {}
    named = (one for one in evidence if one.kind is EvidenceKind.ENTITY and one.id not in ROOMS)
    for name in {one.text for one in named if one.text[:1].isupper()}:
        folded = fold(name).text
        at = page.folded.text.find(folded) if folded else -1
        while at >= 0:
            found[at] = at + len(folded)
            at = page.folded.text.find(folded, at + 1)
    return found


def _told_once(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Without what the same voice says again; where nobody is named, one naming is enough.

    One that tells how far things are stands for the one that does not.
    """
    found: list[Claim] = []
    for claim in claims:
        alike = next((one for one in found if _is_same(one, claim)), None)
        if alike is None:
            found.append(claim)
        elif (claim.state is not None, claim.said_by is not None) > (
            alike.state is not None,
            alike.said_by is not None,
        ):
            found[found.index(alike)] = claim
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _is_same(one: Claim, other: Claim) -> bool:
    """Whether two claims of a text say the same thing, by the same voice or by one that is named once."""
    if (one.kind, one.value, one.unit) != (other.kind, other.value, other.unit):
        return False
    return one.said_by is None or other.said_by is None or one.said_by == other.said_by
