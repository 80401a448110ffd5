"""Full claim sheets: all that is known of a claim, on as many pages as it takes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kb.exports.selection import Selection
from kb.exports.summary.block import (
    Block,
    Callout,
    Document,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Record,
    Runs,
    Text,
)
from kb.exports.summary.citations import Citations
from kb.exports.summary.content import finding, gap, statement
from kb.exports.summary.content.closing import advice, closing
from kb.exports.summary.content.phrase import (
    bold,
    certainty,
    heading,
    joined,
    plain,
    recorded,
    sentence,
    verdict,
)
from kb.exports.summary.rows import Grouped, Row, by, rows
from kb.schema.vocabulary import ClaimStatus, FigureKind
from kb.schema.wording import counted, said, words

WITHDRAWN = (ClaimStatus.deprecated, ClaimStatus.merged)
UNJUDGED = "This claim has not been held against studies: that it is said does not make it so."


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of all chosen claims, each kind of row by its claim or statement."""

    domains: Grouped
    evidence: Grouped
    syntheses: Grouped
    figures: Grouped
    statements: Grouped
    gaps: Grouped
    searches: Grouped
    quantities: Grouped
    traces: Grouped


Sheet = Callable[[Row, Known, Citations, int], Iterator[Block]]
"""Makes the sheet of a claim, its headings from a level on."""


def known(selection: Selection) -> Known:
    """Read it."""
    claims = ("domains", "evidence", "syntheses", "figures", "statements", "gaps", "searches")
    statements = ("quantities", "traces")
    return Known(
        *(by(selection, name, "claim_id") for name in claims),
        *(by(selection, name, "statement_id") for name in statements),
    )


def make(selection: Selection, citations: Citations) -> Document:
    """A full sheet for each chosen claim."""
    blocks = sheets(selection, citations, _sheet)
    return bound(selection, (*blocks, advice(selection), *closing(selection, citations)))


def bound(selection: Selection, blocks: tuple[Block, ...], *, one_page: bool = False) -> Document:
    """The sheets as a document; of a single one it has the claim's name."""
    claims = rows(selection, "claims")
    only = claims[0] if len(claims) == 1 else None
    return Document(
        "claim",
        str(only["claim"]) if only else f"Claim sheets: {selection.about.title}",
        "Claim sheet" if only else sentence(counted(len(claims), "claim")).rstrip("."),
        selection.about.publisher or selection.about.title,
        tuple(_facts(only)) if only else (("Selection", plain(selection.asked.told())),),
        blocks,
        one_page=one_page,
    )


def sheets(selection: Selection, citations: Citations, sheet: Sheet) -> list[Block]:
    """A sheet for each chosen claim; of several each begins a page, under its own words."""
    claims, facts = rows(selection, "claims"), known(selection)
    if len(claims) == 1:
        return [*sheet(claims[0], facts, citations, 1)]
    blocks: list[Block] = []
    for position, claim in enumerate(claims):
        blocks += [PageBreak()] if position else []
        blocks += [*named(claim), *sheet(claim, facts, citations, 2)]
    return blocks


def named(claim: Row) -> tuple[Heading, Paragraph]:
    """What stands above a sheet that is one of several."""
    told = (((bold(f"{name}: "), *value)) for name, value in _facts(claim))
    return heading(1, claim["claim"], claim["claim_id"]), Paragraph(joined(told, Text("; ")))


def _facts(claim: Row) -> Iterator[tuple[str, Runs]]:
    """What is claimed of whom, and how it stands."""
    yield "Verdict", (bold(verdict(claim)),)
    if claim["certainty"]:
        yield "Certainty", (bold(certainty(claim)),)
    pico = (
        ("Population", claim["population"]),
        ("What is done", claim["intervention"]),
        ("Against what", claim["comparator"]),
        ("Outcome", claim["outcome"]),
        ("Claimed of it", said(claim["direction"], "direction")),
        ("Under", claim["conditions"]),
    )
    yield from ((name, plain(value)) for name, value in pico if value)
    yield "Said by", plain(_said_by(claim))
    yield "Studied by", plain(counted(claim["n_studies"], "study", "studies"))
    yield "Record", recorded(f"version {claim['version']} of", "claim", claim["claim_id"])


