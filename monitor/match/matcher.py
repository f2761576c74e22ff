"""The watch list compiled, and a text judged by it: `compile_matcher(watchlist).match(text)`."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from monitor.match.labels import entities_of
from monitor.match.lexicon_files import lexicon_bytes
from monitor.match.match import Match, Text
from monitor.match.opinion import SecondOpinion
from monitor.match.places.geography import Where, locate
from monitor.match.places.lists import listed, with_listed
from monitor.match.places.namesakes import is_paper
from monitor.match.places.naming import places_of
from monitor.match.places.nations import REGION
from monitor.match.places.passing import is_of_visitors, of_a_giver
from monitor.match.promise import may_promise, promise_of, promised_by, why_read_on
from monitor.match.reasons import evidence_of, reasons_of
from monitor.match.relevance import Verdict, judge, judge_unnamed
from monitor.match.roles import roles_of
from monitor.match.signals import DEVICES, Signals, read_signals
from monitor.match.spots import Page, Spot, SpotKind, read_page, skeleton_of
from monitor.match.survey import (
    OFFICIAL,
    Scanner,
    Survey,
    is_name,
    longest,
    of_home,
    of_people,
    outside_names,
    without_gadgets,
)
from monitor.match.terms import context_terms, labelled, paraphrases, trigger_terms
from monitor.match.watchlist import GENERAL, SYSTEM, VENDOR, WatchEntry, Watchlist
from monitor.text.meaning import engine_version

RULES = "1"
"""Raised when the rules change their meaning: part of the matcher's hash."""

RELEVANT = 2
"""The grade from which on it is told who has which part."""

AT_WORK = frozenset(("install", "buy", "tender", "contract", "connect"))
"""Classes of terms for what a firm does with cameras; one whose office they film does none of it."""

NOTHING = Match(grade=0)
READS_ALIKE = "it reads like articles that matter, without a watched word"


def compile_matcher(watchlist: Watchlist, opinion: SecondOpinion | None = None) -> "Matcher":
    """Compile a watch list with the lexicon. Takes tenths of a second; threads may share the result.

    `opinion`: is asked about texts on which the signals are in two minds; without one the signals decide alone.
    """
    return Matcher(watchlist, opinion)


@dataclass(frozen=True)
class Company:
    """What a text holds beside a name that is a word elsewhere (Freedom, Dahua)."""

    watching: bool
    """Whether it speaks of watching for the state."""
    devices: Sequence[Spot]
    at_work: frozenset[int]
    """The sentences on buying, installing or connecting something."""

    def is_with(self, spot: Spot, entry: WatchEntry) -> bool:
        """Whether a name has such company.

        One who sells cameras has it by any of them; a system in a sentence with them; another firm at work on them.
        """
        filming = [device.sentence for device in self.devices if device.id in ("camera", "radar")]
        if entry.alone:
            return bool(filming)
        own = entry.kind == SYSTEM or spot.sentence in self.at_work
        return self.watching or (own and spot.sentence in filming)


