"""Statements as pages show them: with what belongs to each, gathered by document."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from kb.schema.quantity_text import Reading, readings
from kb.site.site import Row, Site


async def told(site: Site, statements: Sequence[str]) -> list[Row]:
    """Statements in reading order, with numbers, claims, guidance, traces and gaps."""
    asked = json.dumps(statements)
    rows, quantities, traces, claims, guidance, gaps = [
        await site.rows(f"passage_{name}", statements=asked)
        for name in ("statements", "quantities", "traces", "claims", "guidance", "gaps")
    ]
    beside = {
        name: by_statement(found)
        for name, found in (("claims", claims), ("guidance", guidance), ("gaps", gaps))
    }
    return [
        {**row, **{name: found.get(row["statement_id"], []) for name, found in beside.items()}}
        for row in with_traces(with_numbers(rows, quantities), traces)
    ]


def with_numbers(statements: Iterable[Row], quantities: Iterable[Row]) -> list[Row]:
    """Statements, each with its own id, and its numbers as people read them."""
    found = numbers(quantities)
    return [
        {
            **statement,
            "anchor_id": anchor(statement["statement_id"]),
            "numbers": found.get(statement["statement_id"], []),
        }
        for statement in statements
    ]


def numbers(quantities: Iterable[Row]) -> dict[str, list[Reading]]:
    """The numbers of each statement, from rows sorted by statement."""
    groups = groupby(quantities, key=lambda row: row["statement_id"])
    return {statement: readings(list(group)) for statement, group in groups}


def by_statement(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows of each statement, from rows sorted by statement."""
    groups = groupby(rows, key=lambda row: row["statement_id"])
    return {statement: list(group) for statement, group in groups}


def with_traces(statements: Iterable[Row], traces: Iterable[Row]) -> list[Row]:
    """Statements, each with what it seems to rest on."""
    read = (
        {**row, **{name: json.loads(row[name] or "[]") for name in ("features", "searched")}}
        for row in traces
    )
    found = by_statement(read)
    return [{**row, "traces": found.get(row["statement_id"], [])} for row in statements]


def by_document(statements: Iterable[Row]) -> list[dict[str, Any]]:
    """Documents, each with its statements, from rows sorted by document."""
    return [
        {**rows[0], "statements": rows}
        for _, group in groupby(statements, key=lambda row: row["document_id"])
        for rows in [list(group)]
    ]


def anchor(statement: str) -> str:
    """The id of a statement's place in its document's page."""
    return f"s-{statement.partition('.')[2]}"
