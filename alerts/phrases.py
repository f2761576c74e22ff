"""A story of a digest in words: what every form of it (HTML, text, Slack) says, said once. Pure.

Everything here is safe text: one line, no control characters; links are http or https or empty. Each form escapes
for itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from alerts.content import Change, DigestContent, Fact, Named, Reference, Standing, StoryLine
from alerts.figures import figure, figures, needed
from alerts.ledger_words import told_newly
from alerts.names import named
from alerts.reasons import why
from alerts.safe import link, plain
from alerts.wording import EVENTS, OWNERSHIPS, Wording, mark, wording
from db.kinds import ClaimKind, ClaimState, ItemKind

VENDOR_KINDS = frozenset({"vendor", "vendors"})
GRADES = {3: mark("concrete deployment"), 2: mark("substantive coverage"), 1: mark("in passing")}


@dataclass(frozen=True, slots=True)
class Quote:
    """The exact sentence behind one or more figures, and who said it where."""

    sentence: str
    by: str
    link: str


@dataclass(frozen=True, slots=True)
class SourceText:
    """One publication in words."""

    outlet: str
    about: str
    """Whose it is, its language, and when it came out."""
    link: str

    @property
    def text(self) -> str:
        """Both in one."""
        return f"{self.outlet}{self.about}"


@dataclass(frozen=True, slots=True)
class Glance:
    """One story in a few words of the digest's own language: what a reader takes in at a glance."""

    label: str
    """What happened where."""
    text: str
    """How big, by whom; for a correction, what was wrong."""
    link: str
    novel: bool


@dataclass(frozen=True, slots=True)
class StoryText:
    """One line of the digest in words."""

    headline: str
    link: str
    lang: str
    event: str
    where: str
    who: str
    grade: int
    sure: str
    figures: tuple[str, ...]
    quotes: tuple[Quote, ...]
    disagreements: tuple[str, ...]
    earliest: SourceText | None
    official: SourceText | None
    """None where no official source says it, or where the earliest is one."""
    first_is_official: bool
    counted: str
    why: str
    novelty: tuple[str, ...]
    note: str
    """For updates and corrections: what changed."""
    address: str
    """Its page at the desk; without a desk the earliest source is its address."""


def story_text(line: StoryLine, content: DigestContent) -> StoryText:
    """`line` in the digest's language."""
    words = wording(content.language)
    earliest, official = line.earliest, line.first_official
    titled = next((one for one in line.references if one.title == line.headline), earliest)
    return StoryText(
        headline=plain(line.headline, 240),
        link=link(titled.url) if titled else "",
        lang=line.language or "",
        event=words.text(EVENTS[line.event]),
        where=_where(line, words),
        who=_who(line, words),
        grade=line.grade,
        sure=words.text(GRADES.get(line.grade, GRADES[1])),
        figures=figures(line, words),
        quotes=tuple(_quotes(line, words)),
        disagreements=tuple(_disagreement(group, line, words) for group in line.conflicts),
        earliest=_source(earliest, words, content) if earliest else None,
        official=_source(official, words, content) if official and official is not earliest else None,
        first_is_official=earliest is not None and earliest is official,
        counted=_counted(line, words),
        why=plain(why(line.reasons, words), 300),
        novelty=tuple(_sentence(told_newly(one, words)) for one in line.novelty),
        note=_note(line, words, content.timezone),
        address=link(line.address) if earliest is None or line.address != earliest.url else "",
    )


def glance_text(line: StoryLine, content: DigestContent) -> Glance:
    """`line` in a few words of the digest's language."""
    words = wording(content.language)
    event = words.text(EVENTS[line.event])
    if line.kind is not ItemKind.NEW:
        event = words.text("Update") if line.kind is ItemKind.UPDATE else words.text("Correction")
    where = [plain(place.name, 40) for place in line.places[:2]] or [words.country(one) for one in line.countries[:2]]
    label = ": ".join(part for part in (event, ", ".join(where)) if part)
    return Glance(label, _in_short(line, content, words), link(line.address), bool(line.novelty))


def _in_short(line: StoryLine, content: DigestContent, words: Wording) -> str:
    """What moves before what stands; then by whom, by its technology only where nobody is named."""
    if line.correction:
        before, after = (_listed(facts, words) for facts in (line.correction.before, line.correction.after))
        return f"{before} → {after}" if before and after else _note(line, words, content.timezone)
    who = [one for one in _vendors_first(line) if one.kind != "technology"] or line.entities
    names = [plain(named(one.name, words), 40) for one in who[:2]]
    moving = tuple(fact for fact in needed(line.facts) if fact.state is not ClaimState.STANDING)
    told = ", ".join(figures(replace(line, facts=moving) if moving else line, words)[:3])
    return " · ".join(filter(None, (told, *names))) or plain(line.headline, 90)


