"""Why rows were rejected: reasons with their counts, the most frequent first."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

_REASONS = """
    select r.code, r."column", count(*), min(r.id), r.file, r.line, r.message, c.numbered
    from import_reject r join import_count c using (import_id, file)
    where import_id = ?
    group by r.code, r."column"
    order by count(*) desc, min(r.id)
"""
"""Beside a least value SQLite gives the other values of its row."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason, how many rows it has, and the first of them.

    Parameters
    ----------
    column
        That of the wrong value; None where the row as a whole is wrong.
    """

    code: str
    column: str | None
    rows: int
    place: str
    message: str


def reasons(connection: sqlite3.Connection, import_id: str) -> list[Reason]:
    """All reasons for which rows of an import were rejected."""
    return [
        Reason(code, column, n, place(file, line, numbered), message)
        for code, column, n, _, file, line, message, numbered in map(
            tuple, connection.execute(_REASONS, [import_id])
        )
    ]


def place(file: str, line: int, numbered: str) -> str:
    """Where a row stands in its file."""
    return f"{file}{':' if numbered == 'line' else ', record '}{line}"
