"""The filters of everything that lists mentions or stories: one option each, and what they mean together."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from db.queries.mention_views import MentionFilter

Grade = Annotated[
    int,
    typer.Option("--grade", min=0, max=3, help="At least: 3 = a concrete deployment, 2 = substantive, 1 = in passing."),
]
Countries = Annotated[list[str] | None, typer.Option("--country", help="KZ, UZ, KG, TJ, TM.")]
Places = Annotated[list[str] | None, typer.Option("--place", help="A place's id, such as almaty.")]
Entities = Annotated[list[str] | None, typer.Option("--entity", help="An id of watchlist.yaml, such as sergek.")]
Events = Annotated[list[str] | None, typer.Option("--event", help="tender, contract, launch, failure, removal, ...")]
Languages = Annotated[list[str] | None, typer.Option("--language", help="ru, kk, uz, uz-Cyrl, ky, tg, tk, en, zh.")]
Sources = Annotated[list[str] | None, typer.Option("--source", help="An id of sources.yaml.")]
Since = Annotated[str | None, typer.Option("--since", help="Published at or after: 2026-11-01, or 7d ago.")]
Until = Annotated[str | None, typer.Option("--until", help="Published before: 2026-12-01, or 1d ago.")]
Search = Annotated[
    str, typer.Option("--search", help="Words that the article has, all of them, in any case and script.")
]
Limit = Annotated[int | None, typer.Option("--limit", min=1, help="How many at most. Default: all.")]
Format = Annotated[str, typer.Option("--format", help="table, json, csv, ...")]

SPANS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


def wanted_mentions(
    *,
    grade: int,
    countries: list[str] | None,
    places: list[str] | None,
    entities: list[str] | None,
    events: list[str] | None,
    languages: list[str] | None,
    sources: list[str] | None,
    since: str | None,
    until: str | None,
    search: str,
    limit: int | None,
) -> "MentionFilter":
    """The filter that the options spell. Raises BadParameter."""
    from db.kinds import Event
    from db.queries.mention_views import MentionFilter
    from monitor.text.fold import fold

    known = {event.value: event for event in Event}
    if unknown := [one for one in events or () if one not in known]:
        raise typer.BadParameter(f"{unknown[0]!r} is none of: {', '.join(known)}", param_hint="--event")
    return MentionFilter(
        grade=grade,
        countries=tuple(one.upper() for one in countries or ()),
        places=tuple(places or ()),
        entities=tuple(entities or ()),
        events=tuple(known[one] for one in events or ()),
        languages=tuple(languages or ()),
        sources=tuple(sources or ()),
        since=moment(since, "--since"),
        until=moment(until, "--until"),
        search=fold(search).text,
        limit=limit,
    )


def moment(text: str | None, option: str) -> datetime | None:
    """A moment as people write it: `2026-11-01`, `2026-11-01T12:00+05:00`, or `7d` ago; without an offset it is UTC."""
    if text is None:
        return None
    if text[:-1].isdigit() and text[-1:] in SPANS:
        try:
            return datetime.now(UTC) - int(text[:-1]) * SPANS[text[-1]]
        except OverflowError:
            raise typer.BadParameter(f"{text!r} is longer ago than there were dates", param_hint=option) from None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no date; write 2026-11-01 or 7d", param_hint=option) from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
