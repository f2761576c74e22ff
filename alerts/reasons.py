"""Why a story is here, in the digest's language: the matcher's summary, as far as its form is known. Pure.

The matcher says its reasons in English; what a digest shows beside them (figures, event, place) need not be said again.
"""

import re
from collections.abc import Mapping, Sequence

from alerts.names import named
from alerts.wording import Wording, mark

SUMMARY = re.compile(r"^(?P<what>.+?)(?: \((?P<kind>[a-z]+)\))? in the (?P<where>title|text)(?=[,.]|$)")
"""`Sergek (system) in the title, 350 complexes, told as expansion, in almaty`: `monitor.match.reasons` writes it."""

KINDS: Mapping[str, str] = {
    "vendor": mark("vendor"),
    "system": mark("system"),
    "technology": mark("technology"),
    "programme": mark("programme"),
    "integrator": mark("integrator"),
}


def why(reasons: Sequence[str], words: Wording) -> str:
    """The first reason: what was found where. As the matcher wrote it, where its form is another."""
    if not reasons:
        return ""
    found = SUMMARY.match(reasons[0])
    if not found:
        return reasons[0]
    kind = found["kind"]
    what = named(found["what"], words) + (f" ({words.text(KINDS[kind])})" if kind in KINDS else "")
    if found["where"] == "title":
        return words.text("{what} in the headline", what=what)
    return words.text("{what} in the text", what=what)
