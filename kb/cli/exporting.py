"""What the commands of `kb export` share: the choice of claims, options, and what is told."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from kb.cli import choosing
from kb.cli.output import report
from kb.cli.progress import Progress
from kb.cli.root import database_option, opened, root_option, short, shown
from kb.exports.error import ExportError, no_room
from kb.exports.selection import Selection
from kb.problems import printable

STEPS = 100_000
"""Steps of SQLite between two moments in which Ctrl-C is heard: some milliseconds."""
FAILS = "it cannot be written"


def with_shared(made: click.Command) -> click.Command:
    """`--root` and `--db` added to a command."""
    return root_option(database_option(made))


def writing() -> list[click.Option]:
    """`--force`, `--quiet` and `--json`."""
    return [
        click.Option(["--force"], is_flag=True, help="Replace what kb may find there."),
        click.Option(["-q", "--quiet"], is_flag=True, help="Do not say what is left out."),
        click.Option(
            ["--json", "form"],
            flag_value="json",
            default="text",
            help="Tell in JSON where it was written, and what is left out.",
        ),
    ]


@contextmanager
def selected(values: Mapping[str, Any]) -> Iterator[Selection]:
    """What the options choose; an export that cannot be made is told in a sentence.

    Raises
    ------
    click.ClickException
        If it cannot be made.
    """
    with opened(values["root"], values["db"]) as connection, Progress() as progress:
        connection.set_progress_handler(_listen, STEPS)
        try:
            selection = Selection(connection, choosing.chosen(connection, values), progress)
            if not selection.n_claims:
                selection.note("no claim is like this: there is nothing to write")
            yield selection
        except ExportError as error:
            raise _told(error) from None
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise click.Abort from None
            if refusal := no_room(error):
                raise _told(refusal) from None
            raise


def _told(error: ExportError) -> click.ClickException:
    return click.ClickException(f"{error}\nhint: {error.hint}" if error.hint else str(error))


def _listen() -> int:
    """Let Ctrl-C be heard: what it raises here ends the query, which else would go on for long."""
    return 0


def tell(place: Path | None, sentences: Sequence[str], *, form: str, quiet: bool) -> None:
    """Where it was written, if in a place; apart from that, what is not carried."""
    notes = [] if quiet else sentences
    if form != "json":
        for sentence in notes:
            click.echo(printable(f"note: {sentence}"), err=True)
    if place:
        report(form, {"path": short(place), "notes": list(notes)}, shown(place))
