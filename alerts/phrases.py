"""A digest in words: what every form of it (HTML, text, Slack) says, said once. Pure.

Everything here is safe text: one line, no control characters; links are http or https or empty. Each form escapes
for itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from alerts.content import (
    DEVICES,
    Change,
    Coverage,
    DigestContent,
    Fact,
    Reference,
    Standing,
    StoryLine,
    Trouble,
    TroubledSource,
)
from alerts.safe import link, plain
from alerts.wording import EVENTS, OWNERSHIPS, STATES, STATUSES, Wording, mark, wording
from db.kinds import ClaimKind, ItemKind

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

    text: str
    link: str


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
    counted: str
    why: str
    novelty: tuple[str, ...]
    note: str
    """For updates and corrections: what changed."""
    address: str


def story_text(line: StoryLine, content: DigestContent) -> StoryText:
    """`line` in the digest's language."""
    words = wording(content.language)
    earliest, official = line.earliest, line.first_official
    return StoryText(
        headline=plain(line.headline, 240),
        link=link(earliest.url) if earliest else "",
        lang=line.language or "",
        event=words.text(EVENTS[line.event]),
        where=_where(line, words),
        who=_who(line, words),
        grade=line.grade,
        sure=words.text(GRADES.get(line.grade, GRADES[1])),
        figures=figures(line, words),
        quotes=tuple(_quotes(line, words)),
        disagreements=tuple(_disagreement(group, line, words) for group in line.conflicts),
        earliest=_source(earliest, words, content.timezone) if earliest else None,
        official=_source(official, words, content.timezone) if official and official is not earliest else None,
        counted=_counted(line, words),
        why=plain("; ".join(line.reasons[:3]), 300),
        novelty=tuple(plain(one, 200) for one in line.novelty),
        note=_note(line, words, content.timezone),
        address=link(line.address),
    )


def _where(line: StoryLine, words: Wording) -> str:
    places = [plain(place.name, 60) for place in line.places[:3]]
    countries = [words.country(code) for code in line.countries[:3]]
    return " · ".join(part for part in (", ".join(places), ", ".join(countries)) if part)


def _who(line: StoryLine, words: Wording) -> str:
    vendors = [one for one in line.entities if one.kind in VENDOR_KINDS]
    others = [one for one in line.entities if one.kind not in VENDOR_KINDS]
    names = [plain(one.name, 60) for one in (*vendors, *others)[:5]]
    kinds_known = any(one.kind for one in line.entities) or not line.entities
    if not vendors and kinds_known:
        names.append(words.text("vendor not named"))
    return " · ".join(names)


def figures(line: StoryLine, words: Wording) -> tuple[str, ...]:
    """The figures in short: devices with their state, sums with dollars, status, deadline."""
    order = {ClaimKind.AMOUNT: 1, ClaimKind.STATUS: 2, ClaimKind.DEADLINE: 3}
    facts = sorted(line.facts, key=lambda fact: (order.get(fact.kind, 0), -_number(fact)))
    return tuple(dict.fromkeys(figure(fact, words) for fact in facts))[:8]


def figure(fact: Fact, words: Wording) -> str:
    """One figure in short."""
    state = f" {words.text(STATES[fact.state])}" if fact.state else ""
    if fact.kind in DEVICES and isinstance(fact.value, int):
        return words.device(fact.kind, fact.value) + state
    if fact.kind is ClaimKind.AMOUNT and isinstance(fact.value, int):
        dollars = f" ({words.dollars(fact.usd)})" if fact.usd is not None else ""
        return words.money(fact.value, fact.unit) + dollars + state
    if fact.kind is ClaimKind.DEADLINE:
        return words.text("by {date}", date=_date(str(fact.value), words))
    return words.text(STATUSES.get(str(fact.value), plain(str(fact.value), 40)))


def _date(written: str, words: Wording) -> str:
    try:
        return words.day(date.fromisoformat(written))
    except ValueError:
        return plain(written, 20)


def _number(fact: Fact) -> int:
    return fact.value if isinstance(fact.value, int) else 0


def _quotes(line: StoryLine, words: Wording) -> Iterable[Quote]:
    """Each sentence once, in the order of the figures; a status needs none beside a figure."""
    by_id = {reference.mention_id: reference for reference in line.references}
    counted = [fact for fact in line.facts if fact.kind not in (ClaimKind.STATUS,)] or list(line.facts)
    seen: set[str] = set()
    for fact in counted:
        sentence = plain(fact.sentence, 420)
        if not sentence or sentence in seen or len(seen) == 4:
            continue
        seen.add(sentence)
        where = by_id.get(fact.mention_id)
        parts = (plain(fact.said_by, 120) if fact.said_by else "", plain(where.outlet, 80) if where else "")
        yield Quote(sentence, ", ".join(part for part in parts if part), link(where.url) if where else "")


