"""Audits of documents, statement by statement: what holds, what does not, what is not located."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.exports.selection import Selection
from kb.exports.summary.block import (
    Block,
    Column,
    Document,
    Heading,
    Items,
    PageBreak,
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
from kb.exports.summary.content import statement
from kb.exports.summary.content.closing import advice, closing
from kb.exports.summary.content.phrase import (
    bold,
    certainty,
    heading,
    joined,
    lines,
    plain,
    sentence,
    verdict,
)
from kb.exports.summary.rows import Grouped, Row, by, parted, rows
from kb.schema.vocabulary import Basis, Expression, VerdictRating
from kb.schema.wording import counted, kind_of_gap, said, words

COLUMNS = (
    Column("The document says", 5),
    Column("Does it hold?", 4),
    Column("Origin, and gaps", 5),
)
HOLDS = (VerdictRating.supported, VerdictRating.mostly_supported)
FAILS = (VerdictRating.contradicted, VerdictRating.mostly_unsupported)
STANDINGS = {
    "fails": "Does not hold, at least in part",
    "mixed": "Mixed",
    "open": "Without evidence or not yet assessed, at least in part",
    "holds": "Holds",
    "none": "Claims nothing that studies could show",
}
"""What may come of a statement, the worst of its claims counting."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known of the statements, by statement."""

    claims: Grouped
    gaps: Grouped
    traces: Grouped
    quantities: Grouped
    advice: Grouped


def make(selection: Selection, citations: Citations) -> Document:
    """The audit of each document that is asked for, or that belongs."""
    ids = json.dumps(_documents(selection))
    found = rows(selection, "documents", documents=ids)
    told = by(selection, "document_statements", "document_id", documents=ids)
    names = ("claims", "gaps", "traces", "quantities", "advice")
    beside = Beside(
        *(by(selection, f"document_{name}", "statement_id", documents=ids) for name in names)
    )
    blocks = tuple(_audits(found, told, beside, citations))
    only = found[0] if len(found) == 1 else None
    return Document(
        "document",
        str(only["title"]) if only else f"Audit of documents: {selection.about.title}",
        "Audit, statement by statement",
        selection.about.publisher or selection.about.title,
        tuple(_facts(only, citations)) if only else (("Documents", plain(str(len(found)))),),
        (*blocks, advice(selection), *closing(selection, citations)),
    )


def _documents(selection: Selection) -> list[str]:
    asked = selection.asked.parameters().get("document")
    return asked or [
        str(row["id"]) for row in selection.query("select id from temp.chosen_document")
    ]


def _audits(
    found: Sequence[Row], told: Grouped, beside: Beside, citations: Citations
) -> Iterator[Block]:
    """Of several documents each begins a page, under its title."""
    for position, document in enumerate(found):
        own = document["document_id"]
        level = 1
        if len(found) > 1:
            if position:
                yield PageBreak()
            level = 2
            yield heading(1, document["title"], own)
            facts = _facts(document, citations)
            yield Items(tuple((bold(f"{name}: "), *value) for name, value in facts))
        yield from _audit(document, told.get(own, []), beside, citations, level)


def _facts(document: Row, citations: Citations) -> Iterator[tuple[str, Runs]]:
    yield "Source", (citations.named(document["source_key"]),)
    yield "Published", plain(document["published"] or words(document["published_missing"]))
    noise = f", {document['n_noise']} of them page furniture" if document["n_noise"] else ""
    yield "Taken apart", plain(f"{counted(document['n_statements'], 'statement')}{noise}")
    yield (
        "Text",
        plain(f"{counted(document['characters'], 'character')}, SHA-256 {document['sha256']}"),
    )
    yield "Record", (Record("document", document["document_id"]),)


def _audit(
    document: Row, told: Sequence[Row], beside: Beside, citations: Citations, level: int
) -> Iterator[Block]:
    own = document["document_id"]
    yield heading(level, "In short", own)
    yield from _short(told, beside)
    yield from _selected(told, beside, level, own)
    yield heading(level, "Statement by statement", own)
    yield Paragraph(
        plain("In reading order and in own words; quotation marks hold a few words of the place."),
        small=True,
    )
    sections = parted(told, lambda row: f"{row['heading_position']:06}")
    for position, some in sections.items():
        title = some[0]["heading"] or "Before the first heading"
        yield Heading(3, title, f"{own}-section-{int(position)}")
        yield Table(
            counted(len(some), "statement"),
            COLUMNS,
            tuple(_row(row, beside, citations) for row in some),
        )


