"""footprint deployments: the ledger of what stands where, by whose word."""

import getpass
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.app import JsonFlag, ListsByDefault, WrongUse, app, opened, settings
from monitor.cli.ledger_lines import COLUMNS, TIMELINE, counts, line
from monitor.cli.output import say, show_document, show_rows
from monitor.cli.wanted import Countries, Format, Places

if TYPE_CHECKING:
    from sqlmodel import Session

    from db.kinds import RoleKind
    from db.queries.deployment_records import NewLedgerClaim

Identity = Annotated[str, typer.Argument(metavar="ID", help="A deployment's id, such as almaty-sergek.")]
By = Annotated[str | None, typer.Option("--by", help="Whose word it is. Default: the name you are logged in with.")]
Kind = Annotated[str, typer.Option("--kind", help="cameras, complexes, sensors, points, amount, status, deadline.")]
Value = Annotated[str | None, typer.Option("--value", help="A number, a status, or a date for a deadline.")]
Unit = Annotated[str | None, typer.Option("--unit", help="Of an amount: KZT, USD, ...")]
State = Annotated[str | None, typer.Option("--state", help="planned, standing or ended.")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="The day it was so: 2026-02-07.")]
Roles = Annotated[
    list[str] | None,
    typer.Option(
        "--role",
        metavar="ROLE=WHO",
        help="Who has which part: maker, integrator, operator, customer, lender; an id of watchlist.yaml or a name. "
        "May be given many times.",
    ),
]
Note = Annotated[str, typer.Option("--note", help="Where it comes from: an address, a document, who said it.")]

deployments = typer.Typer(help="The ledger: which system stands where, since when, by whose word.", cls=ListsByDefault)
app.add_typer(deployments, name="deployments")


@deployments.command("list")
def list_deployments(
    country: Countries = None,
    place: Places = None,
    subject: Annotated[list[str] | None, typer.Option("--subject", help="What is deployed: sergek, hikvision.")] = None,
    fmt: Format = "table",
    as_json: JsonFlag = False,
) -> None:
    """List what is known, planned beside standing. A filter may be given many times: any of its values will do."""
    from db.queries.deployments import find_deployments

    with _ledger() as session:
        found = find_deployments(
            session,
            countries=tuple(one.upper() for one in country or ()),
            places=tuple(place or ()),
            subjects=tuple(subject or ()),
        )
    rows = [one.as_json() for one in found]
    if not as_json and fmt == "table":
        rows = [{**row, "makers": sorted({one for named in row["roles"].values() for one in named})} for row in rows]
    show_rows(rows, COLUMNS, as_json=as_json, fmt=fmt)


@deployments.command()
def show(deployment_id: Identity, as_json: JsonFlag = False) -> None:
    """Show one deployment: who has which part, and every statement on it in the order of time."""
    with _ledger() as session:
        found = _found(session, deployment_id).as_json()
    if as_json:
        show_document(found)
        return
    where = found["place"] or found["country"]
    say(f"{found['id']}: {found['subject']} in {where} · {found['status'] or 'status unknown'}")
    if found["disputed"]:
        say(f"disputed: {found['disputed']}")
    if found["confirmed_by"]:
        say(f"confirmed by {found['confirmed_by']}")
    for role, named in found["roles"].items():
        say(f"{role}: {', '.join(named)}")
    for claim in found["claims"]:
        say(line(claim))


@deployments.command()
def add(
    subject: Annotated[str, typer.Option("--subject", help="What is deployed: an id of watchlist.yaml.")],
    country: Annotated[str, typer.Option("--country", help="KZ, UZ, KG, TJ, TM.")],
    place: Annotated[str | None, typer.Option("--place", help="A place's id; without it the whole country.")] = None,
    kind: Kind = "status",
    value: Value = None,
    unit: Unit = None,
    state: State = None,
    as_of: AsOf = None,
    role: Roles = None,
    note: Note = "",
    by: By = None,
    as_json: JsonFlag = False,
) -> None:
    """Write down a statement of your own. The deployment is made where there is none; it counts as confirmed by you.

    footprint deployments add --subject sergek --country KZ --place taldykorgan --kind cameras --value 300 --state
    planned --role operator=kazakhtelecom --note https://example.org/decree
    """
    from db.kinds import EvidenceOf
    from db.queries.deployment_records import Statement, add_claim, add_role, confirm_deployment, put_statements

    claim = _claim(kind, value, unit, state, as_of, note)
    parts = [_role(one) for one in role or ()]
    _check_ids(subject, place)
    who, now = by or getpass.getuser(), datetime.now(UTC)
    statement = Statement(subject, country.upper(), place, who, ())
    with _ledger(write=True) as session:
        put_statements(session, EvidenceOf.ANALYST, [statement], now, instead_of=())
        if not parts or value is not None or note:
            add_claim(session, statement.deployment_id, claim, by=who, now=now)
        for part, entity in parts:
            add_role(session, statement.deployment_id, part, entity, by=who)
        confirm_deployment(session, statement.deployment_id, who)
    show(statement.deployment_id, as_json)


@deployments.command()
def confirm(deployment_id: Identity, by: By = None, as_json: JsonFlag = False) -> None:
    """Stand behind a deployment: it stays, whatever its stories come to say."""
    from db.queries.deployment_records import confirm_deployment

    with _ledger(write=True) as session:
        _found(session, deployment_id)
        confirm_deployment(session, deployment_id, by or getpass.getuser())
    show(deployment_id, as_json)


