"""What studies show of a claim: pictures, pools, and a table of the findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.exports.summary.block import (
    Block,
    Column,
    Figure,
    Items,
    Paragraph,
    Record,
    Run,
    Runs,
    Table,
    Text,
)
from kb.exports.summary.block import (
    Row as TableRow,
)
from kb.exports.summary.citations import Citations
from kb.exports.summary.content import effect
from kb.exports.summary.content.phrase import bold, lines, sentence
from kb.exports.summary.rows import Row
from kb.schema.spelling import number
from kb.schema.vocabulary import Directness, Standing
from kb.schema.wording import counted, said, words

COLUMNS = (
    Column("Study", 3),
    Column("Who, and what was done", 4),
    Column("Result", 5),
    Column("Says of the claim", 4),
)
ASPECTS = ("population", "intervention", "comparator", "outcome")
WORRYING = (Standing.retracted, Standing.expression_of_concern, Standing.preprint)


def pictures(figures: Sequence[Row]) -> Iterator[Figure]:
    """The pictures of a claim."""
    for row in figures:
        yield Figure(row["title"], row["description"], row["svg"], row["width"], row["height"])


def pools(syntheses: Sequence[Row]) -> Iterator[Items]:
    """The pooled estimates, one an item."""
    items = tuple(
        (
            bold(sentence(f"Pooled: {row['outcome']}, {effect.pooled(row)}")),
            Text(f" {sentence(effect.pool_notes(row))} "),
            Record("synthesis", row["synthesis_id"]),
        )
        for row in syntheses
    )
    if items:
        yield Items(items)


def table(claim: str, evidence: Sequence[Row], citations: Citations) -> Table:
    """Every finding, with what it says of the claim and how near it is to it."""
    rows = tuple(
        TableRow((_study(row, citations), _done(row), _result(row), _says(row)), row["evidence_id"])
        for row in evidence
    )
    return Table(f"What studies show: {claim}", COLUMNS, rows)


def _study(row: Row, citations: Citations) -> Runs:
    who: Run = citations.named(row["source_key"]) if row["source_key"] else Text(row["title"])
    people = f", n = {number(row['n_analysed'])}" if row["n_analysed"] is not None else ""
    told = (
        words(row["standing"]) if row["standing"] in WORRYING else "",
        said(row["design"], "design") + people,
        said(row["reading_level"], "reading"),
    )
    locator = (Text(row["locator"]),) if row["locator"] else ()
    return lines((who,), (Text("; ".join(filter(None, told))),), locator)


def _done(row: Row) -> Runs:
    done = f": {row['intervention']}" if row["intervention"] else ""
    against = f" against {row['comparator']}" if row["comparator"] else ""
    measured = (row["outcome"], row["timepoint"], row["conditions"])
    beside = row["cointerventions"]
    return lines(
        (Text(f"{row['population'] or 'people not told'}{done}{against}"),),
        (Text("; ".join(filter(None, measured)), italic=True),) if any(measured) else (),
        (Text(f"Beside it: {beside}"),) if beside else (),
    )


def _result(row: Row) -> Runs:
    estimate = effect.estimate(row)
    derived = f" Derived. {row['recipe_assumptions'] or ''}".rstrip() if row["derived"] else ""
    record = row["finding_id"]
    return lines(
        (bold(sentence(estimate)),) if estimate else (),
        (Text(f"{row['result'] or ''}{derived}"),) if row["result"] or derived else (),
        (Record("finding", record),)
        if record
        else (Text("no result taken "), Record("evidence line", row["evidence_id"])),
    )


def _says(row: Row) -> Runs:
    strength = f", {words(row['strength'])} by itself" if row["strength"] else ""
    return lines(
        (bold(said(row["direction"], "evidence")), Text(strength)),
        (Text(directness(row)),),
        (Text(row["argument"]),) if row["argument"] else (),
    )


def directness(row: Row) -> str:
    """In which respects a finding is not of what the claim speaks of, and why."""
    far = [
        f"{aspect} {'partly' if row[f'{aspect}_directness'] == Directness.partly else 'indirect'}"
        for aspect in ASPECTS
        if row[f"{aspect}_directness"] != Directness.direct
    ]
    if not far:
        return "Direct."
    return f"Not direct: {', '.join(far)}. {row['directness_reason'] or ''}".rstrip()


def searches(found: Sequence[Row]) -> Iterator[Block]:
    """Where evidence against a claim was looked for."""
    items = tuple(
        (Text(f"{_searched(row)} "), Record("contrary search", row["search_id"])) for row in found
    )
    yield Items(items) if items else Paragraph((Text("No search is recorded."),))


def _searched(row: Row) -> str:
    told = (
        f"{row['searched']}: “{row['query']}”",
        row["date"],
        f"{counted(row['hits'], 'result')} looked at" if row["hits"] is not None else None,
    )
    return f"{sentence(', '.join(filter(None, told)))} {row['outcome'] or ''}".rstrip()
