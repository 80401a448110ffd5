"""Gaps: what is said beside what is shown."""

from __future__ import annotations

from collections.abc import Sequence

from kb.exports.summary.block import Column, Record, Runs, Table, Text
from kb.exports.summary.block import Row as TableRow
from kb.exports.summary.content.phrase import bold, lines
from kb.exports.summary.rows import Row
from kb.schema.wording import counted, kind_of_gap, said

COLUMNS = (Column("Gap", 3), Column("Said", 5), Column("Shown", 5))


def table(caption: str, gaps: Sequence[Row]) -> Table:
    """Every gap, with why it is one."""
    rows = tuple(
        TableRow((_kind(row), (Text(row["said"]),), _shown(row)), row["gap_id"]) for row in gaps
    )
    return Table(caption, COLUMNS, rows)


def _kind(row: Row) -> Runs:
    places = f"in {counted(row['n_places'], 'place')}" if row["n_places"] > 1 else ""
    return lines(
        (bold(f"{said(row['severity'], 'severity')}: {kind_of_gap(row['kind'])}"),),
        (Text(places),) if places else (),
        (Record("gap", row["gap_id"]),),
    )


def _shown(row: Row) -> Runs:
    return lines((Text(row["evidence_says"]),), (Text(row["explanation"], italic=True),))