class Matcher:
    """A compiled watch list. `match` is pure: the same text always gets the same verdict."""

    def __init__(self, watchlist: Watchlist, opinion: SecondOpinion | None = None) -> None:
        self._opinion = opinion
        self._entries = {entry.id: entry for entry in watchlist}
        entities = [
            labelled(form, SpotKind.ENTITY, entry.id, caps=entry.caps) for entry in watchlist for form in entry.forms
        ]
        entities += [one for one in paraphrases() if one.label.id in self._entries]
        self._triggers = Scanner([*entities, *trigger_terms()])
        self._context = _context()
        readers = engine_version().encode() if opinion else b"one"
        parts = (RULES.encode(), readers, watchlist.source.encode(), lexicon_bytes())
        self.hash = hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]
        """Of watch list, lexicon, rules and opinion: two matchers with the same hash judge alike."""

    def survey(self, text: Text) -> Survey | None:
        """Everything of interest in a text, before any verdict; None where no watched word stands in it."""
        folded = skeleton_of(text)
        hits = self._triggers.hits(folded.text)
        if not hits:
            return None
        page = read_page(text, folded)
        told = hits if page.folded is folded else None  # what a link held is looked for no more
        return self._survey(page, self._triggers.spots(page, told), self._around(page))

    def survey_anyway(self, text: Text) -> Survey:
        """The same, of a text without a watched word too: its places, bodies and other terms."""
        found = self.survey(text)
        if found:
            return found
        page = read_page(text)
        return self._survey(page, (), self._around(page))

    def _around(self, page: Page) -> list[Spot]:
        """The places, bodies and other terms of a page."""
        found = self._context.spots(page)
        several = listed(page, self._context.spots)
        return with_listed(found, several) if several else found

    def _survey(self, page: Page, found: Sequence[Spot], context: Sequence[Spot], *, vouched: bool = False) -> Survey:
        """`vouched`: the text is about something watched beyond doubt; a name needs no such word beside it."""
        entities = [spot for spot in found if spot.kind is SpotKind.ENTITY]
        terms = [
            *(spot for spot in found if spot.kind is SpotKind.TERM),
            *(spot for spot in context if spot.kind is SpotKind.TERM),
        ]
        devices = [spot for spot in terms if spot.id in DEVICES]
        devices = without_gadgets(devices, terms, page, named=bool(entities))
        others = longest(spot for spot in terms if spot.id not in DEVICES)
        entities = [spot for spot in entities if not spot.label.caps or is_name(page, spot, devices)]
        entities = of_people(entities, others, page)
        terms = [*devices, *outside_names(others, context, entities)]
        region = [spot for spot in context if spot.kind in (SpotKind.COUNTRY, SpotKind.PLACE, SpotKind.BODY)]
        official = {spot.sentence + step for spot in terms if spot.id in OFFICIAL for step in (-1, 0, 1)}
        watching = vouched or any(device.sentence in official for device in devices)
        sure = frozenset(spot.id for spot in entities if self._entries[spot.id].needs != "context")
        covered = _covered(entities, self._entries)
        at_work = frozenset(spot.sentence for spot in terms if spot.id in AT_WORK)
        trusted, alone = self._trusted(page, covered, region, sure, Company(watching, devices, at_work))
        kinds = {kind: tuple(longest_of(context, kind)) for kind in (SpotKind.COUNTRY, SpotKind.BODY)}
        abroad = _without_names(longest_of(context, SpotKind.FOREIGN), covered)
        whose = {spot.start for spot in terms if spot.id == "nationality"}  # «Китайская фирма»: no place
        guests = {spot.start for spot in abroad if is_of_visitors(page, spot) or of_a_giver(page, spot)}
        foreign = tuple(spot for spot in abroad if spot.start not in whose | guests)
        named = [self._entries[spot.id] for spot in trusted]
        return Survey(
            page,
            tuple(trusted),
            tuple(alone),
            tuple(terms),
            tuple(places_of(context)),
            tuple(spot for spot in kinds[SpotKind.COUNTRY] if not is_paper(page, spot)),
            tuple(of_home(page, kinds[SpotKind.BODY], foreign)),
            foreign,
            frozenset(implied for spot in trusted for implied in self._entries[spot.id].implies),
            tuple(dict.fromkeys(home for spot in trusted if (home := _home(self._entries[spot.id])))),
            tuple(dict.fromkeys(str(entry.country) for entry in named if entry.country in REGION)),
        )

    def _trusted(
        self,
        page: Page,
        entities: Sequence[Spot],
        region: Sequence[Spot],
        sure: frozenset[str],
        company: Company,
    ) -> tuple[list[Spot], list[Spot]]:
        """The entity spots that count, and the vendors that stand alone.

        `sure`: what stands there beyond doubt, be it a word within a longer name ("Pegasus spyware").
        """
        trusted, alone = [], []
        in_region = bool(region) or page.text.source_country is not None
        for spot in entities:
            entry = self._entries[spot.id]
            if entry.needs == "region" and not in_region:
                continue
            if entry.needs == "context" and not (sure - {spot.id} or company.is_with(spot, entry)):
                if entry.alone:
                    alone.append(spot)
                continue
            trusted.append(spot)
        return trusted, alone

    def match(self, text: Text) -> Match:
        """Judge one text. Never raises on any text."""
        survey = self.survey(text)
        if survey is None or not (survey.core() or survey.alone):
            return self._without_device(text, survey)
        where = locate(survey)
        signals = read_signals(survey, where)
        verdict = judge(survey, where, signals, self._opinion.on(text) if self._opinion else None)
        return self._told(text, survey, where, signals, verdict)

    def _told(self, text: Text, survey: Survey, where: Where, signals: Signals, verdict: Verdict) -> Match:
        """All that is told of a text with its verdict."""
        wanted = why_read_on(survey, verdict)
        evidence = evidence_of(survey, verdict, signals)
        countries = tuple(country for country in where.countries if country in REGION)
        if verdict.grade == 0:
            return Match(0, countries=countries, evidence=evidence, text_wanted=wanted)
        from monitor.match.claims import find_claims
        from monitor.text.language import identify

        language = identify(text.whole, text.source_language)
        # what stands there of a vendor alone is about phones, networks, money
        told = bool(survey.core()) or verdict.grade >= RELEVANT
        claims = find_claims(survey.page, evidence, language, verdict.event, survey.telling, where) if told else ()
        return Match(
            grade=verdict.grade,
            event=verdict.event,
            language=language,
            countries=countries,
            places=where.places,
            entities=entities_of(survey, where, signals, self._entries),
            claims=claims,
            roles=roles_of(survey.page, survey.entities, self._entries) if verdict.grade >= RELEVANT else (),
            reasons=reasons_of(survey, where, verdict, signals, claims, self._entries),
            evidence=evidence,
            text_wanted=wanted,
        )

    def _firms_and_systems(self, page: Page) -> list[Spot]:
        """The names of makers and systems, trusted or not; operators and programmes are in every day's news."""
        named = (spot for spot in self._triggers.spots(page) if spot.kind is SpotKind.ENTITY)
        return [spot for spot in named if self._entries[spot.id].kind in (SYSTEM, VENDOR)]

    def _without_device(self, text: Text, survey: Survey | None) -> Match:
        """Nothing watched is named. A short text may still tell of it, or promise to: see `promise_of`."""
        if not may_promise(text):
            return NOTHING
        page = survey.page if survey else read_page(text)
        context = self._around(page)
        reason = promise_of(page, context) or (promised_by(page, self._firms_and_systems(page)) if survey else None)
        if self._opinion:
            survey = survey or self._survey(page, (), context)
            where = locate(survey)
            signals = read_signals(survey, where)
            verdict = judge_unnamed(survey, where, signals, self._opinion.on(text))
            if verdict and verdict.grade:
                named = self._survey(
                    page, self._triggers.spots(page, self._triggers.hits(page.folded.text)), context, vouched=True
                )
                told = self._told(text, named, where, signals, verdict)
                return replace(told, text_wanted=reason or READS_ALIKE)
            reason = reason or (READS_ALIKE if verdict else None)
        return Match(0, text_wanted=reason) if reason else NOTHING


