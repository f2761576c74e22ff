"""Whether a summary promises more than it says: then the article's page is worth reading before the grade is final.

Feeds give two sentences; the vendor is named in the fifth. A page already read (a long text) promises nothing more.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from monitor.match.match import Text
from monitor.match.relevance import Verdict
from monitor.match.spots import Page, Spot, SpotKind
from monitor.match.survey import Survey, is_name

SUMMARY = 1200
"""A text of more letters is the article itself."""
HEADLINE = 700
"""A text without any watched word is looked at for a promise only up to this length."""
LEAD = 350
"""A summary is seldom longer."""
_FIGURE = re.compile(r"\d[\d ]*(?:\s?(?:mln|mlrd|million|milliard|tis|min|ming|hazor|mun)\w*)")
_COUNT = re.compile(r"(?<!\d)(?!(?:19|20)\d\d\b)\d{2,}(?!\d)")
"""Tens or more of something; no year."""
PUBLIC = frozenset(("police", "government"))
CONTEXT = frozenset(("watch", "recorder", "smart_city_near", "ai", "bodyworn", "spygear", "offence", "weighing"))
"""Terms by which a text may be about it though no watched word is named."""
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


def promised_by(page: Page, names: Iterable[Spot]) -> str | None:
    """A watched name that the summary leaves without company (Pegasus, Dahua): the page may have it."""
    spot = next((one for one in names if not one.label.caps or is_name(page, one, ())), None)
    if spot is None:
        return None
    return f"the summary names “{page.source(spot.start, spot.end)}”; only the full text tells what it is about"


def may_promise(text: Text) -> bool:
    """Whether a text without any watched word is short enough to be looked at for a promise at all."""
    return len(text.title) + len(text.text) <= HEADLINE


def lead_of(text: Text) -> Text:
    """The beginning of a long text, as a summary would give it."""
    return replace(text, text=text.text[:LEAD])


def promise_of(page: Page, context: Sequence[Spot]) -> str | None:
    """A context term of surveillance; or a figure beside a public body that does something, or does it somewhere."""
    terms = [spot for spot in context if spot.kind is SpotKind.TERM]
    for spot in terms:
        if spot.id in CONTEXT:
            return f"“{page.source(spot.start, spot.end)}” may be about watching people"
    for number in range(len(page.starts)):
        begin, end = page.sentence(number)
        said = {spot.id: spot for spot in terms if spot.sentence == number}
        if not (PUBLIC & set(said) and (DOINGS | {"site"}) & set(said)):
            continue
        figure = _FIGURE.search(page.folded.text, begin, end)
        if figure is None and DOINGS & set(said):
            figure = _COUNT.search(page.folded.text, begin, end)
        if figure:
            body = said[next(one for one in ("police", "government") if one in said)]
            words = page.source(figure.start(), figure.end()), page.source(body.start, body.end)
            return f"“{words[0]}” beside “{words[1]}”"
    return None
