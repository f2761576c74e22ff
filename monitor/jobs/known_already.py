"""Is this known already? One answer for a story, a deployment, a place or a watched entity."""

from typing import Any

from sqlmodel import Session

from db.kinds import TagKind
from db.queries.deployments import Coverage, DeploymentView, coverage_of, find_deployments
from db.queries.stories import resolve_story, stories_by_id
from monitor.jobs.novelty import names_of, novelty, surroundings_of
from monitor.jobs.world import world_of
from monitor.match.terms import gazetteer
from monitor.match.watchlist import Watchlist


def known_already(session: Session, identity: str, watchlist: Watchlist) -> dict[str, Any] | None:
    """What the ledger holds of `identity`: a story's number, the id of a deployment, a place or a watched entity.

    Returns plain values: `id, kind, known, novelty, stories, since, deployments`; None where nothing bears this id.
    """
    if identity.isdecimal():
        return _story(session, int(identity), watchlist)
    if found := find_deployments(session, ids=(identity,)):
        one = found[0]
        coverage = _coverage(session, one.place, one.country)
        return _answer(identity, "deployment", (), coverage, found)
    if identity in {place["id"] for place in gazetteer()}:
        coverage = _coverage(session, identity, "")
        return _answer(identity, "place", (), coverage, find_deployments(session, places=(identity,)))
    if identity in {entry.id for entry in watchlist}:
        views = find_deployments(session)
        named = [view for view in views if identity == view.subject or identity in {one.entity for one in view.roles}]
        coverage = coverage_of(session, TagKind.ENTITY, [identity]).get(identity, Coverage())
        return _answer(identity, "entity", (), coverage, named)
    return None


def _story(session: Session, story_id: int, watchlist: Watchlist) -> dict[str, Any] | None:
    standing = resolve_story(session, story_id)
    if standing is None:
        return None
    stories = stories_by_id(session, [standing])
    found = surroundings_of(session, stories, world_of(watchlist)).get(standing)
    if found is None:  # it speaks of no one deployment at one place: nothing to compare
        return {**_answer(str(standing), "story", (), Coverage(), []), "known": False}
    told, around = found
    lines = novelty(told, around, names_of(watchlist))
    views = [view for view in (around.deployment,) if view is not None and (view.claims or view.roles)]
    answer = _answer(str(standing), "story", lines, around.coverage, [*views, *around.others])
    return {**answer, "known": bool(views)}


def _coverage(session: Session, place: str | None, country: str) -> Coverage:
    kind, value = (TagKind.PLACE, place) if place else (TagKind.COUNTRY, country)
    return coverage_of(session, kind, [value]).get(value, Coverage())


def _answer(
    identity: str, kind: str, lines: tuple[str, ...], coverage: Coverage, views: list[DeploymentView]
) -> dict[str, Any]:
    return {
        "id": identity,
        "kind": kind,
        "known": bool(views),
        "novelty": list(lines),
        "stories": coverage.stories,
        "since": coverage.since,
        "deployments": [view.as_json() for view in views],
    }
