"""Claim sheets: the main things that are known of a claim, on one page.

What there is no room for is counted, and stands in the full sheet: nothing is left out unsaid.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kb.exports.selection import Selection
from kb.exports.summary import room
from kb.exports.summary.block import (
    Block,
    Column,
    Document,
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
from kb.exports.summary.content import effect, finding, statement
from kb.exports.summary.content.claim import Known, bound, judged, named, sheets, standing
from kb.exports.summary.content.closing import foot
from kb.exports.summary.content.filling import fills, fullest
from kb.exports.summary.content.phrase import (
    bold,
    certainty,
    heading,
    joined,
    lines,
    plain,
    sentence,
)
from kb.exports.summary.rows import Row, parted
from kb.schema.spelling import number
from kb.schema.vocabulary import Directness, Rating
from kb.schema.wording import counted, kind_of_gap, said, words


@dataclass(frozen=True, slots=True)
class Fill:
    """How many stand on a sheet: pictures, studies, findings of each, places, kinds of gaps."""

    pictures: int
    studies: int
    findings: int
    places: int
    kinds: int


FULLEST = Fill(1, 20, 3, 8, 8)
ORDER = (
    *(("findings", 2), ("places", 5), ("kinds", 6), ("findings", 1), ("places", 3), ("kinds", 4)),
    *(("places", 2), ("studies", 14), ("kinds", 2), ("places", 1), ("studies", 8), ("kinds", 1)),
    ("studies", 1),
)
"""What is taken away, one by one, until the sheet has room on a page."""
UNPICTURED, LEAST = replace(FULLEST, pictures=0), Fill(0, 1, 1, 1, 1)
GAPS = (Column("Gap", 4), Column("Said", 8), Column("Shown", 12))
TALLEST = 0.7
"""Height of a picture by its width: a taller one could not be read so small."""
EVIDENCE = (
    Column("Study", 14),
    Column("Result", 25),
    Column("It says", 6),
    Column("P I C O", 4),
)
NEARNESS = {Directness.direct: "●", Directness.partly: "◐", Directness.indirect: "○"}
LEGEND = "P I C O: people, what is done, comparator, outcome ● as claimed, ◐ partly, ○ other"
FULL = "in the full sheet"


def make(selection: Selection, citations: Citations) -> Document:
    """A page for each chosen claim, and of several one for their references."""

    def sheet(claim: Row, facts: Known, citations: Citations, level: int) -> Iterator[Block]:
        """The fullest sheet that has room on a page; only its sources are cited."""

        def has_room(fill: Fill) -> bool:
            trial = citations.copy()
            blocks = tuple(_filled(claim, facts, trial, level, fill))
            if level == 1:
                return room.fits(
                    bound(selection, (*blocks, *_end(selection, trial)), one_page=True)
                )
            return room.fits(_alone((*named(claim), *blocks)))

        found = (fullest(fills(most, ORDER), has_room) for most in (FULLEST, UNPICTURED))
        chosen = next(filter(has_room, found), LEAST)
        return _filled(claim, facts, citations, level, chosen)

    blocks = sheets(selection, citations, sheet)
    apart = (PageBreak(),) if selection.n_claims > 1 else ()
    end = (*apart, *_end(selection, citations))
    return bound(selection, (*blocks, *end), one_page=True)


def _end(selection: Selection, citations: Citations) -> tuple[Block, ...]:
    return (*citations.bibliography(), *foot(selection, "claim-full"))


def _alone(blocks: tuple[Block, ...]) -> Document:
    """A page without the document's title."""
    return Document("claim", "", "", "", (), blocks, one_page=True)


