"""What the watch list makes of one text, and why."""

from typing import Any

from monitor.jobs.corpus import fact
from monitor.match.match import Match, Text
from monitor.match.spots import read_page


def as_document(text: Text, match: Match) -> dict[str, Any]:
    """The Match as the outside contract writes it, with the text and what was read of it, folded: no links."""
    page = read_page(text)
    return {
        "grade": match.grade,
        "event": match.event.value if match.event else None,
        "language": match.language,
        "countries": list(match.countries),
        "places": list(match.places),
        "entities": list(match.entities),
        "facts": [fact(claim) for claim in match.claims],
        "roles": [{"role": one.kind.value, "entity": one.entity, "sentence": one.sentence} for one in match.roles],
        "reasons": list(match.reasons),
        "text": text.whole,
        "folded": page.folded.text[: page.story_end],
        "evidence": [one.as_json() for one in match.evidence],
    }


def title_and_text(whole: str) -> Text:
    """A pasted text: its first line is the title."""
    title, _, rest = whole.strip().partition("\n")
    return Text(title=title.strip(), text=rest.strip())
