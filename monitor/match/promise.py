"""Whether a summary promises more than it says: then the article's page is worth reading before the grade is final.

Feeds give two sentences; the vendor is named in the fifth. A page already read (a long text) promises nothing more.
"""

import re
from collections.abc import Sequence

from monitor.match.match import Text
from monitor.match.relevance import Verdict
from monitor.match.spots import Page, Spot, SpotKind
from monitor.match.survey import Survey

SUMMARY = 1200
"""A text of more letters is the article itself."""
HEADLINE = 700
"""A text without any watched word is looked at for a promise only up to this length."""
_FIGURE = re.compile(r"\d[\d ]*(?:\s?(?:mln|mlrd|million|milliard|tis|min|ming|hazor|mun)\w*)")
PUBLIC = frozenset(("police", "government"))
DOINGS = frozenset(("install", "buy", "tender", "contract", "launch", "connect"))


def why_read_on(survey: Survey, verdict: Verdict) -> str | None:
    """Why the page of an article with a watched word should be read; None when this text is the page already."""
    if len(survey.page.text.text) > SUMMARY:
        return None
    spots = sorted((*survey.entities, *survey.alone, *survey.core()), key=lambda spot: spot.start)
    if not spots:
        return None
    words = survey.page.source(spots[0].start, spots[0].end)
    if verdict.grade >= 1:
        return f"the summary speaks of “{words}”; names and figures stand in the full text"
    return f"the summary names “{words}”; only the full text tells what it is about"


def may_promise(text: Text) -> bool:
    """Whether a text without any watched word is short enough, and has a figure, to be looked at at all."""
    return len(text.title) + len(text.text) <= HEADLINE and any(
        character.isdigit() for character in text.title + text.text
    )


def promise_of(page: Page, context: Sequence[Spot]) -> str | None:
    """A figure beside a public body that buys, installs or opens something in a public place."""
    for number in range(len(page.starts)):
        begin, end = page.sentence(number)
        terms = {spot.id: spot for spot in context if spot.sentence == number and spot.kind is SpotKind.TERM}
        if not (PUBLIC & set(terms) and DOINGS & set(terms) and "site" in terms):
            continue
        figure = _FIGURE.search(page.folded.text, begin, end)
        if figure:
            body = terms[next(iter(PUBLIC & set(terms)))]
            words = page.source(figure.start(), figure.end()), page.source(body.start, body.end)
            return f"“{words[0]}” beside “{words[1]}” and a public place"
    return None
