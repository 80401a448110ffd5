"""`kb query`: read-only SQL."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kb.cli.command import Command
from kb.cli.lake import lake_options, opened_lake, source
from kb.cli.output import FORMS, form_option, limit_option, write
from kb.cli.root import database_option, opened, root_option, text
from kb.database.reader import ROWS, SECONDS, QueryError, query


@click.command(
    name="query",
    cls=Command,
    fails="the SQL could not be answered",
    examples=(
        'kb query "select kind, count(*) as n from claim group by kind"',
        'kb query "select * from gap where kind = :kind" -p kind origin-not-located --json',
        'kb query --engine duckdb "select mode(kind), count(*) from claim_overview"',
        "echo 'select id, label from term' | kb query - --format csv",
    ),
)
@click.argument("sql", type=text)
@click.option(
    "-p",
    "--parameter",
    "parameters",
    type=(text, text),
    multiple=True,
    metavar="NAME VALUE",
    help="Value of a `:name` in the SQL; may be repeated.",
)
@click.option(
    "--seconds",
    metavar="N",
    type=click.FloatRange(0.01, 3600),
    default=SECONDS,
    show_default=True,
    help="Time to give it.",
)
@lake_options
@limit_option(ROWS, 1_000_000)
@form_option(*FORMS)
@root_option
@database_option
def command(  # noqa: PLR0917 - click passes them by name
    sql: str,
    parameters: tuple[tuple[str, str], ...],
    seconds: float,
    engine: str | None,
    lake: Path | None,
    master: str,
    check: bool,
    limit: int,
    form: str,
    root: Path,
    db: Path | None,
) -> None:
    """Run one SELECT over the built file, or over a lake. Nothing but reading is possible.

    `:name` in the SQL takes its value from -p name value. SQL of `-` is read from standard input.

    A lake, which `kb export lake` writes, has the same tables and views. It is asked in the SQL of
    its engine, untranslated: functions are DuckDB's or Spark's, and DuckDB's parameters `$name`.
    """
    if sql == "-":
        sql = sys.stdin.buffer.read().decode("utf-8", "replace")
    values: dict[str, object] = dict(parameters)
    asked = source(engine, lake, master, db, check=check)
    try:
        if asked.is_lake:
            with opened_lake(root, asked) as over:
                answer = over.query(sql, values, seconds=seconds, limit=limit)
        else:
            with opened(root, db) as connection:
                answer = query(connection, sql, values, seconds=seconds, limit=limit)
    except QueryError as error:
        raise click.ClickException(str(error)) from None
    write(answer.columns, answer.rows, form)
    if answer.truncated:
        n = len(answer.rows)
        more = "ask for more with --limit" if n == limit else "more are too large for one answer"
        click.echo(f"only the first {n} rows; {more}", err=True)
