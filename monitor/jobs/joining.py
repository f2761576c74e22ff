"""Into which story a mention goes, decided and stored inside the transaction that brings it."""

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import product

from sqlmodel import Session

from db.kinds import Relation
from db.queries.stories import resolve_story, show_story, stories_of, story_of
from db.queries.story_links import (
    Link,
    comparables,
    connected,
    find_candidates,
    links_of,
    move_mentions,
    pin_link,
    write_handles,
    write_links,
)
from monitor.dedup.handles import asked_of, handles_of
from monitor.dedup.placing import links_for, plan, telling_of
from monitor.dedup.story import World
from monitor.jobs.deployments import keep_ledger


@dataclass(frozen=True, slots=True)
class Joined:
    """What became of a mention."""

    story_id: int
    links: tuple[Link, ...]
    """To the mentions that tell the same event, with the reasons."""
    left_out: int
    """Mentions that share something with it and were not compared, because there were too many."""


class StoryError(Exception):
    """A story or a mention that was named is not there, or cannot be what was asked; the message says which."""


def join_stories(session: Session, mention_id: int, world: World, now: datetime) -> Joined:
    """Find the story of a mention that is new or was judged anew, and let the stories follow.

    Call it in the writing transaction that stored the mention, after its tags and claims. Few rows are touched: the
    mention's own handles and links, and the stories that hang together with it.
    """
    mine = comparables(session, [mention_id])[mention_id]
    telling = telling_of(mine)
    candidates = find_candidates(session, asked_of(telling, world), but=mention_id)
    near = comparables(session, candidates.mention_ids)
    links = links_for(mine, near.values(), world)
    apart = connected(session, mention_id)  # before its old links go: what they held together is looked at again
    write_handles(session, mention_id, handles_of(telling, world))
    write_links(session, mention_id, links, now)
    _settle(session, apart | connected(session, mention_id), world, now)
    return Joined(story_of(session, mention_id) or mine.story_id, links, candidates.left_out)


def merge_stories(session: Session, into: int, other: int, *, by: str, world: World, now: datetime) -> int:
    """Join two stories by an analyst's word, which the machine never undoes; returns the id that stands.

    Raises StoryError when one of them is not there.
    """
    one, two = _mentions(session, into), _mentions(session, other)
    if set(one) & set(two):
        return _standing(session, into)
    pinned = Link(0, 0, Relation.REPORT, reasons=(f"merged by {by}",), pinned=True, by=by)
    for link in links_of(session, two):
        across = {link.one_id, link.other_id}
        if link.pinned and link.relation is Relation.APART and across & set(one) and across & set(two):
            pin_link(session, replace(pinned, one_id=link.one_id, other_id=link.other_id), now)
    pin_link(session, replace(pinned, one_id=min(one[0], two[0]), other_id=max(one[0], two[0])), now)
    _settle(session, connected(session, one[0]), world, now)
    return _standing(session, into)


def split_story(session: Session, story_id: int, mention_id: int, *, by: str, world: World, now: datetime) -> int:
    """Take a mention out of a story by an analyst's word; returns the id of the story it now stands in.

    Raises StoryError when it does not stand there, or stands there alone.
    """
    rest = [one for one in _mentions(session, story_id) if one != mention_id]
    if story_of(session, mention_id) != _standing(session, story_id) or not rest:
        raise StoryError(f"mention {mention_id} does not stand in story {story_id} beside others")
    around = connected(session, mention_id)
    pinned = Link(0, 0, Relation.APART, reasons=(f"split by {by}",), pinned=True, by=by)
    for one, other in product([mention_id], rest):
        pin_link(session, replace(pinned, one_id=min(one, other), other_id=max(one, other)), now)
    _settle(session, around, world, now)
    return story_of(session, mention_id) or story_id


def _settle(session: Session, mention_ids: frozenset[int], world: World, now: datetime) -> None:
    component = list(comparables(session, mention_ids).values())
    decided = plan(component, links_of(session, mention_ids), world)
    move_mentions(session, decided.moves, decided.gone or {})
    stories = {view.story_id for view in component} | stories_of(session, mention_ids)
    keep_ledger(session, stories, world, now)


def _standing(session: Session, story_id: int) -> int:
    found = resolve_story(session, story_id)
    if found is None:
        raise StoryError(f"there is no story {story_id}")
    return found


def _mentions(session: Session, story_id: int) -> list[int]:
    whole = show_story(session, story_id)
    if whole is None:
        raise StoryError(f"there is no story {story_id}")
    return [mention.id for mention in whole.mentions]
