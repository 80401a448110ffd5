"""`kb search`: claims by words."""

from __future__ import annotations

from pathlib import Path

import click

from kb.cli.output import form_option, write
from kb.cli.root import database_option, opened, root_option, text
from kb.database.search import search

COLUMNS = ("claim_id", "claim", "population", "outcome", "direction", "verdict")


@click.command(name="search")
@click.argument("words", type=text, nargs=-1, required=True)
@root_option
@database_option
@click.option(
    "--limit",
    type=click.IntRange(1, 1000),
    default=20,
    show_default=True,
    help="Claims to print at most.",
)
@form_option
def command(words: tuple[str, ...], root: Path, db: Path | None, limit: int, form: str) -> None:
    """Find claims by words, best first: in any order and inflection, synonyms too."""
    sql = f"select {', '.join(COLUMNS)} from claim_overview where claim_id = ?"  # noqa: S608 - constant
    with opened(root, db) as connection:
        found = search(connection, " ".join(words), "claim", limit)
        rows = [tuple(connection.execute(sql, [claim]).fetchone()) for claim in found]
    if rows or form != "table":
        write(COLUMNS, rows, form)
    if not rows:
        hint = "try fewer or other words, or `kb query` on claim_overview"
        click.echo(f"no claim has the words “{' '.join(words)}”; {hint}", err=True)
        raise click.exceptions.Exit(1)
