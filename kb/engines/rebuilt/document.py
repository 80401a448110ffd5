"""Documents from rows, with their statements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kb.engines.rebuilt.tables import Row, Tables, own, span, written
from kb.schema.document import DocumentFields, DocumentFile, StatementFields, TraceFields
from kb.schema.quantity import QuantityFields


def documents(tables: Tables) -> dict[str, DocumentFile]:
    """Documents by id, with what the tables have of each."""
    rows = tables.all("document")
    return {row["id"]: DocumentFile.model_validate(dict(_document(tables, row))) for row in rows}


def _document(tables: Tables, row: Row) -> Iterator[tuple[str, Any]]:
    key = row["id"]
    yield "id", key
    yield from written(DocumentFields, row).items()
    headings = tables.of("heading", "document", key)
    yield "headings", [{"span": span(one), "text": one["text"]} for one in headings]
    statements = tables.of("statement", "document", key)
    yield "statements", [dict(_statement(tables, one)) for one in statements]
    numbers = tables.of("other_number", "document", key)
    yield "other_numbers", [{"span": span(one), "use": one["use"]} for one in numbers]


def _statement(tables: Tables, row: Row) -> Iterator[tuple[str, Any]]:
    key = row["id"]
    yield "id", own(key)
    yield "span", span(row)
    yield "digest", row.get("digest")
    yield from written(StatementFields, row).items()
    links = tables.of("statement_claim", "statement", key)
    yield "claims", [{"claim": one["claim"], "relation": one["relation"]} for one in links]
    yield "quantities", [_quantity(one) for one in tables.of("quantity", "statement", key)]
    yield "traces", [_trace(one) for one in tables.of("source_trace", "statement", key)]


def _quantity(row: Row) -> dict[str, Any]:
    return {**written(QuantityFields, row), "span": span(row)}


def _trace(row: Row) -> dict[str, Any]:
    lists = {name: row[name] for name in ("features", "searched")}
    return {**written(TraceFields, row), **lists}
