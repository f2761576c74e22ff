"""footprint db: the tables."""

import typer

from monitor.cli.app import JsonFlag, app, settings
from monitor.cli.output import say, show_document

db = typer.Typer(help="The tables: bring them up to date, look at what is in them.", no_args_is_help=True)
app.add_typer(db, name="db")


@db.command()
def upgrade(as_json: JsonFlag = False) -> None:
    """Make the tables, or bring them to this version. Every command does so by itself; this one does nothing else."""
    from db.engine import open_database
    from db.schema import HEAD
    from db.schema import upgrade as bring_up_to_date

    with open_database(settings().database) as database:
        changed = bring_up_to_date(database)
        name = database.name
    if as_json:
        show_document({"name": name, "revision": HEAD, "changed": changed})
    else:
        say(f"{name}: {'brought to' if changed else 'is at'} revision {HEAD}")


@db.command()
def info(as_json: JsonFlag = False) -> None:
    """Show which database is used, its version, its size and how many rows each table has."""
    from dataclasses import asdict

    from db.engine import open_database
    from db.schema import info as look

    with open_database(settings().database) as database:
        found = look(database)
    if as_json:
        show_document(asdict(found))
        return
    say(f"{found.name}\n{found.engine}, {found.size / 1e6:.1f} MB")
    say(f"revision {found.revision or 'none: run `footprint db upgrade`'} (this version needs {found.head})")
    for table, rows in found.rows.items():
        say(f"  {table:<22} {rows:>9,}".replace(",", " "))