def _filled(
    claim: Row, facts: Known, citations: Citations, level: int, fill: Fill
) -> Iterator[Block]:
    own = claim["claim_id"]
    yield from standing(claim)
    yield heading(level, "Is it so?", own)
    yield from _judgement(claim, facts)
    yield heading(level, "What studies show", own)
    yield from _pictures(facts.figures.get(own, []), fill)
    yield from _pools(facts.syntheses.get(own, []))
    yield from _evidence(facts.evidence.get(own, []), citations, fill)
    yield from _searches(facts.searches.get(own, []))
    if gaps := facts.gaps.get(own, []):
        yield heading(level, "Said, and shown", own)
        yield from _gaps(gaps, fill)
    yield heading(level, "Who says so", own)
    yield from _places(facts.statements.get(own, []), citations, fill)
    yield from _left(own, facts, fill)


def _judgement(claim: Row, facts: Known) -> Iterator[Block]:
    """The verdict with its reason; the certainty, and what moved it, a line each."""
    yield judged(claim)
    if claim["certainty"]:
        start = f"By its designs the evidence starts at {words(claim['certainty_start'])}."
        domains = facts.domains.get(claim["claim_id"], [])
        moved = [row for row in domains if row["rating"] != Rating.none]
        still = [row for row in domains if row["rating"] == Rating.none]
        told = (bold(f"{certainty(claim)}. "), Text(start))
        yield Items((told, *map(_domain, moved), *_unmoved(still), *_override(claim)))
    if claim["would_change"]:
        yield Paragraph((bold("What would change it: "), Text(claim["would_change"])))


def _domain(row: Row) -> Runs:
    told = f"{said(row['rating'], 'rating')}. {row['reason'] or ''} "
    named = sentence(words(row["domain"])).rstrip(".")
    return (bold(f"{named}: "), Text(told), Record("domain", row["domain_id"]))


def _unmoved(domains: Sequence[Row]) -> list[Runs]:
    """The domains that changed nothing, on one line."""
    named = sentence(", ".join(words(row["domain"]) for row in domains)).rstrip(".")
    records = joined(([Record("domain", row["domain_id"])] for row in domains), Text(" "))
    return [(bold(f"{named}: "), Text("no change. "), *records)] if domains else []


def _override(claim: Row) -> list[Runs]:
    reason = claim["override_reason"]
    return [(bold("Set by hand: "), Text(reason))] if reason else []


def _pictures(figures: Sequence[Row], fill: Fill) -> Iterator[Block]:
    """The first picture that can be read, which is a forest plot where there is one."""
    yield from finding.pictures(_first(figures, fill))


def _first(figures: Sequence[Row], fill: Fill) -> list[Row]:
    flat = [row for row in figures if row["height"] <= TALLEST * row["width"]]
    return sorted(flat, key=lambda row: (row["kind"], row["figure_id"]))[: fill.pictures]


def _pools(syntheses: Sequence[Row]) -> Iterator[Items]:
    items = tuple(
        (
            bold(sentence(f"Pooled: {row['outcome']}, {effect.pooled(row)}")),
            Text(" "),
            Record("synthesis", row["synthesis_id"]),
        )
        for row in syntheses
    )
    if items:
        yield Items(items)


def _evidence(evidence: Sequence[Row], citations: Citations, fill: Fill) -> Iterator[Block]:
    """A row for each study."""
    if not evidence:
        yield Paragraph(plain("No study has been held against this claim."))
        return
    studies = list(parted(evidence, lambda row: str(row["study_id"])).values())
    shown = tuple(_study(rows, citations, fill) for rows in studies[: fill.studies])
    yield Table(LEGEND, EVIDENCE, shown)


def _study(rows: Sequence[Row], citations: Citations, fill: Fill) -> TableRow:
    """A study with its first findings."""
    shown, rest = rows[: fill.findings], len(rows) - fill.findings
    more = plain(f"and {counted(rest, 'more finding')} {FULL}") if rest > 0 else ()
    says = dict.fromkeys(said(row["direction"], "evidence") for row in rows)
    near = dict.fromkeys(map(_nearness, rows))
    cells = (
        _who(rows[0], citations),
        lines(*map(_result, shown), more),
        lines(*map(plain, says)),
        lines(*map(plain, near)),
    )
    return TableRow(cells, rows[0]["evidence_id"])


