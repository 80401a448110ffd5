"""Evidence summaries: of a population, an outcome or a whole topic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.exports.selection import Selection
from kb.exports.summary.block import Block, Callout, Document, Items, Paragraph, Record, Runs, Text
from kb.exports.summary.citations import Citations
from kb.exports.summary.content import dose, findings, gap, safety
from kb.exports.summary.content.claim import WITHDRAWN
from kb.exports.summary.content.closing import advice, closing
from kb.exports.summary.content.method import method
from kb.exports.summary.content.phrase import (
    UNANSWERED,
    heading,
    listed,
    plain,
    verdict,
)
from kb.exports.summary.rows import Row, by, parted, rows
from kb.schema.vocabulary import Certainty
from kb.schema.wording import counted, said

MOST_UNCERTAIN = 12
"""Sentences on very uncertain evidence that stand among the key messages: more would hide them."""


def make(selection: Selection, citations: Citations) -> Document:
    """What is known of the chosen claims, the plainest first."""
    found = rows(selection, "claims")
    claims = [row for row in found if row["status"] not in WITHDRAWN]
    graded = [row for row in claims if row["certainty"]]
    rest = [row for row in claims if not row["certainty"]]
    blocks = (
        advice(selection),
        *_messages(graded),
        *_findings(selection, graded, citations),
        *_unanswered(rest),
        *_gaps(selection),
        *_practice(selection, citations),
        *method(selection),
        *closing(selection, citations),
    )
    return Document(
        "evidence",
        _title(selection, claims),
        "Evidence summary",
        selection.about.publisher or selection.about.title,
        tuple(_facts(selection, claims, len(found) - len(claims))),
        blocks,
    )


def _title(selection: Selection, claims: Sequence[Row]) -> str:
    """The topic; behind it the population and outcome, where all claims have the same."""
    topic = selection.about.title
    if selection.is_everything:
        return topic
    values = ({row[name] for row in claims} for name in ("population", "outcome"))
    shared = [value for some in values if len(some) == 1 for value in some if value]
    return f"{topic}: {', '.join(shared) or selection.asked.told()}"


def _facts(
    selection: Selection, claims: Sequence[Row], n_withdrawn: int
) -> Iterator[tuple[str, Runs]]:
    yield "Selection", plain(selection.asked.told())
    withdrawn = f", {n_withdrawn} withdrawn left out" if n_withdrawn else ""
    yield "Claims", plain(f"{counted(len(claims), 'claim')}{withdrawn}")
    documents = counted(selection.count("document"), "document")
    yield "Said by", plain(f"{documents}, {counted(selection.count('statement'), 'statement')}")
    yield "Studied by", plain(counted(_studies(selection), "study", "studies"))


def _studies(selection: Selection) -> int:
    sql = "select count(distinct study) as n from evidence_line where claim in temp.chosen_claim"
    return int(str(next(selection.query(sql))["n"]))


def _messages(graded: Sequence[Row]) -> Iterator[Block]:
    """What may be said, in words as sure as the evidence, the surest first."""
    yield heading(1, "Key messages")
    levels = parted(graded, lambda row: str(row["certainty"]))
    if not levels:
        yield Paragraph(plain("No claim of this selection has been held against studies."))
    for level in Certainty:
        told = [row for row in levels.get(level, []) if row["safe_wording"]]
        if level is Certainty.very_low and len(told) > MOST_UNCERTAIN:
            yield Callout("message", said(level, "certainty"), (_uncertain(told),))
        elif told:
            items = Items(tuple(_message(row) for row in told))
            yield Callout("message", said(level, "certainty"), (items,))


def _message(row: Row) -> Runs:
    return (Text(f"{row['safe_wording']} "), Record("claim", row["claim_id"]))


def _uncertain(told: Sequence[Row]) -> Paragraph:
    outcomes = sorted({row["outcome"] for row in told if row["outcome"]})
    return Paragraph(
        plain(
            f"For {counted(len(told), 'further claim')} the evidence is very uncertain: on"
            f" {listed(outcomes)}. The table below tells each in words that may be used."
        )
    )


def _findings(selection: Selection, graded: Sequence[Row], citations: Citations) -> Iterator[Block]:
    if not graded:
        return
    yield heading(1, "Summary of findings")
    known = {name: by(selection, name, "claim_id") for name in ("domains", "evidence", "syntheses")}
    yield from findings.tables(graded, known, by(selection, "people", "claim_id"), citations)
    yield Paragraph(
        plain(
            "CI: confidence interval. Certainty is GRADE's: high, the true effect is very likely"
            " close to what studies show; moderate, probably close; low, it may be markedly"
            " different; very low, it is probably markedly different. No one is counted twice:"
            " people are those of distinct cohorts, and reviews stand apart."
        ),
        small=True,
    )


def _unanswered(rest: Sequence[Row]) -> Iterator[Block]:
    """Claims on which no evidence was located, or that nobody has held against any."""
    if not rest:
        return
    yield heading(1, "Claims without evidence")
    for word, some in parted(rest, lambda row: str(row["verdict"] or "unassessed")).items():
        yield heading(2, verdict(some[0]), "without evidence", word)
        yield Items(tuple(_claim(row) for row in some))


def _claim(row: Row) -> Runs:
    reason = f" {row['verdict_reason']}" if row["verdict"] in UNANSWERED[:2] else ""
    safe = f" {row['safe_wording']}" if row["safe_wording"] else ""
    return (Text(f"{row['claim']}{reason}{safe} "), Record("claim", row["claim_id"]))


def _gaps(selection: Selection) -> Iterator[Block]:
    """Where what is said and what is shown part; the same gap of several claims stands once."""
    found = {row["gap_id"]: row for row in rows(selection, "gaps")}
    if not found:
        return
    severities = ("major", "minor", "info")
    ordered = sorted(
        found.values(), key=lambda row: (severities.index(row["severity"]), row["kind"])
    )
    yield heading(1, "Said, and shown")
    counts = parted(ordered, lambda row: said(row["severity"], "severity"))
    told = ", ".join(f"{len(some)} {name}" for name, some in counts.items())
    yield Paragraph(plain(f"{counted(len(ordered), 'gap')}: {told}."), small=True)
    yield gap.table("Gaps between what is said and what is shown", ordered)


def _practice(selection: Selection, citations: Citations) -> Iterator[Block]:
    terms = dose.reach(selection)
    if found := dose.doses(selection, terms):
        yield heading(1, "Doses advised and studied")
        yield dose.table(found, citations)
    yield heading(1, "Precautions")
    yield from safety.precautions(rows(selection, "precautions", terms=terms), citations)
    yield heading(1, "Hazards and controls")
    yield from safety.hazards(rows(selection, "hazards", terms=terms), citations)
