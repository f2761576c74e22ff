"""footprint digest: what a subscription is told."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from monitor.cli.app import SOME_FAILED, JsonFlag, WrongUse, app, opened, run_to_end, settings
from monitor.cli.output import note, say, show_document, show_rows
from monitor.formats.rows import Column

if TYPE_CHECKING:
    from alerts.content import DigestContent
    from alerts.subscriptions import Subscription
    from monitor.jobs.digest import Desk

digest = typer.Typer(help="What a subscription is told.", no_args_is_help=True)
app.add_typer(digest, name="digest")

Subscribed = Annotated[str, typer.Argument(metavar="SUBSCRIPTION", help="An id of subscriptions.yaml.")]
DELIVERIES = (
    Column("id", "id", right=True),
    Column("digest", "digest", right=True),
    Column("created", "made", show=lambda at: str(at)[:16].replace("T", " ")),
    Column("subscription", "subscription"),
    Column("channel", "channel"),
    Column("recipient", "recipient"),
    Column("status", "status"),
    Column("stories", "stories", right=True),
    Column("attempts", "tries", right=True),
    Column("error", "error", wrap=True),
)
SENT = tuple(column for column in DELIVERIES if column.key not in ("digest", "created"))


@digest.command()
def preview(
    subscription: Subscribed,
    browser: Annotated[bool, typer.Option("--open", help="Write the HTML page and open it in a browser.")] = False,
    text: Annotated[
        bool, typer.Option("--text", help="The plain text, as mail programs without HTML show it.")
    ] = False,
    slack: Annotated[bool, typer.Option("--slack", help="The Slack messages as Block Kit JSON.")] = False,
    eml: Annotated[bool, typer.Option("--eml", help="The mail as it would be sent.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Show the digest that would be sent now. Nothing is stored and nothing is sent."""
    from monitor.jobs.digest import preview_digest
    from monitor.jobs.means import means

    if sum((browser, text, slack, eml, as_json)) > 1:
        raise WrongUse("preview shows one form at a time: --open, --text, --slack, --eml or --json")
    desk = _desk()
    wanted = _subscription(desk, subscription)

    async def work() -> Any:
        with opened(desk.settings) as database:
            async with means(desk.settings, database, desk.configuration.watchlist) as tools:
                return await preview_digest(desk, wanted, tools)

    content = run_to_end(work())
    if as_json:
        from alerts.jsonview import digest_json

        show_document(digest_json(content))
    elif slack:
        from monitor.jobs.preview import slack_messages

        show_document(slack_messages(content, desk.settings.desk_url))
    elif eml:
        from monitor.jobs.preview import mail

        sys.stdout.buffer.write(mail(content, desk.settings.smtp_from))
    elif browser:
        _open(content, subscription)
    else:
        from alerts.render import render_text

        say(render_text(content), end="")


@digest.command()
def send(subscription: Subscribed, as_json: JsonFlag = False) -> None:
    """Send now what the subscription has not been told, and try again all that waits, whatever the schedule says.

    Exit status 1 when anything that was tried is not sent.
    """
    from monitor.jobs.digest import send_digest
    from monitor.jobs.means import means
    from monitor.logs import set_up_logs

    desk = _desk(out=sys.stderr if as_json else None)
    set_up_logs(desk.settings, quiet=True)
    wanted = _subscription(desk, subscription)

    async def work() -> Any:
        with opened(desk.settings) as database:
            async with means(desk.settings, database, desk.configuration.watchlist) as tools:
                return await send_digest(desk, wanted, tools)

    results = run_to_end(work())
    keys = [column.key for column in SENT]
    show_rows([{key: getattr(one, key) for key in keys} for one in results], SENT, as_json=as_json)
    if not results:
        note("nothing new to tell, and nothing waits")
    if not all(one.is_sent for one in results):
        raise typer.Exit(SOME_FAILED)


@digest.command()
def history(
    subscription: Annotated[str | None, typer.Argument(metavar="SUBSCRIPTION", show_default=False)] = None,
    as_json: JsonFlag = False,
) -> None:
    """List the deliveries that were made, the latest first, with what became of each."""
    from db.queries.deliveries import deliveries_of
    from monitor.formats.json import instant

    with opened(settings()) as database, database.reading() as session:
        found = deliveries_of(session, subscription_id=subscription)
    rows = [
        {
            "id": str(one.id),
            "digest": str(one.digest_id),
            "created": instant(one.created),
            "subscription": one.subscription_id,
            "channel": one.channel,
            "recipient": one.recipient,
            "part": one.part,
            "parts": one.parts,
            "status": one.state.value,
            "stories": one.last_line - one.first_line,
            "attempts": one.attempts,
            "message_id": one.message_id,
            "receipt": one.receipt,
            "settled": instant(one.settled),
            "error": one.error,
        }
        for one in found
    ]
    show_rows(rows, DELIVERIES, as_json=as_json)


@digest.command()
def replay(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="DELIVERY", help="Ids from `digest history`.", show_default=False)
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All that failed or are held.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Let deliveries that failed, or were held because nobody knew whether they arrived, be sent again.

    They go out with the next round of `footprint run`, or with `footprint digest send`, under the same Message-ID.
    """
    from alerts import outbox
    from db.kinds import DeliveryState
    from db.queries.deliveries import deliveries_of
    from monitor.jobs.means import now

    if bool(ids) == everything:
        raise WrongUse("name deliveries from `footprint digest history`, or say --all")
    with opened(settings()) as database, database.writing() as session:
        found = deliveries_of(session, states=(DeliveryState.FAILED, DeliveryState.HELD))
        by_id = {str(one.id): one for one in found}
        if unknown := [one for one in ids or () if one not in by_id]:
            raise WrongUse(f"neither failed nor held: {', '.join(unknown)}; see `footprint digest history`")
        chosen = found if everything else [by_id[one] for one in ids or ()]
        moved = [outbox.replay(session, one.id, now()) for one in chosen]
    rows = [{"id": str(one.id), "subscription": one.subscription_id, "channel": one.channel,
             "recipient": one.recipient, "status": one.state.value} for one in moved]  # fmt: skip
    show_rows(rows, [one for one in SENT if rows and one.key in rows[0]], as_json=as_json)


def _desk(out: TextIO | None = None) -> "Desk":
    import os

    from monitor.jobs.configuration import LiveConfiguration
    from monitor.jobs.digest import Desk

    here = settings()
    configuration = LiveConfiguration(here.config_dir, os.environ).current
    for problem in configuration.problems:
        note(str(problem))
    return Desk(configuration, here, out)


def _subscription(desk: "Desk", subscription_id: str) -> "Subscription":
    found = desk.configuration.subscriptions.find(subscription_id)
    if found is None:
        ids = ", ".join(one.id for one in desk.configuration.subscriptions.subscriptions) or "none"
        raise WrongUse(f"no subscription {subscription_id!r} in subscriptions.yaml; there are: {ids}")
    return found


def _open(content: "DigestContent", subscription_id: str) -> None:
    """Write the page beside the system's other passing files, name it, and show it where there is a browser."""
    import tempfile
    import webbrowser

    from alerts.render import render_html

    path = Path(tempfile.mkdtemp(prefix="footprint-")) / f"{subscription_id}.html"
    path.write_text(render_html(content), encoding="utf-8")
    say(str(path))
    webbrowser.open(path.as_uri())
