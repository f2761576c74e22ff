"""Which labels are told as wrong, and how."""

from typing import Any

from db.kinds import ClaimKind
from monitor.jobs.corpus import Item, Judged
from monitor.jobs.label_errors import LabelError, label_errors
from monitor.match.match import Claim, Match, Text

LABELS = {
    "grade": 3,
    "places": ["taraz"],
    "entities": ["sergek"],
    "countries": ["KZ"],
    "facts": [
        {"kind": "cameras", "value": 1641, "unit": "camera"},
        {"kind": "status", "value": "planned", "unit": None},
    ],
}


def judged(labels: dict[str, Any], grade: int = 3, **said: Any) -> Judged:
    match = Match(grade, places=("taraz",), entities=("sergek",), countries=("KZ",), claims=(cameras(1641),))
    given = {name: said.get(name, getattr(match, name)) for name in ("places", "entities", "countries", "claims")}
    return Judged(Item(id="a", text=Text("Cameras in Taraz"), labels=labels), Match(grade, **given))


def cameras(value: int) -> Claim:
    return Claim(ClaimKind.CAMERAS, value, "camera", sentence="", start=0, end=1)


def test_what_is_right_is_not_told() -> None:
    assert label_errors([judged(LABELS)]) == []


def test_what_was_missed_and_what_was_too_many_are_told_by_kind() -> None:
    errors = label_errors([judged(LABELS, places=("taraz", "almaty"), claims=(cameras(300),))])
    assert errors == [
        LabelError("a", "Cameras in Taraz", "places", (), ("almaty",)),
        LabelError("a", "Cameras in Taraz", "facts", ("1 641 camera",), ("300 camera",)),
    ]


def test_only_mentions_that_were_found_and_kinds_that_are_labelled_are_told() -> None:
    assert label_errors([judged(LABELS, grade=1, places=())]) == []
    assert label_errors([judged({"grade": 3, "places": ["taraz"]}, entities=(), claims=())]) == []
