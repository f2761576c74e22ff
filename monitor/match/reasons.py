"""A verdict in plain words, and the places in the text that led to it."""

import re
from collections.abc import Mapping, Sequence

from db.kinds import ClaimKind
from monitor.match.lexicon_files import lexicon
from monitor.match.match import Claim, Evidence, EvidenceKind
from monitor.match.places.geography import Where
from monitor.match.relevance import READING, Verdict
from monitor.match.signals import Signals
from monitor.match.spots import Page, Spot, SpotKind
from monitor.match.survey import Survey
from monitor.match.watchlist import WatchEntry

DEPLOYMENT = frozenset(("install", "launch", "buy", "tender", "contract", "connect", "expand", "remove", "fail"))
AGAINST = frozenset(
    (
        *("tell_work", "witness", "crash", "consumer", "telecom", "sport", "wildlife", "cell", "media", "exam", "bank"),
        *("metro_pay", "howto", "prison", "estate", "city_services", "nature", "private"),
        *("amenity", "spygear", "offender", "airspace", "medical", "document", "polls", "lodging"),
    )
)
KINDS: Mapping[SpotKind, EvidenceKind] = {
    SpotKind.ENTITY: EvidenceKind.ENTITY,
    SpotKind.PLACE: EvidenceKind.PLACE,
    SpotKind.COUNTRY: EvidenceKind.PLACE,
    SpotKind.BODY: EvidenceKind.BODY,
    SpotKind.FOREIGN: EvidenceKind.AGAINST,
}
_COUNTRY = re.compile(r"-(?:kz|uz|kg|tj|tm)$")
SHOWN = 6
SMALL = 0.15
"""A share smaller than this is not told in words."""


def evidence_of(survey: Survey, verdict: Verdict, signals: Signals) -> tuple[Evidence, ...]:
    """Every place that weighed, in reading order; a signal's share is divided among its spots."""
    weights: dict[Spot, float] = dict.fromkeys((*survey.entities, *survey.alone, *survey.places), 0.0)
    for name, share in verdict.shares:
        spots = tuple(dict.fromkeys(signals.seen.get(name, ())))
        for spot in spots:
            weights[spot] = weights.get(spot, 0.0) + share / len(spots)
    page = survey.page
    found = [_evidence(page, spot, weight) for spot, weight in weights.items()]
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _evidence(page: Page, spot: Spot, weight: float) -> Evidence:
    start, end = page.folded.original(spot.start, spot.end)
    return Evidence(start, end, page.folded.source[start:end], _kind(spot), spot.id, round(weight, 3))


def _kind(spot: Spot) -> EvidenceKind:
    if spot.kind is SpotKind.TERM:
        if spot.id in DEPLOYMENT:
            return EvidenceKind.DEPLOYMENT
        return EvidenceKind.AGAINST if spot.id in AGAINST else EvidenceKind.CONTEXT
    return KINDS[spot.kind]


def reasons_of(
    survey: Survey,
    where: Where,
    verdict: Verdict,
    signals: Signals,
    claims: Sequence[Claim],
    entries: Mapping[str, WatchEntry],
) -> tuple[str, ...]:
    """One sentence that sums it up, then the heaviest evidence, for and against."""
    sentences = [_summary(survey, where, verdict, signals, claims, entries)]
    if verdict.why_not:
        sentences.append(f"Not higher: {verdict.why_not}.")
    for name, share in verdict.shares[:SHOWN]:
        if abs(share) >= SMALL:
            side = "For" if share > 0 else "Against"
            alike = f", nearest to “{verdict.alike}”" if name == READING else ""
            sentences.append(f"{side} ({share:+.1f}): {_in_words(survey.page, name, signals)}{alike}.")
    return tuple(sentences)


def _summary(
    survey: Survey,
    where: Where,
    verdict: Verdict,
    signals: Signals,
    claims: Sequence[Claim],
    entries: Mapping[str, WatchEntry],
) -> str:
    title = survey.page.title_sentences
    spots = (*survey.entities, *survey.alone) or survey.core()
    first = min(spots, key=lambda spot: (spot.sentence >= title, spot.start), default=None)
    if first is None:
        parts = ["Told without a watched word"]
    else:
        entry = entries.get(first.id)
        subject = f"{entry.name} ({entry.kind})" if entry else f"“{survey.page.source(first.start, first.end)}”"
        parts = [f"{subject} in the {'title' if first.sentence < title else 'text'}"]
    figure = next((claim for claim in claims if claim.unit and not isinstance(claim.value, str)), None)
    if figure:
        counted = figure.unit if figure.kind is ClaimKind.AMOUNT or figure.value == 1 else figure.kind.value
        state = f" {figure.state.value}" if figure.state else ""
        parts.append(f"{figure.value:,}".replace(",", " ") + f" {counted}{state}")
    if verdict.event:
        parts.append(f"told as {verdict.event.value}")
    ending = (
        f", in {', '.join(map(_readable, where.places) if where.places else where.countries)}"
        if where.places or where.countries
        else ", no place in the region"
    )
    return ", ".join(parts) + ending


def _readable(place: str) -> str:
    """The id of a place as a name: west-kazakhstan is West Kazakhstan, guliston-tj Guliston."""
    name = lexicon("wording")["places"].get(place)
    return name or _COUNTRY.sub("", place).replace("-", " ").title()


def _in_words(page: Page, name: str, signals: Signals) -> str:
    phrases: Mapping[str, str] = lexicon("wording")
    zone, _, bare = name.rpartition(":")
    phrase = phrases.get(name) or phrases.get(bare) or bare.replace("_", " ").replace("-", " ").replace("+", " with ")
    where = {"title": " in the title", "near": " near it", "far": " elsewhere in the text"}.get(zone, "")
    spots = sorted(dict.fromkeys(signals.seen.get(name, ())), key=lambda spot: spot.start)
    words = list(dict.fromkeys(page.source(spot.start, spot.end) for spot in spots))[:3]
    quoted = f" (“{'”, “'.join(words)}”)" if words else ""
    return f"{phrase}{where}{quoted}"