@lru_cache(maxsize=1)
def _context() -> Scanner:
    """The lexicon's scanner: every watch list of a process has the same."""
    return Scanner(context_terms())


def _home(entry: WatchEntry) -> str | None:
    """The country of a system; one that is called by common words (ЦОУ, АПК) tells nothing."""
    return entry.country if entry.kind == SYSTEM and entry.needs != "context" and not entry.implies else None


def longest_of(spots: Iterable[Spot], kind: SpotKind) -> list[Spot]:
    """The spots of one kind, without those inside a longer one."""
    return longest(spot for spot in spots if spot.kind is kind)


def _without_names(foreign: Iterable[Spot], names: Sequence[Spot]) -> list[Spot]:
    """Foreign places but for those in a watched name: «Shenzhen Sunwin» works wherever the text is."""
    return [spot for spot in foreign if not any(name.start <= spot.start and spot.end <= name.end for name in names)]


def _covered(entities: Sequence[Spot], entries: Mapping[str, WatchEntry]) -> list[Spot]:
    """Without the names that are part of a longer name («Sergek Group»), and the technology in a system's own name."""
    names = [spot for spot in entities if entries[spot.id].kind not in ("programme", GENERAL)]
    kept = longest(names)
    for spot in entities:
        kind = entries[spot.id].kind
        inside = any(name.start <= spot.start and spot.end <= name.end for name in kept)
        if kind == "programme" or (kind == GENERAL and not inside):
            kept.append(spot)
    return sorted(kept, key=lambda spot: (spot.start, -spot.end))
