"""Run one read-only SELECT over the knowledge base, for what no other tool answers.

Readers get stable views: claim_overview, statement_overview, quantity_overview, evidence_table,
synthesis_table, dose_table, gap_report, safety_matrix, guidance_overview, source_list. `select sql
from sqlite_master where name = 'claim_overview'` tells the columns of one. Only reading is
possible, for a few seconds; write limit and offset for more rows than an answer holds. What comes
back has no tokens: get_claim and the other tools give them.
"""

from __future__ import annotations

import json

from pydantic import Field

from kb.database.reader import QueryError, query
from kb.mcp.base import Base, RefusedError
from kb.mcp.bounds import CHARACTERS
from kb.mcp.claims import versioned
from kb.mcp.shape import Part, Told, cut

TITLE = "Read-only SQL"
SECONDS = 5
USUAL, MOST_ROWS = 50, 500
LONGEST_SQL = 20_000
SYNTAX = 6
"""Characters of JSON around a name and its value."""
Value = str | int | float | bool | None


class Arguments(Part):
    """What may be asked."""

    sql: str = Field(min_length=1, max_length=LONGEST_SQL, description="One SELECT")
    parameters: dict[str, Value] = Field(
        default_factory=dict, description="Values of each `:name` in the SQL"
    )
    limit: int = Field(USUAL, ge=1, le=MOST_ROWS, description="Rows at most")


class Data(Part):
    """Rows of an answer."""

    columns: list[str]
    rows: list[dict[str, Value]]
    truncated: bool = Field(description="There are more rows: write limit and offset in the SQL")
    claims: list[str] = Field(description="id@version of each claim among the values")


def answer(base: Base, asked: Arguments) -> Told:
    """As many rows as fit."""
    if base.value("select private from knowledge_base"):
        message = "this build holds documents' text, which is not given away: serve a public one"
        raise RefusedError(message)
    try:
        found = query(
            base.connection, asked.sql, dict(asked.parameters), seconds=SECONDS, limit=asked.limit
        )
    except QueryError as error:
        message = f"not answered: {json.dumps(cut(str(error)), ensure_ascii=False)}"
        raise RefusedError(message) from error
    objects = found.objects
    rows = _fitting([{name: _value(value) for name, value in row.items()} for row in objects])
    data = Data(
        columns=list(found.columns),
        rows=rows,
        truncated=found.truncated or len(rows) < len(objects),
        claims=versioned(base, _words(rows)),
    )
    more = ": there are more, write limit and offset" if data.truncated else ""
    counted = "1 row" if len(rows) == 1 else f"{len(rows)} rows"
    return Told(summary=f"{counted}{more}.", data=data)


def _value(value: object) -> Value:
    """A value that JSON has, cut where it is long."""
    if isinstance(value, str):
        return cut(value)
    return value if isinstance(value, int | float) and abs(value) != float("inf") else None


def _fitting(rows: list[dict[str, Value]]) -> list[dict[str, Value]]:
    """The first rows that an answer holds; one at least."""
    room, found = CHARACTERS, list[dict[str, Value]]()
    for row in rows:
        room -= sum(len(name) + len(str(value)) + SYNTAX for name, value in row.items())
        if found and room < 0:
            break
        found.append(row)
    return found


def _words(rows: list[dict[str, Value]]) -> set[str]:
    """Texts that may be ids of claims."""
    return {value for row in rows for value in row.values() if isinstance(value, str)}
