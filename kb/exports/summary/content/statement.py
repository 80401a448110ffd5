"""What documents say: statements in own words, their numbers, and what they seem to rest on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from kb.exports.summary.block import Column, Record, Run, Runs, Table, Text
from kb.exports.summary.block import Row as TableRow
from kb.exports.summary.citations import Citations
from kb.exports.summary.content.phrase import joined, lines, sentence
from kb.exports.summary.rows import Grouped, Row
from kb.schema.quantity_text import readings
from kb.schema.vocabulary import Attribution, Basis
from kb.schema.wording import said, words

COLUMNS = (Column("Where", 3), Column("What it says", 5), Column("What it rests on", 4))
_UNCITED = {
    Attribution.cited: "This is not the reference that the document gives",
    Attribution.named: "The document names a source and gives no reference",
}


def table(
    claim: str,
    statements: Sequence[Row],
    quantities: Grouped,
    traces: Grouped,
    citations: Citations,
) -> Table:
    """Every place that makes a claim."""
    rows = tuple(
        TableRow(
            (
                _where(row, citations),
                lines(_told(row), numbers(quantities.get(row["statement_id"], []))),
                lines(_voice(row), rests_on(row, traces.get(row["statement_id"], []), citations)),
            ),
            row["statement_id"],
        )
        for row in statements
    )
    return Table(f"Who says so: {claim}", COLUMNS, rows)


def _where(row: Row, citations: Citations) -> Runs:
    return lines(
        (citations.named(row["source_key"]),),
        (Text(f"under “{row['heading']}”"),) if row["heading"] else (),
        place(row),
        (Record("statement", row["statement_id"]),),
    )


def place(row: Row) -> Runs:
    """A few words by which the place is found, and the characters that it takes."""
    anchor = f"“{row['anchor']}”, " if row["anchor"] else ""
    return (Text(f"{anchor}characters {row['char_start']}–{row['char_end']}"),)


def gist(row: Row) -> str:
    """What a statement says; of an imported one without a gist, the words that mark it."""
    anchor = f"“{row['anchor']}”" if row["anchor"] else "not told in words"
    return str(row["gist"] or anchor)


def _told(row: Row) -> Runs:
    relation = "" if row["relation"] == "expresses" else f" ({said(row['relation'], 'expression')})"
    return (Text(f"{gist(row)}{relation}"),)


def numbers(quantities: Sequence[Row]) -> Runs:
    """The numbers of a statement as people read them, and their records."""
    if not quantities:
        return ()
    told = (
        "; ".join((reading.text, *reading.notes, *((reading.recipe,) if reading.recipe else ())))
        for reading in readings(quantities)
    )
    records = (Record("quantity", row["quantity_id"]) for row in quantities)
    return (
        Text(f"Numbers: {'. '.join(told)} "),
        *joined(([record] for record in records), Text(" ")),
    )


def _voice(row: Row) -> Runs:
    by = f" (“{row['attribution_words']}”)" if row["attribution_words"] else ""
    voice = (said(row["hedging"], "hedging"), said(row["attribution"], "attribution") + by)
    return (Text(sentence("; ".join(filter(None, voice)))),)


def rests_on(statement: Row, traces: Sequence[Row], citations: Citations) -> Runs:
    """What a statement seems to rest on; a source that is inferred is never called its citation."""
    return lines(*(tuple(_trace(statement, row, citations)) for row in traces))


def _trace(statement: Row, row: Row, citations: Citations) -> Iterator[Run]:
    found: list[Run] = []
    if row["source_key"]:
        found = [citations.named(row["source_key"])]
    elif row["study"]:
        found = [Text(row["study"])]
    because = f" {row['reason']}" if row["reason"] else ""
    if row["basis"] == Basis.author_cited:
        yield from (Text("The document cites "), *found, Text(f".{because} "))
    elif row["basis"] == Basis.curator_inferred:
        uncited = _UNCITED.get(statement["attribution"], "The document cites nothing for this")
        yield Text(f"{uncited}; a curator infers ")
        yield from (*found, Text(f" ({words(row['confidence'])}).{because} "))
    else:
        yield Text(f"Source not located.{because}{_searched(row)} ")
    yield Record("trace", row["trace_id"])


def _searched(row: Row) -> str:
    places = dict.fromkeys(one["searched"] for one in json.loads(row["searched"] or "[]"))
    return f" Searched: {', '.join(places)}." if places else ""
