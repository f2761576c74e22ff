"""Nouns that count devices in some company only: yards, places, sets, terminals. Pure."""

from collections.abc import Sequence

from db.kinds import ClaimKind
from monitor.match.figures.nouns import Role, case_ending, is_listed
from monitor.match.figures.reading import NUMBER, Word, names_device

_CLAUSE_ENDS = frozenset((",", ";", ".", ":"))
STEM = 6
YARD = 3
COMPANY = 9
"""How many words behind a noun may say what it is for: "systems, able to read the average speed"."""


def _is_equipped(words: Sequence[Word], place: int, at: int) -> bool:
    """Whether devices are spoken of beside so many sites. `place`: of the number; `at`: of the site.

    Polling stations, posts of people, what is built or mended are no sites of devices. What houses have anyway (yards,
    doorways) counts where its own clause speaks of devices, and not of so many beside it: "12 doorways and 48 cameras".
    """
    begin = next((before + 1 for before in range(place - 1, -1, -1) if words[before].text in _CLAUSE_ENDS), 0)
    end = next((after for after in range(at + 1, len(words)) if words[after].text in _CLAUSE_ENDS), len(words))
    manned = any(is_listed(word.text, "manned") for word in words[place : at + 3])
    if manned or any(is_listed(word.text, "works") for word in words[begin:end]):
        return False
    if not is_listed(words[at].text, "yards"):
        return any(is_listed(word.text, "watching") or names_device(word, points=True) for word in words)
    if _are_yards_again(words, place, at):
        return True
    located = bool(place) and is_listed(words[place - 1].text, "located_before")
    located = located or bool(case_ending().fullmatch(words[at].text))
    near = [one for one in range(begin, end) if is_listed(words[one].text, "watching") or names_device(words[one])]
    counted = (any(words[one].text == NUMBER for one in range(max(0, noun - 2), noun) if one != place) for noun in near)
    return bool(near) and (located or not all(counted))


def _are_yards_again(words: Sequence[Word], place: int, at: int) -> bool:
    """Whether yards are counted on behind "another": "66 yards are watched, 25 more yards will be"."""
    if not any(is_listed(word.text, "again") for word in words[max(0, place - 2) : at]):
        return False
    stem, before = words[at].text[:YARD], words[:place]
    told = any(is_listed(word.text, "yards") and word.text.startswith(stem) for word in before)
    return told and any(is_listed(word.text, "watching") or names_device(word) for word in before)


def _is_told_again(words: Sequence[Word], place: int, at: int) -> bool:
    """Whether sets are counted again in a sentence that counted sets of watching: "216 комплектов …, из них 51"."""
    before, stem = words[:place], words[at].text[:STEM]
    told = any(word.meaning.role is Role.SYSTEM and word.text[:STEM] == stem for word in before)
    return told and any(is_listed(word.text, "watching") for word in before)


def kind_in_company(words: Sequence[Word], place: int, at: int) -> ClaimKind | None:
    """What a noun at `at` counts that is ours in some company only; `place`: of its number.

    "At 50 places", "33 emergency terminals", "12 video systems", "a hundred clusters of cameras".
    """
    role, near = words[at].meaning.role, words[place + 1 : at + COMPANY]
    if role is Role.SYSTEM and is_listed(words[at - 1].text, "with_cameras"):
        return ClaimKind.CAMERAS  # «1 200 та камерали тизим»
    if role is Role.LOCATED:
        here = any(word.text in ("at", "in", "on") for word in words[max(0, place - 3) : place])
    elif role is Role.SITE:
        here = _is_equipped(words, place, at)
    elif role is Role.CALL:
        here = any(is_listed(word.text, "help") for word in near)
    else:
        quoted = [word.text for word in words[at + 1 : at + 2]] == ['"']  # «три системы «Кибер Шериф»»
        here = (
            quoted
            or any(is_listed(word.text, "such") for word in words[place + 1 : at])
            or any(
                is_listed(word.text, "watching") or names_device(word) or word.meaning.role is Role.GENERIC
                for word in near
            )
        )
        here = here or _is_told_again(words, place, at)
    if not here:
        return None
    return ClaimKind.COMPLEXES if role is Role.SYSTEM else ClaimKind.POINTS