def _standing(row: Row, beside: Beside) -> str:
    """What comes of a statement: the worst of its claims counts; what it denies does not."""
    made = [
        claim
        for claim in beside.claims.get(row["statement_id"], [])
        if claim["relation"] != Expression.denies
    ]
    verdicts = {claim["verdict"] for claim in made}
    ways = {
        "fails": verdicts & {*FAILS},
        "mixed": VerdictRating.mixed in verdicts,
        "open": verdicts - {*HOLDS},
        "holds": made,
    }
    return next((name for name, is_so in ways.items() if is_so), "none")


def _short(told: Sequence[Row], beside: Beside) -> Iterator[Block]:
    """How many statements came to what, and how many of their sources can be found."""
    counts = Counter(_standing(row, beside) for row in told)
    standings = (
        (bold(f"{title}: "), Text(counted(counts[name], "statement")))
        for name, title in STANDINGS.items()
        if counts[name]
    )
    ids = [row["statement_id"] for row in told]
    bases = Counter(trace["basis"] for one in ids for trace in beside.traces.get(one, []))
    origins = (
        (bold(f"{said(basis, 'basis')}: "), Text(str(bases[basis])))
        for basis in Basis
        if bases[basis]
    )
    severities = Counter(gap["severity"] for one in ids for gap in beside.gaps.get(one, []))
    gaps = (
        (bold(f"Gaps, {said(severity, 'severity')}: "), Text(str(severities[severity])))
        for severity in ("major", "minor", "info")
        if severities[severity]
    )
    yield Items((*standings, *origins, *gaps))


def _selected(told: Sequence[Row], beside: Beside, level: int, own: str) -> Iterator[Block]:
    """What does not hold, what misleads most, and what rests on a source that nobody can find."""
    failing = [row for row in told if _standing(row, beside) == "fails"]
    misleading = [
        row
        for row in told
        if any(gap["severity"] == "major" for gap in beside.gaps.get(row["statement_id"], []))
    ]
    lost = [
        row
        for row in told
        if any(
            trace["basis"] == Basis.not_located
            for trace in beside.traces.get(row["statement_id"], [])
        )
    ]
    lists = (
        ("What does not hold, at least in part", failing),
        ("What misleads most", misleading),
        ("What cannot be located", lost),
    )
    for title, some in lists:
        if some:
            yield heading(level, title, own)
            yield Items(
                tuple(
                    (Text(f"{statement.gist(row)} "), Record("statement", row["statement_id"]))
                    for row in some
                )
            )


def _row(row: Row, beside: Beside, citations: Citations) -> TableRow:
    own = row["statement_id"]
    rests = statement.rests_on(row, beside.traces.get(own, []), citations)
    return TableRow((_said(row, beside), _held(row, beside), lines(rests, _gaps(row, beside))), own)


def _said(row: Row, beside: Beside) -> Runs:
    voice = (
        words(row["kind"]),
        said(row["hedging"], "hedging"),
        said(row["attribution"], "attribution"),
    )
    return lines(
        (Text(statement.gist(row)),),
        statement.numbers(beside.quantities.get(row["statement_id"], [])),
        (Text(sentence("; ".join(filter(None, voice))), italic=True),),
        statement.place(row),
        (Record("statement", row["statement_id"]),),
    )


def _held(row: Row, beside: Beside) -> Runs:
    """The claims it makes with their verdicts; else the guidance that it gives."""
    if claims := beside.claims.get(row["statement_id"], []):
        return lines(*(_claim(claim) for claim in claims))
    if given := beside.advice.get(row["statement_id"], []):
        kinds = ", ".join(dict.fromkeys(words(each["kind"]) for each in given))
        records = joined(([Record("guidance", each["guidance_id"])] for each in given), Text(" "))
        return (Text(f"Guidance ({kinds}), held apart from claims. "), *records)
    return plain("Claims nothing.")


def _claim(claim: Row) -> Runs:
    denied = " It denies this." if claim["relation"] == Expression.denies else ""
    level = f", {certainty(claim)}" if claim["certainty"] else ""
    runs: list[Run] = [bold(f"{verdict(claim)}{level}: "), Text(f"{claim['claim']}{denied} ")]
    return (*runs, Record("claim", claim["claim_id"]))


def _gaps(row: Row, beside: Beside) -> Runs:
    return lines(
        *(
            (
                bold(f"{said(gap['severity'], 'severity')}, {kind_of_gap(gap['kind'])}: "),
                Text(f"{gap['evidence_says']} {gap['explanation']} "),
                Record("gap", gap["gap_id"]),
            )
            for gap in beside.gaps.get(row["statement_id"], [])
        )
    )
