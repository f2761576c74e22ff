"""What is expected of each signal before any article is seen: a weight, and a sign that it may not leave.

Read by fit_weights.py. A few hundred articles say odd things of rare signals; these say what makes sense.
"""

from monitor.match.reasons import AGAINST, DEPLOYMENT
from monitor.match.signals import PROGRAMMES, TECHNOLOGIES

OWN_WORDS = {
    "tender": ("tender",),
    "contract": ("contract",),
    "court": ("court",),
    "audit": ("audit",),
    "law": ("law",),
    "policy": ("order", "talks"),
    "harm": ("harm",),
    "leak": ("leak",),
    "failure": ("fail",),
    "removal": ("remove",),
    "statistics": ("statistics", "tell_work"),
    "expansion": ("expand",),
    "launch": ("launch", "install", "connect"),
    "negotiation": ("talks",),
}
"""The terms that tell of each event."""
TOLD_IN_TITLES = frozenset(word for words in OWN_WORDS.values() for word in words)
CONTEXT = frozenset(
    ("police", "government", "site", "watch", "statistics", "traffic", "fine", "law", "harm", "leak", "order", "graft")
)
SPEAKS_FOR = frozenset(
    (
        *(TECHNOLOGIES - {"biometrics"}),
        *(PROGRAMMES - {"smart-city", "ppp"}),
        *(
            "named",
            "title:named",
            "camera",
            "title:camera",
            "radar",
            "place",
            "region",
            "camera+count",
            "told-in-title",
            "named+done-in-title",
            "count",
            "many",
            "money",
        ),
        *(
            "repeated",
            "dense",
            "core+done",
            "core+public",
            "camera+public",
            "camera+police",
            "camera+done",
            "camera+site",
        ),
        *("camera+done+public", "core+done-beside", "camera+done-beside", "biometrics+state"),
        *("drone+police", "drone+done+public", "fines-counted", "watched-harm", "named+smart-city"),
    )
)
IN_TITLES = (TECHNOLOGIES | PROGRAMMES) - {"smart-city", "ppp"}
STRONG = frozenset(("drone+police", "named+smart-city", "named", "safe-city", "core+done", "camera+done+public"))
SPEAKS_AGAINST = frozenset(
    (
        *(
            "alone",
            "no-region",
            "foreign-near",
            "foreign-beside-home",
            "title:foreign",
            "foreign-without-place",
            "foreign-only",
        ),
        *("plain-device-nowhere", "witness-only", "crime-only", "buried", "cell-perhaps", "identity-check"),
        *("works-list", "works-list-only", "means-only", "one-driver"),
        *("bank-only", "abroad-only", "fare-by-face", "centre-of-services", "camera-of-nature"),
        *("drone-unpoliced", "drone-of-fields", "drone-rules"),
        *("not-in-title", "passing", "passing-undone"),
    )
)
"""What a signal can only speak for, or only against, whatever a few hundred articles happen to say."""


def lean_event(event: str, name: str) -> tuple[float, int]:
    """Its own words in the title and beside what is watched speak for an event; those of others in the title do not."""
    zone, _, bare = name.rpartition(":")
    if bare not in OWN_WORDS.get(event, ()):
        return 0.0, -int(zone == "title" and bare in TOLD_IN_TITLES)
    return {"title": 2.0, "beside": 0.7, "near": 0.2}.get(zone, 0.0), int(zone in ("title", "beside"))


def lean_relevant(name: str) -> tuple[float, int]:
    """What is expected of a signal before any article is seen: a weight, and its sign (0: either)."""
    zone, _, bare = name.rpartition(":")
    strength = {"near": 0.7, "beside": 0.7, "title": 0.5, "far": 0.1, "": 1.0}[zone]
    if bare in DEPLOYMENT:
        return 0.3 * strength, 1
    if bare in AGAINST:
        return -0.4 * strength, -1
    if zone == "title" and bare in IN_TITLES:
        return 0.4, 1
    if name in SPEAKS_FOR:
        return (0.8 if name in TECHNOLOGIES or name in STRONG else 0.4), 1
    if name in SPEAKS_AGAINST:
        return (-1.2 if name.endswith("-only") or name == "identity-check" else -0.4), -1
    return (0.2 * strength, 1) if bare in CONTEXT else (0.0, 0)


def lean_concrete(name: str) -> tuple[float, int]:
    """What makes a relevant text concrete: something done, with a figure; not law, criticism or statistics."""
    zone, _, bare = name.rpartition(":")
    strength = {"near": 0.6, "beside": 0.8, "title": 0.8, "far": 0.1, "": 1.0}[zone]
    if bare in DEPLOYMENT:
        return 0.4 * strength, 1
    if name in ("money", "count", "camera+count", "core+done", "camera+done", "camera+done+public"):
        return 0.3, 1
    if bare in ("law", "harm", "statistics", "talks", "leak", "fine", "tell_work"):
        return -0.3 * strength, 0
    return 0.0, 0
