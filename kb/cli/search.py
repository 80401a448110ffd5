"""`kb search`: claims by words and filters."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from kb.cli import choosing
from kb.cli.command import Command
from kb.cli.output import FORMS, form_option, limit_option, write
from kb.cli.root import database_option, opened, root_option, text
from kb.database.facet import ORDERS
from kb.database.search import search
from kb.exports.asked import Asked, conditions
from kb.problems import printable

COLUMNS = (
    *("claim_id", "claim", "population", "outcome", "direction"),
    *("verdict", "certainty"),
)
ROW = f"select {', '.join(COLUMNS)} from claim_overview where claim_id = ?"  # noqa: S608 - constant
SPARE = ("direction", "outcome", "population")
"""Columns to do without first: the claim says them in words."""
USUAL = next(iter(ORDERS.values())).by


@click.command(
    name="search",
    cls=Command,
    fails="no claim was found",
    examples=(
        "kb search helps begin",
        "kb search begin --population readers --json",
        "kb search --verdict not_yet_assessed --format csv",
    ),
)
@click.argument("words", type=text, nargs=-1)
@limit_option(20, 1000, "Claims")
@form_option(*FORMS)
@root_option
@database_option
def command(
    words: tuple[str, ...],
    limit: int,
    form: str,
    root: Path,
    db: Path | None,
    **filters: Any,  # noqa: ANN401 - click's
) -> None:
    """Find claims by WORDS, best first: in any order and inflection, synonyms too.

    Filters are those of the page of claims and mean the same; those that name something may be
    given several times. With filters alone, the claims that are said most often come first.
    """
    said = " ".join(words)
    with opened(root, db) as connection:
        wanted = choosing.chosen(connection, filters)
        if not said and wanted.is_everything:
            raise click.UsageError("say what to look for: WORDS, a filter, or both")
        found = _found(connection, said, wanted, limit)
        rows = [tuple(connection.execute(ROW, [claim]).fetchone()) for claim in found]
    if rows or form != "table":
        write(COLUMNS, rows, form, main="claim", spare=SPARE)
    if not rows:
        click.echo(_nothing(said, wanted), err=True)
        raise click.exceptions.Exit(1)


command.params += choosing.filters()


def _found(connection: sqlite3.Connection, words: str, wanted: Asked, limit: int) -> Sequence[str]:
    """Ids of claims, those that fit the words best first; without words, those most said."""
    if wanted.is_everything:
        return search(connection, words, "claim", limit)
    (sql, given), *_ = conditions(wanted)
    asked = connection.execute(f"{sql} order by {USUAL}, c.claim, c.id", given)
    ids = dict.fromkeys(row[0] for row in asked)
    if words:
        (every,) = connection.execute("select count(*) from claim").fetchone()
        return [claim for claim in search(connection, words, "claim", every) if claim in ids][
            :limit
        ]
    return list(ids)[:limit]


def _nothing(words: str, wanted: Asked) -> str:
    """What was not found, and what to try."""
    if wanted.is_everything:
        hint = "try fewer or other words, or `kb query` on claim_overview"
        return f"no claim has the words “{words}”; {hint}"
    told = f"{f'words {words}; ' if words else ''}{wanted.told()}"
    return printable(f"no claim is like this: {told}; try with less of it")
