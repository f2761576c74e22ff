"""footprint stories: what happened, each event once."""

import getpass
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.app import JsonFlag, ListsByDefault, WrongUse, app, opened, settings
from monitor.cli.output import say, show_document, show_rows
from monitor.cli.wanted import (
    Countries,
    Entities,
    Events,
    Format,
    Grade,
    Languages,
    Limit,
    Places,
    Search,
    Since,
    Sources,
    Until,
    wanted_mentions,
)
from monitor.formats.rows import Column

if TYPE_CHECKING:
    from sqlmodel import Session

COLUMNS = (
    Column("id", "id", right=True),
    Column("last_seen", "last seen", show=lambda at: str(at)[:10]),
    Column("grade", "grade", right=True),
    Column("event", "event"),
    Column("where", "where"),
    Column("headline", "headline", wrap=True),
    Column("count", "told by", right=True),
)

stories = typer.Typer(help="What happened: each event once, with all that tells it.", cls=ListsByDefault)
app.add_typer(stories, name="stories")


@stories.command("list")
def list_stories(
    grade: Grade = 1,
    country: Countries = None,
    place: Places = None,
    entity: Entities = None,
    event: Events = None,
    language: Languages = None,
    source: Sources = None,
    since: Since = None,
    until: Until = None,
    search: Search = "",
    limit: Limit = None,
    fmt: Format = "table",
    as_json: JsonFlag = False,
) -> None:
    """List the stories, those with the latest news first. A story passes when one of its mentions does."""
    from db.queries.stories import find_stories

    wanted = wanted_mentions(
        grade=grade,
        countries=country,
        places=place,
        entities=entity,
        events=event,
        languages=language,
        sources=source,
        since=since,
        until=until,
        search=search,
        limit=limit,
    )
    with opened(settings()) as database, database.reading() as session:
        found = find_stories(session, wanted)
    rows = [_row(story.as_json()) if not as_json and fmt == "table" else story.as_json() for story in found]
    show_rows(rows, COLUMNS, as_json=as_json, fmt=fmt)


@stories.command()
def show(
    story_id: Annotated[str, typer.Argument(metavar="ID", help="A story's id; one that was merged away leads on.")],
    as_json: JsonFlag = False,
) -> None:
    """Show one story with its mentions, their reasons, and the facts with their sentences."""
    from monitor.jobs.story_page import story_page

    with opened(settings()) as database, database.reading() as session:
        found = story_page(session, int(story_id)) if story_id.isdecimal() else None
    if found is None:
        raise WrongUse(f"there is no story {story_id}; see `footprint stories list`")
    if as_json:
        show_document(found)
    else:
        _show(found)


By = Annotated[str | None, typer.Option("--by", help="Whose word it is. Default: the name you are logged in with.")]


@stories.command()
def merge(
    into: Annotated[str, typer.Argument(metavar="STORY", help="A story's id.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The id of the story that tells the same event.")],
    by: By = None,
    as_json: JsonFlag = False,
) -> None:
    """Join two stories by your word, which the machine never undoes. The older id stands, the other leads to it."""
    _by_word(lambda work, session: work.merge_stories(session, _number(into), _number(other), **_word(by)), as_json)


@stories.command()
def split(
    story: Annotated[str, typer.Argument(metavar="STORY", help="A story's id.")],
    mention: Annotated[str, typer.Argument(metavar="MENTION", help="The id of the mention that tells something else.")],
    by: By = None,
    as_json: JsonFlag = False,
) -> None:
    """Take a mention out of a story by your word, which the machine never undoes. Shows the story it now stands in."""
    _by_word(lambda work, session: work.split_story(session, _number(story), _number(mention), **_word(by)), as_json)


def _by_word(change: "Callable[[Any, Session], int]", as_json: bool) -> None:
    from monitor.jobs import joining

    try:
        with opened(settings()) as database, database.writing() as session:
            standing = change(joining, session)
    except joining.StoryError as error:
        raise WrongUse(f"{error}; see `footprint stories list`") from None
    show(str(standing), as_json)


def _word(by: str | None) -> dict[str, Any]:
    from monitor.jobs.configuration import watchlist_path
    from monitor.jobs.world import world_of
    from monitor.match.watchlist import load_watchlist

    world = world_of(load_watchlist(watchlist_path(settings().config_dir)))
    return {"by": by or getpass.getuser(), "world": world, "now": datetime.now(UTC)}


def _number(identity: str) -> int:
    if not identity.isdecimal():
        raise WrongUse(f"{identity!r} is no id; see `footprint stories list`")
    return int(identity)


def _row(story: dict[str, Any]) -> dict[str, Any]:
    where = ", ".join((story["places"] or story["countries"])[:3])
    return {**story, "where": where, "count": len(story["mentions"])}


def _show(story: dict[str, Any]) -> None:
    say(f"{story['headline']}\n")
    say(f"story {story['id']} · grade {story['grade']} · {story['event']} · first seen {story['first_seen'][:16]}")
    for key in ("countries", "places", "entities", "sources"):
        if story[key]:
            say(f"{key}: {', '.join(story[key])}")
    for label, one in (("earliest", story["earliest"]), ("first official", story["first_official"])):
        if one:
            say(f"{label}: {one['outlet']}, {one['when'][:16]} {one['url']}")
    counted = ", ".join(f"{len(outlets)} {standing}" for standing, outlets in story["outlets"].items() if outlets)
    say(f"told by: {counted}")
    for group in story["conflicts"]:
        values = (f"{fact['value']} (mention {fact['mention']})" for fact in group)
        say(f"conflict: {group[0]['kind']} " + " against ".join(values))
    for fact in story["facts"]:
        parts = (fact["kind"], fact["value"], fact["unit"], fact["state"], fact["said_by"])
        say("fact: " + " ".join(str(part) for part in parts if part is not None))
        if fact["sentence"]:
            say(f"      “{fact['sentence']}”")
    for role, named in story["roles"].items():
        say(f"{role}: {', '.join(named)}")
    for mention in story["mentions"]:
        say(f"\n  {mention['title']}")
        published = mention["published"] or mention["first_seen"]
        say(f"  mention {mention['id']} · {mention['source']} · {published[:16]} · grade {mention['grade']}")
        say(f"  {mention['url']}")
        for reason in mention["reasons"]:
            say(f"    {reason}")