def _said_by(claim: Row) -> str:
    denied = counted(claim["n_denials"], "place")
    return (
        f"{counted(claim['n_documents'], 'document')} in {counted(claim['n_statements'], 'place')}"
        f"{f'; denied in {denied}' if claim['n_denials'] else ''}"
    )


def _sheet(claim: Row, facts: Known, citations: Citations, level: int) -> Iterator[Block]:
    """The parts of a sheet, each under a heading."""
    own = claim["claim_id"]
    yield from standing(claim)
    yield from _judgement(claim, facts, level)
    if gaps := facts.gaps.get(own, []):
        yield heading(level, "Said, and shown", own)
        versus = [row for row in facts.figures.get(own, []) if row["kind"] == FigureKind.versus]
        yield from finding.pictures(versus)
        yield gap.table(f"Gaps: {claim['claim']}", gaps)
    yield heading(level, "What studies show", own)
    yield from _studied(claim, facts, citations, level + 1)
    yield heading(level, "Who says so", own)
    if statements := facts.statements.get(own, []):
        yield statement.table(claim["claim"], statements, facts.quantities, facts.traces, citations)
    else:
        yield Paragraph(plain("No document makes this claim."))


def standing(claim: Row) -> Iterator[Block]:
    """Whether the claim still stands, and how it may be said."""
    if claim["status"] in WITHDRAWN:
        other = f" See {claim['merged_into']}." if claim["merged_into"] else ""
        told = f"{claim['status_reason'] or ''}{other}".strip() or "No reason is given."
        title = f"This claim is {words(claim['status'])}"
        yield Callout("message", title, (Paragraph(plain(told)),))
    if claim["safe_wording"]:
        safe = (bold(claim["safe_wording"]), Text(" "), Record("claim", claim["claim_id"]))
        unsafe = tuple(
            plain(f"✗ Do not say: {one}") for one in json.loads(claim["do_not_say"] or "[]")
        )
        blocks: tuple[Paragraph | Items, ...] = (Paragraph(safe),)
        if unsafe:
            blocks += (Items(unsafe),)
        yield Callout("message", "How to say it", blocks)


def judged(claim: Row) -> Paragraph:
    """The verdict with its day and reason."""
    day = f", judged {claim['verdict_date']}" if claim["verdict_date"] else ""
    reason = claim["verdict_reason"] if claim["verdict"] else UNJUDGED
    return Paragraph((bold(verdict(claim)), Text(f"{day}. {reason or ''}")))


def _judgement(claim: Row, facts: Known, level: int) -> Iterator[Block]:
    """The verdict with its reason, the certainty domain by domain, and what would change both."""
    own = claim["claim_id"]
    yield heading(level, "Is it so?", own)
    yield judged(claim)
    if claim["certainty"]:
        yield Paragraph(
            (
                bold(f"{certainty(claim)}. "),
                Text(f"{said(claim['certainty'], 'grade')} By its designs the evidence starts at "),
                Text(f"{words(claim['certainty_start'])}."),
            )
        )
        yield from _domains(claim, facts)
    if claim["would_change"]:
        yield Paragraph((bold("What would change it: "), Text(claim["would_change"])))


def _domains(claim: Row, facts: Known) -> Iterator[Items]:
    items: list[Runs] = [
        (
            bold(f"{sentence(words(row['domain'])).rstrip('.')}: "),
            Text(f"{said(row['rating'], 'rating')}. {row['reason'] or ''} "),
            Record("domain", row["domain_id"]),
        )
        for row in facts.domains.get(claim["claim_id"], [])
    ]
    if claim["override_reason"]:
        items.append((bold("Set by hand: "), Text(claim["override_reason"])))
    if items:
        yield Items(tuple(items))


def _studied(claim: Row, facts: Known, citations: Citations, level: int) -> Iterator[Block]:
    """Pictures, pools, findings, and the searches for what speaks against the claim."""
    own = claim["claim_id"]
    evidence = facts.evidence.get(own, [])
    forests = [row for row in facts.figures.get(own, []) if row["kind"] == FigureKind.forest]
    yield from finding.pictures(forests)
    yield from finding.pools(facts.syntheses.get(own, []))
    if evidence:
        yield finding.table(claim["claim"], evidence, citations)
    else:
        yield Paragraph(plain("No study has been held against this claim."))
    yield heading(level, "Searched for evidence against it", own)
    yield from finding.searches(facts.searches.get(own, []))
