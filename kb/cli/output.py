"""Rows as a table for people, or as JSON or CSV for programs."""

from __future__ import annotations

import csv
import io
import shutil
import sys
import textwrap
from collections.abc import Sequence

import click

from kb.cli.root import Command
from kb.database.reader import distinct, plain
from kb.problems import as_json, printable

FORMS = ("table", "json", "csv")
PIPE_WIDTH = 200
"""Columns of a table that is not written to a terminal."""


def form_option(command: Command) -> Command:
    """`--format`: for people or programs."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(FORMS),
        default="table",
        help="Table for people, JSON and CSV for programs.",
    )(command)


def write(columns: Sequence[str], rows: Sequence[Sequence[object]], form: str) -> None:
    """Print rows in one of `FORMS`."""
    {"table": _table, "json": _json, "csv": _csv}[form](columns, rows)


def _json(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    names = distinct(columns)
    click.echo(as_json([dict(zip(names, map(plain, row), strict=True)) for row in rows]))


def _csv(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Cells as they are, but on a terminal without what acts upon it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    shown = _inert if sys.stdout.isatty() else plain
    writer.writerow(map(shown, columns))
    writer.writerows([list(map(shown, row)) for row in rows])
    click.echo(text.getvalue(), nl=False)


def _table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - programs ask for JSON and need no rich
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(printable(column), overflow="fold")
    for row in rows:
        table.add_row(*map(_cell, row))
    width = None if sys.stdout.isatty() else PIPE_WIDTH
    console = Console(markup=False, highlight=False, emoji=False, width=width)
    with console.capture() as capture:
        console.print(table)
    lines = [line.rstrip() for line in capture.get().splitlines()]
    click.echo("\n".join(line for line in lines if line))


def _cell(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return "\n".join(map(printable, text.splitlines()))


def _inert(value: object) -> object:
    return printable(value) if isinstance(value, str) else plain(value)


def wrapped(text: str, lead: str) -> list[str]:
    """Text wrapped to the terminal, its first line after a lead, the others below it."""
    width = max(shutil.get_terminal_size((100, 24)).columns, 40)
    lines = [
        line
        for part in text.splitlines()
        for line in textwrap.wrap(printable(part), width - len(lead), break_on_hyphens=False)
    ]
    return [(" " * len(lead) if number else lead) + line for number, line in enumerate(lines)]