def _who(row: Row, citations: Citations) -> Runs:
    who: Run = citations.named(row["source_key"]) if row["source_key"] else Text(row["title"])
    people = f", n = {number(row['n_analysed'])}" if row["n_analysed"] is not None else ""
    worry = f"; {words(row['standing'])}" if row["standing"] in finding.WORRYING else ""
    return (who, Text(f", {said(row['design'], 'design')}{people}{worry}"))


def _result(row: Row) -> Runs:
    estimate = effect.estimate(row)
    told = sentence(estimate or row["result"] or "no result taken")
    record = (
        Record("finding", row["finding_id"])
        if row["finding_id"]
        else Record("evidence line", row["evidence_id"])
    )
    return (Text(f"{told} "), record)


def _nearness(row: Row) -> str:
    return " ".join(NEARNESS[row[f"{aspect}_directness"]] for aspect in finding.ASPECTS)


def _searches(found: Sequence[Row]) -> Iterator[Block]:
    """That evidence against the claim was looked for, and the records of it."""
    named = bold("Searched for evidence against it: ")
    if not found:
        yield Paragraph((named, Text("No search is recorded.")))
        return
    told = Text(f"{counted(len(found), 'search', 'searches')} ")
    records = joined(([Record("contrary search", row["search_id"])] for row in found), Text(" "))
    yield Paragraph((named, told, *records))


def _gaps(gaps: Sequence[Row], fill: Fill) -> Iterator[Block]:
    """A row for each kind, gravest first, with the gravest gap of it."""
    kinds = list(parted(gaps, lambda row: str(row["kind"])).values())
    yield Table("", GAPS, tuple(map(_gap, kinds[: fill.kinds])))


def _kind(rows: Sequence[Row]) -> str:
    """A kind of gap, and in how many places it is."""
    first, places = rows[0], sum(row["n_places"] for row in rows)
    named = f"{said(first['severity'], 'severity')}: {kind_of_gap(first['kind'])}"
    return f"{named}, in {counted(places, 'place')}"


def _gap(rows: Sequence[Row]) -> TableRow:
    first = rows[0]
    others = sum(row["n_places"] for row in rows) - 1
    kind = bold(f"{said(first['severity'], 'severity')}: {kind_of_gap(first['kind'])}")
    more = plain(f"and {counted(others, 'more place')}") if others else ()
    shown = (Text(f"{first['evidence_says']} "), Record("gap", first["gap_id"]))
    return TableRow((lines((kind,), more), plain(first["said"]), shown), first["gap_id"])


def _places(statements: Sequence[Row], citations: Citations, fill: Fill) -> Iterator[Block]:
    """What documents say, one place an item."""
    if not statements:
        yield Paragraph(plain("No document makes this claim."))
        return
    yield Items(tuple(_place(row, citations) for row in statements[: fill.places]))


def _place(row: Row, citations: Citations) -> Runs:
    relation = "" if row["relation"] == "expresses" else f" ({said(row['relation'], 'expression')})"
    told = Text(f": {statement.gist(row)}{relation} ")
    return (citations.named(row["source_key"]), told, Record("statement", row["statement_id"]))


def _left(own: str, facts: Known, fill: Fill) -> Iterator[Paragraph]:
    """What there is no room for, counted."""
    studies = {row["study_id"] for row in facts.evidence.get(own, [])}
    figures = facts.figures.get(own, [])
    rest = (
        (len(figures) - len(_first(figures, fill)), "picture", "pictures"),
        (len(studies) - fill.studies, "study", "studies"),
        (len(facts.statements.get(own, [])) - fill.places, "place", "places"),
    )
    counts = (counted(n, f"more {one}", f"more {many}") for n, one, many in rest if n > 0)
    kinds = list(parted(facts.gaps.get(own, []), lambda row: str(row["kind"])).values())
    if told := (*counts, *map(_kind, kinds[fill.kinds :])):
        yield Paragraph(plain(f"Besides, {FULL}: {'; '.join(told)}."), small=True)
