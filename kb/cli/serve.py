"""`kb serve`: build when stale, then Datasette on loopback."""

from __future__ import annotations

import json
import socket
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli import INTERRUPTED, server
from kb.cli.build import contents
from kb.cli.command import Command
from kb.cli.memory import Memory
from kb.cli.root import BUILT, PRIVATE, documents_option, opened, root_option, shown
from kb.database.reader import connect

if TYPE_CHECKING:
    from kb.database.build import Built

SETTINGS = {
    "default_page_size": "50",
    "facet_time_limit_ms": "1000",
    "max_csv_mb": "0",
    "sql_time_limit_ms": "2000",
    "suggest_facets": "off",
}
"""Datasette's settings; the reasons stand in docs/performance.md."""


@click.command(
    name="serve",
    cls=Command,
    fails="the text has problems, or the port is taken",
    examples=(
        "kb serve --open",
        "kb serve --documents documents --port 0",
        "kb serve --db build/imported/set.db",
    ),
)
@documents_option
@click.option(
    "--port",
    metavar="N",
    type=click.IntRange(0, 65535),
    default=server.USUAL_PORT,
    show_default=True,
    help="Port to listen on; 0 for any that is free.",
)
@click.option("--open", "browse", is_flag=True, help="Open a browser.")
@root_option
@click.option(
    "--db",
    metavar="PATH",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Serve this file, as `kb import` made it, and build nothing.",
)
def command(documents: Path | None, port: int, browse: bool, root: Path, db: Path | None) -> None:
    """Build when the text has changed, then browse in Datasette on this machine only.

    With --documents, spans are shown highlighted in the documents' text. With --db a file is served
    as it is.
    """
    page = "" if browse else None
    if db is None:
        serve(root, documents, port, page)
    else:
        with opened(root, db):
            path = inspected(db)
        run(db, path, free_port(port), page)


def serve(root: Path, documents: Path | None, port: int, page: str | None) -> None:
    """Build when stale, then serve until interrupted; a page is opened in the browser."""
    target = root / (PRIVATE if documents else BUILT)
    memory = Memory(root, documents)
    built = None if memory.is_built else _made_if_stale(memory, documents, target)
    told = (
        f"built {shown(target)}: {contents(built.rows)}"
        if built
        else f"{shown(target)} is up to date"
    )
    click.echo(told)
    run(target, inspected(target), free_port(port), page)


def _made_if_stale(memory: Memory, documents: Path | None, target: Path) -> Built | None:
    from kb.cli.making import made_if_stale  # noqa: PLC0415 - half a second, needed only here

    return made_if_stale(memory, documents, target)


def inspected(path: Path) -> Path:
    """Counts of all tables beside the built file, so that Datasette need not count."""
    with closing(connect(path)) as connection:
        # a view among them is taken for a table, and Datasette's page of the database fails
        sql = "select name from pragma_table_list where type <> 'view'"
        names = [row[0] for row in connection.execute(sql)]
        counts = {
            name: {"count": connection.execute(f'select count(*) from "{name}"').fetchone()[0]}  # noqa: S608 - names of the file's own tables
            for name in sorted(names)
            if not name.startswith("sqlite_")
        }
        (found,) = connection.execute("select digest from knowledge_base").fetchone()
    target = path.with_suffix(".inspect.json")
    about = {"hash": found, "size": path.stat().st_size, "file": path.name, "tables": counts}
    target.write_text(json.dumps({path.stem: about}, indent=1), "utf-8")
    return target


def free_port(port: int) -> int:
    """A port that is free, before Datasette finds out in a traceback; for 0 any.

    Raises
    ------
    click.ClickException
        If something else listens there, or the system keeps it to itself.
    """
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((server.LOOPBACK, port))
        except OSError as error:
            why = str(error.strerror).lower()
            message = f"port {port}: {why}; choose another with --port, or --port 0 for any"
            raise click.ClickException(message) from None
        number: int = trial.getsockname()[1]
        return number


def arguments(path: Path, inspect_file: Path, port: int) -> list[str]:
    """Datasette's command line for a built file."""
    settings = [word for item in SETTINGS.items() for word in ("--setting", *item)]
    place = ["--host", server.LOOPBACK, "--port", str(port), "--inspect-file", str(inspect_file)]
    return ["serve", "-i", str(path), *place, *settings]


def run(path: Path, inspect_file: Path, port: int, page: str | None) -> None:
    """Run Datasette in this process until it is interrupted."""
    from datasette.cli import cli as datasette  # noqa: PLC0415 - half a second, needed only here

    click.echo(f"browse at {server.address(port)} (stop with Ctrl-C)")
    if page is not None:
        server.browse_when_up(port, page)
    with server.noted(path, port):
        datasette.main(arguments(path, inspect_file, port), standalone_mode=False)
    click.echo("stopped", err=True)  # uvicorn ends so on Ctrl-C, and on nothing else
    raise click.exceptions.Exit(INTERRUPTED)
