"""`kb search`: claims by words."""

from __future__ import annotations

from pathlib import Path

import click

from kb.cli.output import FORMS, write
from kb.cli.root import database_option, open_built, root_option
from kb.database.search import search


@click.command(name="search")
@click.argument("words", nargs=-1, required=True)
@root_option
@database_option
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
@click.option("--format", "form", type=click.Choice(FORMS), default="table")
def command(words: tuple[str, ...], root: Path, db: Path | None, limit: int, form: str) -> None:
    """Find claims by words, best first: in any order and inflection, synonyms too."""
    connection = open_built(root, db)
    found = search(connection, " ".join(words), "claim", limit)
    columns = ("claim_id", "claim", "population", "outcome", "direction", "verdict")
    sql = f"select {', '.join(columns)} from claim_overview where claim_id = ?"  # noqa: S608
    rows = [tuple(connection.execute(sql, [claim]).fetchone()) for claim in found]
    if rows or form != "table":
        write(columns, rows, form)
    if not rows:
        hint = "try fewer or other words, or `kb query` on claim_overview"
        click.echo(f"no claim has the words {' '.join(words)!r}; {hint}", err=True)
        raise click.exceptions.Exit(1)
