"""Rows as a table for people, or as JSON or CSV for programs; the options that choose."""

from __future__ import annotations

import csv
import io
import shutil
import sys
import textwrap
from collections.abc import Callable, Mapping, Sequence

import click

from kb.cli.root import Command
from kb.database.reader import distinct, plain
from kb.problems import as_json, printable

FORMS = ("table", "json", "csv")
"""Forms of rows."""
PAGE = ("text", "json")
"""Forms of what is no table."""
ROWS_OF_PAGE = (*PAGE, "csv")
"""Forms of a page that can be had as rows, too."""
PEOPLE = ("table", "text")
"""What the form for people is called: who asks for the other one gets it, too."""


class Form(click.Choice[str]):
    """A form of output; the first is the one for people."""

    def convert(
        self,
        value: str,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str:
        """The form of a name."""
        meant = str(self.choices[0]) if value in PEOPLE else value
        return super().convert(meant, param, ctx)


def form_option(*forms: str) -> Callable[[Command], Command]:
    """`--format`, the first form being the usual one, and `--json` for short."""

    def added(command: Command) -> Command:
        choice = click.option(
            "--format",
            "form",
            type=Form(forms),
            default=forms[0],
            help=f"{forms[0].capitalize()} for people, the rest for programs.",
        )
        short = click.option("--json", "form", flag_value="json", help="As --format json.")
        return choice(short(command))

    return added


def limit_option(default: int, most: int, what: str = "Rows") -> Callable[[Command], Command]:
    """`--limit`: how many to print at most."""
    return click.option(
        "--limit",
        type=click.IntRange(1, most),
        metavar="N",
        default=default,
        show_default=True,
        help=f"{what} to print at most.",
    )


def report(form: str, told: Mapping[str, object], *lines: str) -> None:
    """Say what was done: lines for people, an object for programs."""
    if form == "json":
        click.echo(as_json(told))
    elif lines:
        click.echo("\n".join(lines))


def write(
    columns: Sequence[str],
    rows: Sequence[Sequence[object]],
    form: str,
    main: str = "",
    spare: Sequence[str] = (),
) -> None:
    """Print rows in one of `FORMS`.

    Parameters
    ----------
    main, spare
        Of a table that has to fit a terminal: see `kb.cli.table.fitted`.
    """
    if form == "json":
        names = distinct(columns)
        click.echo(as_json([dict(zip(names, map(plain, row), strict=True)) for row in rows]))
    elif form == "csv":
        _csv(columns, rows)
    else:
        _table(columns, rows, main, spare)


def _csv(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Cells as they are, but on a terminal without what acts upon it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    shown = _inert if sys.stdout.isatty() else plain
    writer.writerow(map(shown, columns))
    writer.writerows([list(map(shown, row)) for row in rows])
    click.echo(text.getvalue(), nl=False)


def _table(
    columns: Sequence[str], rows: Sequence[Sequence[object]], main: str, spare: Sequence[str]
) -> None:
    from kb.cli import table  # noqa: PLC0415 - programs ask for JSON and need no rich

    if not sys.stdout.isatty():
        click.echo("\n".join(table.plain(columns, rows)))
        return
    lines, left_out = table.fitted(columns, rows, terminal_width(), main, spare)
    click.echo("\n".join(lines))
    if left_out:
        click.echo(f"no room for {', '.join(left_out)}: see --json, or a wider window", err=True)


def _inert(value: object) -> object:
    return printable(value) if isinstance(value, str) else plain(value)


def terminal_width() -> int:
    """Columns to write in: those of the terminal, in a pipe always as many."""
    return max(shutil.get_terminal_size((100, 24)).columns, 40)


def room(indent: int = 0) -> int | None:
    """Columns of the terminal but for an indent; None where output goes elsewhere."""
    return terminal_width() - indent if sys.stdout.isatty() else None


def wrapped(text: str, lead: str) -> list[str]:
    """Text wrapped to the terminal, its first line after a lead, the others below it."""
    width = terminal_width()
    lines = [
        line
        for part in text.splitlines()
        for line in textwrap.wrap(printable(part), width - len(lead), break_on_hyphens=False)
    ]
    return [(" " * len(lead) if number else lead) + line for number, line in enumerate(lines)]
