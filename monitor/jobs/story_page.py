"""One story with all that can be said of it: who was first, who is official, who copied, what contradicts."""

from dataclasses import replace
from typing import Any

from sqlmodel import Session

from alerts.content import Fact, Reference, Standing
from alerts.known import Known, Outlet
from alerts.line import conflicts_in, facts_of, key_of, references_of
from db.queries.digest_stories import DigestStory
from db.queries.digest_stories import stories_by_id as digest_stories
from db.queries.mention_views import as_utc
from db.queries.sources import source_memories
from db.queries.stories import show_story
from db.queries.story_links import links_of
from monitor.dedup.address import is_mirror_address


def story_page(session: Session, story_id: int) -> dict[str, Any] | None:
    """The document of `footprint stories show --json`; None where there never was such a story.

    Beside the story's row and its whole mentions: `earliest` and `first_official` (a mention's id, outlet, address and
    time), `outlets` (official, independent and reprints counted apart), `conflicts` (groups of facts side by side),
    `updates` (what later texts said that no earlier one had), `links` (which mentions were joined, and why).
    """
    whole = show_story(session, story_id)
    if whole is None:
        return None
    told = digest_stories(session, [whole.story.id])[0]
    known = _known(session)
    references = references_of(told.mentions, known)
    official = next((one for one in references if one.standing is Standing.OFFICIAL), None)
    mentions = [mention.id for mention in whole.mentions]
    return {
        **whole.as_json(),
        "earliest": _reference(references[0]) if references else None,
        "first_official": _reference(official) if official else None,
        "outlets": {
            standing.value: sorted({one.outlet for one in references if one.standing is standing})
            for standing in Standing
        },
        "conflicts": [[_fact(fact) for fact in group] for group in conflicts_in(told.mentions, known)],
        "updates": updates_of(told, known),
        "links": [
            {
                "mentions": [str(link.one_id), str(link.other_id)],
                "relation": link.relation.value,
                "reasons": list(link.reasons),
                "by": link.by,
                "pinned": link.pinned,
            }
            for link in links_of(session, mentions)
        ],
    }


def updates_of(story: DigestStory, known: Known) -> list[dict[str, Any]]:
    """What later texts said in figures that no earlier one had; a reprint adds nothing."""
    said: set[tuple[object, ...]] = set()
    found: list[dict[str, Any]] = []
    for number, mention in enumerate(story.mentions):
        fresh = [fact for fact in facts_of([mention], known) if key_of(fact) not in said]
        said.update(key_of(fact) for fact in fresh)
        if number and fresh:
            when = as_utc(mention.when)
            found.append({"mention": str(mention.id), "when": when, "facts": [_fact(fact) for fact in fresh]})
    return found


def _known(session: Session) -> Known:
    outlets = {
        memory.source_id: Outlet(
            memory.name or memory.source_id,
            memory.ownership,
            memory.role,
            memory.ownership == "state" and memory.role == "first",
        )
        for memory in source_memories(session).values()
    }
    return replace(Known(), outlets=outlets, is_mirror=is_mirror_address)


def _reference(one: Reference) -> dict[str, Any]:
    return {
        "mention": str(one.mention_id),
        "source": one.source_id,
        "outlet": one.outlet,
        "url": one.url,
        "when": as_utc(one.when),
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "mention": str(fact.mention_id),
        "kind": fact.kind.value,
        "value": fact.value,
        "unit": fact.unit,
        "state": fact.state.value if fact.state else None,
        "said_by": fact.said_by,
        "sentence": fact.sentence,
    }
