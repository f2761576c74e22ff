"""What stands around the stories of a digest, in words: what it rests on, what it counts, what it holds back. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from alerts.content import Coverage, DigestContent, Trouble, TroubledSource
from alerts.safe import link, plain
from alerts.wording import Wording, wording


@dataclass(frozen=True, slots=True)
class Page:
    """Everything of a digest but its stories, in words."""

    language: str
    subject: str
    name: str
    tally: str
    peek: str
    """What a mail program shows beside the subject."""
    span: str
    coverage: str
    troubles: tuple[str, ...]
    quiet: str
    more: str
    held: tuple[str, ...]
    health: tuple[str, ...]
    unsubscribe: str
    says: dict[str, str]


def page_of(content: DigestContent, unsubscribe: str = "") -> Page:
    """The frame of a digest in words."""
    words = wording(content.language)
    coverage, troubles = coverage_text(content)
    headlines = " · ".join(plain(line.headline, 80) for line in content.lines[:2])
    return Page(
        language=words.language,
        subject=subject(content),
        name=plain(content.name, 100),
        tally=tally(content),
        peek=headlines or coverage,
        span=words.span(content.since, content.until, content.timezone),
        coverage=coverage,
        troubles=troubles,
        quiet=quiet_text(content),
        more=more_text(content),
        held=held_text(content),
        health=health_text(content),
        unsubscribe=link(unsubscribe),
        says={
            "earliest": words.text("Earliest:"),
            "both": words.text("Earliest, official:"),
            "evidence": words.text("Evidence:"),
            "new": words.text("new to the ledger"),
            "official": words.text("First official:"),
            "why": words.text("Why:"),
            "disagree": words.text("Sources disagree:"),
            "health": words.text("Sources in trouble"),
            "unsubscribe": words.text("Unsubscribe"),
            "open": words.text("“"),
            "close": words.text("”"),
        },
    )


def quiet_text(content: DigestContent) -> str:
    """What is said where there is nothing to tell: all quiet, unless nobody could be heard."""
    words = wording(content.language)
    if content.coverage.configured and not content.coverage.read:
        return words.text("No source could be read: whether anything is new cannot be said.")
    return words.text("All quiet: nothing new in what was read.")


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