def _sentence(line: str) -> str:
    """The ledger's line with a capital: it stands by itself."""
    return plain(line[:1].upper() + line[1:], 200)


def _listed(facts: Iterable[Fact], words: Wording) -> str:
    return ", ".join(figure(fact, words) for fact in facts)


def _vendors_first(line: StoryLine) -> list[Named]:
    return sorted(line.entities, key=lambda one: one.kind not in VENDOR_KINDS)


def _where(line: StoryLine, words: Wording) -> str:
    places = [plain(place.name, 60) for place in line.places[:3]]
    countries = [words.country(code) for code in line.countries[:3]]
    return " · ".join(part for part in (", ".join(places), ", ".join(countries)) if part)


def _who(line: StoryLine, words: Wording) -> str:
    names = [plain(named(one.name, words), 60) for one in _vendors_first(line)[:5]]
    kinds_known = any(one.kind for one in line.entities) or not line.entities
    if kinds_known and not any(one.kind in VENDOR_KINDS for one in line.entities):
        names.append(words.text("vendor not named"))
    return " · ".join(names)


def _quotes(line: StoryLine, words: Wording) -> Iterable[Quote]:
    """Each sentence once, in the order of the figures; a status needs none beside a figure, nor does the headline."""
    by_id = {reference.mention_id: reference for reference in line.references}
    counted = [fact for fact in line.facts if fact.kind not in (ClaimKind.STATUS,)] or list(line.facts)
    seen: set[str] = set()
    for fact in counted:
        sentence = plain(fact.sentence, 420)
        said_above = sentence == plain(line.headline, 420) and not fact.said_by
        if not sentence or said_above or sentence in seen or len(seen) == 4:
            continue
        seen.add(sentence)
        where = by_id.get(fact.mention_id)
        parts = (plain(fact.said_by, 120) if fact.said_by else "", plain(where.outlet, 80) if where else "")
        yield Quote(sentence, ", ".join(part for part in parts if part), link(where.url) if where else "")


def _disagreement(group: Sequence[Fact], line: StoryLine, words: Wording) -> str:
    outlets = {reference.mention_id: plain(reference.outlet, 60) for reference in line.references}
    return " ↔ ".join(f"{figure(fact, words)} ({outlets.get(fact.mention_id, '?')})" for fact in group[:4])


def _source(reference: Reference, words: Wording, content: DigestContent) -> SourceText:
    ownership = OWNERSHIPS.get(reference.ownership or "")
    about = [words.text(ownership)] if ownership else []
    if reference.language and reference.language.split("-")[0] != words.language:
        about.append(words.language_name(reference.language))
    of = f" ({', '.join(about)})" if about else ""
    when = words.moment(reference.when, content.timezone)
    seen = words.text("(seen)")
    dated = when if reference.published else f"{when} {seen}"
    return SourceText(plain(reference.outlet, 80), f"{of}, {dated}", link(reference.url))


def _counted(line: StoryLine, words: Wording) -> str:
    return ", ".join(
        (
            words.number_of("{n} official", "{n} official", line.count(Standing.OFFICIAL)),
            words.number_of("{n} reprint", "{n} reprints", line.count(Standing.REPRINT)),
            words.number_of("{n} independent", "{n} independent", line.count(Standing.INDEPENDENT)),
        )
    )


def _note(line: StoryLine, words: Wording, zone: str) -> str:
    correction = line.correction
    if correction is None:
        if line.kind is ItemKind.NEW:
            return ""
        return words.text("Adds to a story of {day}", day=words.day(line.first_seen, zone))
    day = words.day(correction.told, zone)
    told = plain(correction.headline, 160)
    match correction.change:
        case Change.MERGED:
            return words.text(
                "Told on {day} as a story of its own, “{told}”; it is part of this one", day=day, told=told
            )
        case Change.SPLIT:
            return words.text("Told on {day} as part of “{told}”; it is a story of its own", day=day, told=told)
        case Change.REMOVED:
            return words.text("Told on {day}; since then removed at its source", day=day)
        case Change.REGRADED:
            return words.text("Told on {day}; judged anew, it is not what this digest looks for", day=day)
        case Change.EDITED:
            before, after = _listed(correction.before, words), _listed(correction.after, words)
            if after:
                return words.text(
                    "Told on {day}: {before}; its source now says {after}", day=day, before=before, after=after
                )
            return words.text("Told on {day}: {before}; its source no longer says so", day=day, before=before)
