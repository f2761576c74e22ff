"""Into which story a mention goes, and which stories move because of it. Pure: views come in, moves go out.

Joining collapses and deletes nothing: a merged story leads to the one that stands. The older story keeps its id.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from db.kinds import Relation
from db.queries.story_links import Comparable, Link, StoryMove
from monitor.dedup.grouping import Pair, Pins, group_linked, pair_of
from monitor.dedup.story import Verdict, World, verdict
from monitor.dedup.telling import Telling, figures_of, names_of, words_of


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to change in the stories; empty where all stands as it should."""

    moves: tuple[StoryMove, ...] = ()
    gone: Mapping[int, int] | None = None
    """Stories that have no mention left, each with a mention of the story that it leads to."""


def telling_of(view: Comparable) -> Telling:
    """The mention as it is compared."""
    shingles, stems, names = _words(view.title, view.text)
    return Telling(
        key=view.key,
        when=view.published or view.first_seen,
        exact=view.published is not None,
        language=view.language,
        grade=view.grade,
        event=view.event,
        entities=view.entities,
        places=view.places,
        countries=view.countries,
        figures=figures_of(view.figures),
        shingles=shingles,
        stems=stems,
        names=names,
    )


@lru_cache(maxsize=4096)
def _words(title: str, text: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    return *words_of(title, text), names_of(title, text)


def links_for(new: Comparable, candidates: Iterable[Comparable], world: World) -> tuple[Link, ...]:
    """The links of a mention with those that tell the same event, with score and reasons."""
    telling = telling_of(new)
    links: list[Link] = []
    for candidate in candidates:
        said = verdict(telling, telling_of(candidate), world)
        if said.relation is not None:
            one, other = sorted((new.mention_id, candidate.mention_id))
            links.append(Link(one, other, said.relation, said.score, said.reasons))
    return tuple(links)


def plan(component: Sequence[Comparable], links: Iterable[Link], world: World) -> Plan:
    """How the mentions that hang together fall into stories, and what has to move for it.

    The same mentions and links fall into the same stories whatever came first; only which id a story bears goes by
    age: the one that its earliest mention has stood in.
    """
    by_id = {view.mention_id: view for view in component}
    by_key = {view.key: view for view in component}
    tellings = {view.key: telling_of(view) for view in component}
    inside = [link for link in links if link.one_id in by_id and link.other_id in by_id]
    keys = {link: pair_of(by_id[link.one_id].key, by_id[link.other_id].key) for link in inside}
    pinned = {link: pair for link, pair in keys.items() if link.pinned}
    pins = Pins(
        frozenset(pair for link, pair in pinned.items() if link.relation is not Relation.APART),
        frozenset(pair for link, pair in pinned.items() if link.relation is Relation.APART),
    )
    verdicts = {
        pair: Verdict(link.score, link.relation, False, link.reasons)
        for link, pair in keys.items()
        if not link.pinned and link.relation is not Relation.APART
    }

    def vetoed(pair: Pair) -> bool:
        return pair not in verdicts and verdict(tellings[pair[0]], tellings[pair[1]], world).vetoed

    grouped = group_linked(tellings.values(), verdicts, vetoed, pins)
    return _moves([[by_key[key] for key in story] for story in grouped.stories])


def _moves(groups: Iterable[Sequence[Comparable]]) -> Plan:
    """Which story each group is: the oldest that one of its mentions stands in and no older group has taken."""
    in_order = sorted(groups, key=lambda members: min(_age(view) for view in members))
    before: dict[int, set[int]] = {}
    for view in (view for members in in_order for view in members):
        before.setdefault(view.story_id, set()).add(view.mention_id)
    taken: set[int] = set()
    moves: list[StoryMove] = []
    for members in in_order:
        free = sorted({view.story_id for view in members} - taken)
        story_id = free[0] if free else None
        if story_id is not None:
            taken.add(story_id)
        mention_ids = frozenset(view.mention_id for view in members)
        if story_id is None or before[story_id] != mention_ids:
            moves.append(StoryMove(story_id, mention_ids))
    views = {view.mention_id: view for members in in_order for view in members}
    gone = {
        story_id: min(before[story_id], key=lambda one: _age(views[one])) for story_id in sorted(before.keys() - taken)
    }
    return Plan(tuple(moves), gone)


def _age(view: Comparable) -> tuple[datetime, int]:
    return view.first_seen, view.mention_id
