"""How verdicts are scored against labels."""

from db.kinds import Event
from monitor.jobs.corpus import Item, Judged
from monitor.jobs.scores import events
from monitor.match.match import Match, Text


def judged(truth: str, said: Event, grade: int = 3, given: int = 3) -> Judged:
    labels = {"grade": grade, "event": truth}
    return Judged(Item(id=f"{truth}-{said}", text=Text("", ""), labels=labels), Match(given, event=said))


def test_an_event_under_the_same_heading_is_half_right() -> None:
    scored = events([judged("launch", Event.LAUNCH), judged("launch", Event.EXPANSION), judged("launch", Event.LEAK)])
    assert scored == {"accuracy": 0.3333, "heading": 0.6667, "items": 3}


def test_only_relevant_mentions_that_were_found_have_their_event_scored() -> None:
    assert events([judged("launch", Event.LEAK, grade=1), judged("launch", Event.LEAK, given=1)])["items"] == 0
