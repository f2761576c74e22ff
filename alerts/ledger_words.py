"""What is new against the ledger, in the digest's language. Pure.

The ledger says it in English (`monitor.jobs.novelty`); each of its forms is known here, and a test asks it for all of
them. A line of another form stays as it is.
"""

import re
from collections.abc import Mapping

from alerts.names import PLACES, named
from alerts.wording import STATUSES, Wording, mark
from db.kinds import ClaimKind

_LEDGER = r"our ledger has it as (?P<status>\w+)(?: since (?P<since>\d+))?$"
_FORMS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"not in our ledger; no other story on (?P<place>.+) yet, so that says little$"),
        mark("not in our ledger; no other story on {place} yet, so that says little"),
    ),
    (
        re.compile(
            r"not in our ledger; (?P<n>\d+) stor(?:y|ies) on (?P<place>.+?) since (?P<since>[^;]+); "
            r"known there: (?P<who>.+)$"
        ),
        mark("not in our ledger; on {place}: {n} since {since}; known there: {who}"),
    ),
    (
        re.compile(r"not in our ledger; (?P<n>\d+) stor(?:y|ies) on (?P<place>.+?) since (?P<since>[^;]+)$"),
        mark("not in our ledger; on {place}: {n} since {since}"),
    ),
    (re.compile(_LEDGER), mark("our ledger has it as: {status}{since}")),
    (re.compile(r"(?P<now>\w+); " + _LEDGER), mark("{now}; our ledger has it as: {status}{since}")),
    (re.compile(r"operator disputed$"), mark("operator disputed")),
    (re.compile(r"(?P<what>.+) disputed$"), mark("disputed: {what}")),
    (
        re.compile(r"(?P<who>.+): not named in our ledger for this one before$"),
        mark("{who}: not named in our ledger for this one before"),
    ),
    (
        re.compile(
            r"(?P<count>[\d,]+) (?P<kind>cameras|complexes|sensors|points): higher than any standing count we know for "
            r"(?P<place>.+) \((?P<most>[\d,]+)(?:, (?P<since>\d+))?\)$"
        ),
        mark("{count}: higher than any standing count we know for {place} ({most}{since})"),
    ),
    (
        re.compile(
            r"(?P<count>[\d,]+) (?P<kind>cameras|complexes|sensors|points): higher than any plan we know for "
            r"(?P<place>.+) \((?P<most>[\d,]+)(?:, (?P<since>\d+))?\)$"
        ),
        mark("{count}: higher than any plan we know for {place} ({most}{since})"),
    ),
)
_PLACES: Mapping[str, str] = {
    **{place.replace("-", " ").title(): name for place, name in PLACES.items()},
    **{name: name for name in PLACES.values()},
}


def told_newly(line: str, words: Wording) -> str:
    """`line` of the ledger in the language of `words`."""
    if words.language == "en":
        return line
    for pattern, message in _FORMS:
        found = pattern.match(line)
        if found:
            return words.text(message, **_values(found.groupdict(), words))
    return line


def _values(found: Mapping[str, str | None], words: Wording) -> dict[str, str]:
    """What stands in the message's places, each in its language."""
    values = {name: value or "" for name, value in found.items()}
    if "place" in values:
        values["place"] = _place(values["place"], words)
    if "n" in values:
        values["n"] = words.number_of("{n} story", "{n} stories", int(values["n"]))
    for name in ("status", "now"):
        if name in values:
            values[name] = words.text(STATUSES.get(values[name], values[name]))
    if "who" in values:
        values["who"] = ", ".join(named(one, words) for one in values["who"].split(", "))
    if "count" in values:
        values["count"] = words.device(ClaimKind(values["kind"]), int(values["count"].replace(",", "")))
        values["most"] = words.number(int(values["most"].replace(",", "")))
    if "n" not in values:
        values["since"] = f", {values['since']}" if values.get("since") else ""
    return values


def _place(name: str, words: Wording) -> str:
    if name.isupper():
        return words.country(name)
    return words.text(_PLACES[name]) if name in _PLACES else name
