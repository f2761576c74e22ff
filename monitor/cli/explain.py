"""footprint explain: what the watch list makes of a text."""

import asyncio
import re
import sys
from pathlib import Path
from textwrap import shorten
from typing import Annotated, Any

import typer

from monitor.cli.app import SOME_FAILED, JsonFlag, WrongUse, app, settings
from monitor.cli.output import note, say, show_document
from monitor.settings import Settings

_ADDRESS = re.compile(r"\w+://|[\w-]+(?:\.[\w-]+)+(?:/|$)")
"""What is fetched: an address, with its scheme or without. All else is a text."""
FOLDED = 300
"""So many letters of the folded text are shown."""


@app.command()
def explain(
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="URL|TEXT", help="Address of an article to fetch and read, or a text in quotes.", show_default=False
        ),
    ] = None,
    text: Annotated[
        str | None,
        typer.Option("--text", help="The text itself; its first line is the title. `-` reads standard input."),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option("--file", help="A UTF-8 text file; its first line is the title.", exists=True, dir_okay=False),
    ] = None,
    country: Annotated[
        str | None, typer.Option("--country", help="Country that the outlet covers (KZ, UZ, KG, TJ, TM).")
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Show the grade of one text, with every piece of evidence and where it stands.

    Use it while you edit watchlist.yaml: the change is in force with the next call.

      footprint explain 'В Алматы установят 350 комплексов «Сергек»'
    """
    from dataclasses import replace

    from monitor.jobs.configuration import watchlist_path
    from monitor.jobs.explain import as_document, title_and_text
    from monitor.jobs.world import matcher_of
    from monitor.match.watchlist import load_watchlist

    if sum(given is not None for given in (what, text, file)) != 1:
        raise WrongUse("explain takes one of: an address or a text in quotes, --text, --file")
    here = settings()
    if what is not None and not _ADDRESS.match(what):
        text = what
    if what is not None and text is None:
        judged = _fetched(here, what)
    elif file is not None:
        judged = title_and_text(file.read_text(encoding="utf-8-sig"))
    else:
        judged = title_and_text(sys.stdin.read() if text == "-" else str(text))
    if country:
        judged = replace(judged, source_country=country.upper())
    match = matcher_of(load_watchlist(watchlist_path(here.config_dir))).match(judged)
    document = as_document(judged, match)
    if as_json:
        show_document(document)
    else:
        _show(document)


def _fetched(here: Settings, url: str) -> Any:
    from monitor.fetch.errors import FetchError
    from monitor.jobs.read import NoArticle, page_text

    try:
        return asyncio.run(page_text(here, url))
    except (FetchError, NoArticle) as error:
        note(f"footprint: {url}: {getattr(error, 'reason', error)}")
        raise typer.Exit(SOME_FAILED) from None


def _show(document: dict[str, Any]) -> None:
    """The verdict for people: grade, reasons, how the text was folded, labels, claims, evidence."""
    from monitor.text.fold import fold

    said = f"grade {document['grade']}"
    for key in ("event", "language"):
        if document[key]:
            said += f" · {document[key]}"
    say(said)
    for reason in document["reasons"]:
        say(f"  {reason}")
    say(f"folded: {shorten(document['folded'], FOLDED, placeholder=' …')}")
    for key in ("countries", "places", "entities"):
        if document[key]:
            say(f"{key}: {', '.join(document[key])}")
    for one in document["facts"]:
        parts = [
            one["kind"],
            f"{one['value']:,}".replace(",", " ") if isinstance(one["value"], int) else one["value"],
            one["unit"],
            one["state"],
        ]
        said_by = f" — {one['said_by']}" if one["said_by"] else ""
        say("fact: " + " ".join(str(part) for part in parts if part) + said_by)
        if one["sentence"]:
            say(f"      “{one['sentence']}”")
    for one in document["roles"]:
        say(f"{one['role']}: {one['entity']}\n      “{one['sentence']}”")
    if document["evidence"]:
        say("evidence:")
    for one in document["evidence"]:
        place = f"{one['start']:>5}–{one['end']:<5} {one['weight']:+.1f}"
        say(f"  {place}  {one['kind']:<11} {one['id']:<24} {one['text']} ({fold(one['text']).text})")
