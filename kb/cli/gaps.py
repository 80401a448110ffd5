"""`kb gaps`: the distance between what is said and what is known."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import click

from kb.cli.output import FORMS, write
from kb.cli.root import database_option, opened, root_option, text
from kb.problems import nearest
from kb.schema.vocabulary import Severity

SHORT = ("gap_id", "severity", "said", "evidence_says")
"""Columns of the table for people; JSON and CSV have all of the view's."""
QUERY = """
select g.* from gap_report g left join statement s on s.id = g.statement_id
where (:document is null or s.document = :document)
  and (:claim is null or g.gap_id in (select gap_id from claim_gap where claim_id = :claim))
  and (:kind is null or g.kind = :kind)
  and (:severity is null or g.severity = :severity)
order by instr('major minor info', g.severity), s.document, s.position, g.gap_id
"""


@click.command(name="gaps")
@root_option
@database_option
@click.option("--document", type=text, metavar="ID", help="Only those of a document.")
@click.option("--claim", type=text, metavar="ID", help="Only those of a claim's statements.")
@click.option("--kind", type=text, metavar="KIND", help="Only one kind; `kb explain` lists them.")
@click.option("--severity", type=click.Choice([level.value for level in Severity]))
@click.option("--format", "form", type=click.Choice(FORMS), default="table")
def command(  # noqa: PLR0917 - click passes them by name
    root: Path,
    db: Path | None,
    document: str | None,
    claim: str | None,
    kind: str | None,
    severity: str | None,
    form: str,
) -> None:
    """List the gaps between statements and evidence, the gravest first.

    Gaps are knowledge and no errors; `kb explain KIND` says what a kind means.
    """
    wanted = {"document": document, "claim": claim, "kind": kind, "severity": severity}
    with opened(root, db) as connection:
        for name in ("document", "claim", "kind"):
            if (value := wanted[name]) is not None:
                _known(name, value, _names(connection, name))
        found = connection.execute(QUERY, wanted)
        columns = [column[0] for column in found.description]
        rows = [tuple(row) for row in found]
    if form == "table":
        shown = [columns.index(name) for name in SHORT]
        columns, rows = list(SHORT), [tuple(row[index] for index in shown) for row in rows]
    if rows or form != "table":
        write(columns, rows, form)
    if not rows:
        click.echo("no such gap was found", err=True)


def _names(connection: sqlite3.Connection, name: str) -> set[str]:
    """What an option can name."""
    if name == "kind":
        from kb import audits  # noqa: PLC0415 - they load the corpus, which reading needs not

        return set(audits.explanations())
    return {row[0] for row in connection.execute(f"select id from {name}")}  # noqa: S608 - a table


def _known(name: str, value: str, names: set[str]) -> None:
    """Refuse a document, claim or kind of gap that does not exist, naming the one meant.

    Raises
    ------
    click.UsageError
        If there is none.
    """
    if value not in names:
        message = f"no {name} `{value}`: {nearest(value, names) or f'there are {len(names)}'}"
        raise click.UsageError(message)
