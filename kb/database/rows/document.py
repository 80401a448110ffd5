"""Rows of documents: headings, statements in reading order, their numbers and traces."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from sqlmodel import SQLModel

from kb.analysis import dose
from kb.corpus import Corpus
from kb.database.rows.fields import columns
from kb.schema.document import (
    Document,
    DocumentFields,
    DocumentFile,
    Heading,
    OtherNumber,
    SourceTrace,
    Statement,
    StatementClaim,
    StatementFields,
    StatementFile,
    TraceFields,
)
from kb.schema.quantity import Dose, DoseFields, Quantity, QuantityFields, QuantityFile
from kb.schema.unit import canonical
from kb.schema.vocabulary import Expression

Rows = Iterator[tuple[type[SQLModel], dict[str, Any]]]


def rows(corpus: Corpus) -> Rows:
    """Documents with all that is written below them."""
    for record in corpus.documents.values():
        document = record.value
        text = corpus.texts.get(document.id)
        yield Document, {"id": document.id, **columns(DocumentFields, document), "text": text}
        yield from _furniture(document)
        starts = [heading.span[0] for heading in document.headings]
        for position, statement in enumerate(document.statements, 1):
            number = bisect_right(starts, statement.span[0])
            heading = f"{document.id}.h{number}" if number else None
            yield from _statement(document.id, position, heading, statement)
        yield from _links(document)


def _furniture(document: DocumentFile) -> Rows:
    for position, heading in enumerate(document.headings, 1):
        yield (
            Heading,
            {
                "id": f"{document.id}.h{position}",
                "document": document.id,
                "position": position,
                "text": heading.text,
                "char_start": heading.span[0],
                "char_end": heading.span[1],
            },
        )
    for position, number in enumerate(document.other_numbers, 1):
        yield (
            OtherNumber,
            {
                "id": f"{document.id}.o{position}",
                "document": document.id,
                "char_start": number.span[0],
                "char_end": number.span[1],
                "use": number.use,
            },
        )


def _statement(document: str, position: int, heading: str | None, value: StatementFile) -> Rows:
    statement_id = f"{document}.{value.id}"
    yield (
        Statement,
        {
            "id": statement_id,
            "document": document,
            "position": position,
            "heading": heading,
            "char_start": value.span[0],
            "char_end": value.span[1],
            **columns(StatementFields, value),
            "digest": value.digest,
        },
    )
    for number, quantity in enumerate(value.quantities, 1):
        yield Quantity, _quantity(statement_id, number, quantity)
    for number, (stage, columns_) in enumerate(dose.from_quantities(value.quantities), 1):
        key = {"id": f"{statement_id}.dose{number}", "owner_type": "statement"}
        untold = dict.fromkeys(("population", *DoseFields.model_fields))
        yield Dose, {**key, "owner_id": statement_id, **untold, "stage": stage, **columns_}
    yield from _traces(statement_id, value)


def _links(document: DocumentFile) -> Rows:
    """Links to claims; of statements that lie in one another the outermost is the place."""
    ends: dict[tuple[str, bool], int] = {}
    placed = sorted(document.statements, key=lambda value: (value.span[0], -value.span[1]))
    for value in placed:
        for link in value.claims:
            place = (link.claim, link.relation is Expression.denies)
            nested = ends.get(place, -1) >= value.span[1]
            ends[place] = max(ends.get(place, -1), value.span[1])
            yield (
                StatementClaim,
                {
                    "statement": f"{document.id}.{value.id}",
                    "claim": link.claim,
                    "relation": link.relation,
                    "nested": nested,
                },
            )


def _quantity(statement: str, number: int, value: QuantityFile) -> dict[str, Any]:
    converted, unit = canonical(value.value, value.unit, value.kind, value.scale)
    high = value.value_high
    start, end = value.span or (None, None)
    return {
        "id": f"{statement}.q{number}",
        "owner_type": "statement",
        "owner_id": statement,
        "statement": statement,
        **columns(QuantityFields, value),
        "canonical_value": converted,
        "canonical_value_high": (
            None if high is None else canonical(high, value.unit, value.kind, value.scale)[0]
        ),
        "canonical_unit": unit,
        "char_start": start,
        "char_end": end,
        "derived": value.span is None,
    }


def _traces(statement: str, value: StatementFile) -> Rows:
    for number, trace in enumerate(value.traces, 1):
        yield (
            SourceTrace,
            {
                "id": f"{statement}.t{number}",
                "statement": statement,
                **columns(TraceFields, trace),
                "features": [feature.model_dump(mode="json") for feature in trace.features],
                "searched": [search.model_dump(mode="json") for search in trace.searched],
            },
        )
