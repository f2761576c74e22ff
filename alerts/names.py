"""Watched things whose names are common nouns, in the digest's language. Pure; proper names stay as they are."""

from alerts.wording import Wording, mark

GENERAL = (
    mark("Facial recognition"),
    mark("Public video surveillance"),
    mark("Automatic traffic enforcement"),
    mark("Licence-plate recognition"),
    mark("Operations or command centre"),
    mark("Biometric collection"),
    mark("Lawful interception and spyware"),
    mark("Police drones"),
    mark("Electronic bracelets (convicts)"),
    mark("Smart City"),
    mark("Safe City"),
    mark("Digital Silk Road"),
)
"""As the shipped watchlist.yaml names them; a test compares the technologies."""


def named(name: str, words: Wording) -> str:
    """`name` in the digest's language where it is one of GENERAL; else as it is."""
    return words.text(name) if name in GENERAL else name
