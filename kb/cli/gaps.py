"""`kb gaps`: the distance between what is said and what is known."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from kb.cli.command import Command, Filter
from kb.cli.completing import Complete, facet, records
from kb.cli.output import FORMS, form_option, wrapped, write
from kb.cli.root import Command as Decorated
from kb.cli.root import database_option, opened, root_option, text
from kb.problems import nearest, printable
from kb.schema.vocabulary import Severity

QUERY = """
select g.* from gap_report g left join statement s on s.id = g.statement_id
where (:document is null or s.document = :document)
  and (:claim is null or g.gap_id in (select gap_id from claim_gap where claim_id = :claim))
  and (:kind is null or g.kind = :kind)
  and (:severity is null or g.severity = :severity)
order by instr('major minor info', g.severity), s.document, s.position, g.gap_id
"""


def _only(
    name: str, metavar: str, help_text: str, complete: Complete
) -> Callable[[Decorated], Decorated]:
    return click.option(
        f"--{name}",
        cls=Filter,
        type=text,
        metavar=metavar,
        help=help_text,
        shell_complete=complete,
    )


@click.command(
    name="gaps",
    cls=Command,
    examples=(
        "kb gaps --severity minor",
        "kb gaps --document example --kind origin-not-located",
        "kb gaps --claim example-helps-beginning --json",
    ),
)
@_only("document", "ID", "Those of a document.", records("document"))
@_only("claim", "ID", "Those of a claim's statements.", records("claim"))
@_only("kind", "KIND", "Those of a kind; `kb explain` lists them.", facet("gap"))
@click.option(
    "--severity",
    cls=Filter,
    type=click.Choice([level.value for level in Severity]),
    help="Those of a severity.",
)
@form_option(*FORMS)
@root_option
@database_option
def command(  # noqa: PLR0917 - click passes them by name
    document: str | None,
    claim: str | None,
    kind: str | None,
    severity: str | None,
    form: str,
    root: Path,
    db: Path | None,
) -> None:
    """List the gaps between statements and evidence, the gravest first.

    People see both sides of each gap, programs all of `gap_report`. Gaps are knowledge and no
    errors; `kb explain KIND` says what a kind means.
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
        told = ("\n".join(_lines(dict(zip(columns, row, strict=True)))) for row in rows)
        click.echo("\n\n".join(told), nl=bool(rows))
    else:
        write(columns, rows, form)
    if not rows:
        click.echo("no such gap was found", err=True)


def _lines(gap: Mapping[str, object]) -> list[str]:
    """A gap for people: its id on a line of its own, which is never cut, and both sides below."""
    return [
        click.style(printable(f"{gap['severity']:5}  {gap['gap_id']}"), bold=True),
        *wrapped(str(gap["said"]), "  said      "),
        *wrapped(str(gap["evidence_says"]), "  evidence  "),
    ]


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