@deployments.command()
def correct(
    deployment_id: Identity,
    claim_id: Annotated[
        str | None, typer.Argument(metavar="CLAIM", help="The statement's number, as `show` prints it.")
    ] = None,
    value: Value = None,
    state: State = None,
    as_of: AsOf = None,
    disputed: Annotated[
        str | None,
        typer.Option("--disputed", help='What sources contradict each other on, such as operator; "": nothing.'),
    ] = None,
    note: Note = "",
    by: By = None,
    as_json: JsonFlag = False,
) -> None:
    """Put your word above a statement. Both stay on record; without --value the statement is taken back."""
    from db.queries.deployment_records import correct_claim, set_disputed

    if claim_id is None and disputed is None:
        raise WrongUse("say what to correct: the number of a statement, or --disputed")
    with _ledger(write=True) as session:
        found = _found(session, deployment_id)
        if disputed is not None:
            set_disputed(session, deployment_id, disputed)
        if claim_id is not None:
            old = next((one for one in found.claims if str(one.id) == claim_id), None)
            if old is None:
                raise WrongUse(f"{deployment_id} has no statement {claim_id}; see `footprint deployments show`")
            day = as_of or (old.as_of.isoformat() if old.as_of else None)
            new = _claim(old.kind.value, value, old.unit, state or (old.state and old.state.value), day, note)
            correct_claim(session, old.id, new, by=by or getpass.getuser(), now=datetime.now(UTC))
    show(deployment_id, as_json)


@deployments.command()
def known(
    identity: Annotated[
        str, typer.Argument(metavar="ID", help="A story's number, a deployment, a place, or a watched entity.")
    ],
    as_json: JsonFlag = False,
) -> None:
    """Say whether this is known already, and what is new about it."""
    from monitor.jobs.known_already import known_already

    watchlist = _watchlist()
    with _ledger() as session:
        answer = known_already(session, identity, watchlist)
    if answer is None:
        raise WrongUse(
            f"nothing is called {identity}: no story, deployment, place or watched entity; "
            "see `footprint stories list` and `footprint deployments list`"
        )
    if as_json:
        show_document(answer)
        return
    say("in our ledger" if answer["known"] else "not in our ledger")
    for news in answer["novelty"]:
        say(f"new: {news}")
    say(f"stories: {answer['stories']}" + (f" since {answer['since']}" if answer["since"] else ""))
    for one in answer["deployments"]:
        say(f"  {one['id']}: {one['status'] or 'status unknown'}, {counts(one['standing']) or 'no standing count'}")


@deployments.command()
def export(
    country: Countries = None,
    fmt: Annotated[str, typer.Option("--format", help="csv, json, ...")] = "csv",
    as_json: JsonFlag = False,
) -> None:
    """Print every statement of the ledger as one row, and every part that somebody has, for a spreadsheet or another
    tool."""
    from db.queries.deployments import find_deployments

    with _ledger() as session:
        found = find_deployments(session, countries=tuple(one.upper() for one in country or ()))
    rows = [row for view in found for row in view.statements()]
    show_rows(rows, TIMELINE, as_json=as_json, fmt=fmt)


@contextmanager
def _ledger(*, write: bool = False) -> "Iterator[Session]":
    """A session on a database that has the baseline in it."""
    from monitor.jobs.baseline import load_baseline

    with opened(settings()) as database:
        with database.writing() as session:
            load_baseline(session, datetime.now(UTC))
        with database.writing() if write else database.reading() as session:
            yield session


def _found(session: "Session", deployment_id: str) -> Any:
    from db.queries.deployments import show_deployment

    found = show_deployment(session, deployment_id)
    if found is None:
        raise WrongUse(f"there is no deployment {deployment_id}; see `footprint deployments list`")
    return found


def _watchlist() -> Any:
    from monitor.jobs.configuration import watchlist_path
    from monitor.match.watchlist import load_watchlist

    return load_watchlist(watchlist_path(settings().config_dir))


def _check_ids(subject: str, place: str | None) -> None:
    from monitor.match.terms import gazetteer

    if subject not in {entry.id for entry in _watchlist()}:
        raise WrongUse(f"{subject} is not in watchlist.yaml; add it there first, or use one of its ids")
    if place is not None and place not in {one["id"] for one in gazetteer()}:
        raise WrongUse(f"{place} is no place of the gazetteer; leave --place out for the whole country")


def _role(given: str) -> "tuple[RoleKind, str]":
    """ "operator=kazakhtelecom" taken apart. Raises WrongUse in people's words."""
    from db.kinds import RoleKind

    part, _, entity = (side.strip() for side in given.partition("="))
    if part not in list(RoleKind) or not entity:
        known = ", ".join(RoleKind)
        raise WrongUse(f"--role {given}: write ROLE=WHO, such as operator=kazakhtelecom; roles are {known}")
    return RoleKind(part), entity


def _claim(
    kind: str, value: str | None, unit: str | None, state: str | None, as_of: str | None, note: str
) -> "NewLedgerClaim":
    from db.kinds import ClaimKind, ClaimState, Status
    from db.queries.deployment_records import NewLedgerClaim

    try:
        what, how = ClaimKind(kind), ClaimState(state) if state else None
        day = date.fromisoformat(as_of) if as_of else None
        said: int | str | None = value
        if value is not None and what is ClaimKind.STATUS:
            said = Status(value).value
        elif value is not None and what is ClaimKind.DEADLINE:
            said = date.fromisoformat(value).isoformat()
        elif value is not None:
            said = int(re.sub(r"[\s,_]", "", value))
    except ValueError as error:
        raise WrongUse(f"{error}; see `footprint deployments add --help`") from None
    units = {ClaimKind.CAMERAS: "camera", ClaimKind.COMPLEXES: "complex", ClaimKind.SENSORS: "sensor",
             ClaimKind.POINTS: "point"}  # fmt: skip
    return NewLedgerClaim(what, said, units.get(what, unit), how, day, note)