def _disagreement(group: Sequence[Fact], line: StoryLine, words: Wording) -> str:
    outlets = {reference.mention_id: plain(reference.outlet, 60) for reference in line.references}
    return " ↔ ".join(f"{figure(fact, words)} ({outlets.get(fact.mention_id, '?')})" for fact in group[:4])


def _source(reference: Reference, words: Wording, zone: str) -> SourceText:
    ownership = OWNERSHIPS.get(reference.ownership or "")
    kind = f" ({words.text(ownership)})" if ownership else ""
    when = words.moment(reference.when, zone)
    seen = words.text("(seen)")
    dated = when if reference.published else f"{when} {seen}"
    return SourceText(f"{plain(reference.outlet, 80)}{kind}, {dated}", link(reference.url))


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
        return words.text("Adds to a story told before") if line.kind is ItemKind.UPDATE else ""
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
            before = ", ".join(figure(fact, words) for fact in correction.before)
            after = ", ".join(figure(fact, words) for fact in correction.after)
            if after:
                return words.text(
                    "Told on {day}: {before}; its source now says {after}", day=day, before=before, after=after
                )
            return words.text("Told on {day}: {before}; its source no longer says so", day=day, before=before)


def coverage_text(content: DigestContent) -> tuple[str, tuple[str, ...]]:
    """What the digest rests on: one sentence, and one for each country in which sources bring nothing."""
    words, coverage = wording(content.language), content.coverage
    first = words.number_of(
        "{read} of {n} source read", "{read} of {n} sources read", coverage.configured, read=words.number(coverage.read)
    )
    return first, tuple(_troubles(coverage, content, words))


def _troubles(coverage: Coverage, content: DigestContent, words: Wording) -> Iterable[str]:
    configured = {one.country: one.configured for one in coverage.countries}
    groups: dict[tuple[str | None, Trouble], list[TroubledSource]] = {}
    for source in coverage.troubled:
        groups.setdefault((source.country, source.trouble), []).append(source)
    for (country, trouble), group in sorted(groups.items(), key=lambda item: (-len(item[1]), str(item[0][0]))):
        since = min((one.since for one in group if one.since), default=None)
        days = max((content.created - since) // timedelta(days=1), 0) if since else 0
        values = {
            "where": words.country(country) if country else words.text("no one country"),
            "count": words.number(len(group)),
            "all": words.number(configured.get(country, len(group))),
            "days": words.days(days),
        }
        if trouble is Trouble.SILENT:
            yield words.text("{where}: {count} of {all} silent for up to {days}", **values)
        elif days:
            yield words.text("{where}: {count} of {all} failing for up to {days}", **values)
        else:
            yield words.text("{where}: {count} of {all} failing", **values)


def health_text(content: DigestContent) -> tuple[str, ...]:
    """For owners: each source in trouble, with its error."""
    if not content.health:
        return ()
    words = wording(content.language)
    labels = {Trouble.SILENT: words.text("silent since {day}"), Trouble.FAILING: words.text("failing since {day}")}
    return tuple(
        f"{plain(one.name, 80)}: "
        + labels[one.trouble].format(day=words.day(one.since, content.timezone) if one.since else "?")
        + (f" ({plain(one.error, 160)})" if one.error else "")
        for one in content.coverage.troubled
    )


def held_text(content: DigestContent) -> tuple[str, ...]:
    """What was found and is not here, counted."""
    words, held = wording(content.language), content.held
    said = [
        words.number_of(
            "{n} story of grade {grade} held back", "{n} stories of grade {grade} held back", n, grade=grade
        )
        for grade, n in held.by_grade
        if n
    ]
    if held.backlog:
        said.append(
            words.number_of("{n} story from a new source's past", "{n} stories from a new source's past", held.backlog)
        )
    return tuple(said)


def more_text(content: DigestContent) -> str:
    """`and 12 more, in the next digest`, or nothing."""
    number = content.held.over_length
    words = wording(content.language)
    if not number:
        return ""
    return words.number_of("and {n} more, in the next digest", "and {n} more, in the next digest", number)


def subject(content: DigestContent) -> str:
    """The subject of a mail: what is new, counted, and of what day."""
    words = wording(content.language)
    return f"{plain(content.name, 100)}: {tally(content)} · {words.day(content.until, content.timezone)}"


def tally(content: DigestContent) -> str:
    """`3 new, 1 update, 1 correction`; `nothing new` for none."""
    words = wording(content.language)
    new, updates, wrong = len(content.stories), len(content.updates), len(content.corrections)
    parts = (
        words.number_of("{n} new", "{n} new", new) if new else "",
        words.number_of("{n} update", "{n} updates", updates) if updates else "",
        words.number_of("{n} correction", "{n} corrections", wrong) if wrong else "",
    )
    return ", ".join(part for part in parts if part) or words.text("nothing new")
