"""The parts of a digest under their headings, the same in every form. Pure."""

from dataclasses import dataclass

from alerts.content import DigestContent, StoryLine
from alerts.digest import group_of
from alerts.phrases import StoryText, story_text
from alerts.wording import GROUP_TITLES, Wording, mark, wording
from db.kinds import ItemKind

INTERESTS = mark("What you follow")
NOVEL = mark("Not in our ledger before")
UPDATES = mark("Updates to earlier stories")
CORRECTIONS = mark("Corrections")


@dataclass(frozen=True, slots=True)
class Section:
    """Some lines under one heading."""

    title: str
    stories: tuple[StoryText, ...]


def sections(content: DigestContent, first: int = 0, last: int | None = None) -> tuple[Section, ...]:
    """The lines [first, last) of `content.lines` under their headings, in their order."""
    words = wording(content.language)
    grouped: list[tuple[str, list[StoryText]]] = []
    for line in content.lines[first:last]:
        title = _title(line, words)
        if not grouped or grouped[-1][0] != title:
            grouped.append((title, []))
        grouped[-1][1].append(story_text(line, content))
    return tuple(Section(title, tuple(stories)) for title, stories in grouped)


def _title(line: StoryLine, words: Wording) -> str:
    if line.kind is ItemKind.CORRECTION:
        return words.text(CORRECTIONS)
    if line.kind is ItemKind.UPDATE:
        return words.text(UPDATES)
    if line.interest:
        return words.text(INTERESTS)
    if line.novelty:
        return words.text(NOVEL)
    return words.text(GROUP_TITLES[group_of(line.event)])
