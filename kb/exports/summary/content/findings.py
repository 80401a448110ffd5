"""Summary of findings, as GRADE has it: outcome by outcome, with notes on the certainty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import ascii_lowercase

from kb.exports.summary.block import (
    Column,
    Footnotes,
    Mark,
    Note,
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
from kb.exports.summary.content.phrase import bold, certainty, joined, lines, plain, sentence
from kb.exports.summary.rows import Grouped, Row, parted
from kb.schema.vocabulary import Directness, EvidenceDirection, Rating
from kb.schema.wording import counted, said, words

COLUMNS = (
    Column("Outcome", 4),
    Column("Effect (95 % CI)", 6),
    Column("Studies and people", 3),
    Column("Certainty", 3),
    Column("In plain words", 5),
)
_SAYING = {
    EvidenceDirection.supports: "supporting",
    EvidenceDirection.disputes: "disputing",
    EvidenceDirection.inconclusive: "inconclusive",
    EvidenceDirection.no_information: "without information",
}
_UP = (Rating.up_one, Rating.up_two)


class Notes:
    """Labels for notes: the same words get the same one."""

    def __init__(self) -> None:
        self._labels: dict[str, str] = {}
        self._new: list[Note] = []

    def mark(self, text: str, *records: Record) -> Mark:
        """The mark of a note."""
        if text not in self._labels:
            self._labels[text] = _label(len(self._labels))
            runs = joined(([record] for record in records), Text(" "))
            self._new.append(Note(self._labels[text], (Text(f"{text} "), *runs)))
        return Mark(self._labels[text])

    def taken(self) -> tuple[Note, ...]:
        """The notes since they were last taken."""
        new, self._new = self._new, []
        return tuple(new)


def _label(number: int) -> str:
    """Letters as columns of spreadsheets have them: a to z, aa, ab."""
    before, letter = divmod(number, len(ascii_lowercase))
    return (_label(before - 1) if before else "") + ascii_lowercase[letter]


def tables(
    claims: Sequence[Row],
    known: dict[str, Grouped],
    people: Grouped,
    citations: Citations,
) -> Iterator[Table | Footnotes]:
    """A table for each population, and its notes.

    Parameters
    ----------
    known
        `domains`, `evidence` and `syntheses` by claim.
    people
        Who stands behind each claim.
    """
    notes = Notes()
    for population, some in parted(claims, lambda row: row["population"] or "anyone").items():
        rows = tuple(_row(row, known, people, citations, notes) for row in some)
        yield Table(f"Summary of findings: {population}", COLUMNS, rows)
        if taken := notes.taken():
            yield Footnotes(taken)


def _row(
    claim: Row, known: dict[str, Grouped], people: Grouped, citations: Citations, notes: Notes
) -> TableRow:
    own = claim["claim_id"]
    found = {name: rows.get(own, []) for name, rows in known.items()}
    cells = (
        _outcome(claim),
        _effect(found["syntheses"], found["evidence"], citations),
        plain(sentence(effect.behind(people[own][0]))),
        (bold(certainty(claim)), *_marks(claim, found["domains"], notes)),
        plain(claim["safe_wording"] or claim["verdict_reason"] or ""),
    )
    return TableRow(cells, own)


def _outcome(claim: Row) -> Runs:
    against = f" (against {claim['comparator']})" if claim["comparator"] else ""
    return lines(
        (bold(sentence(claim["outcome"]).rstrip(".")),),
        (Text(f"{claim['intervention'] or ''}{against}"),),
        (Record("claim", claim["claim_id"]),),
    )


def _effect(syntheses: Sequence[Row], evidence: Sequence[Row], citations: Citations) -> Runs:
    """The pooled effect; else each effect that was told with an interval; and what all say."""
    pools = (
        (bold(sentence(effect.pooled(row))), Text(" "), Record("synthesis", row["synthesis_id"]))
        for row in syntheses
    )
    told = () if syntheses else _estimates(evidence, citations)
    return lines(*pools, *told, _tally(evidence))


def _estimates(evidence: Sequence[Row], citations: Citations) -> Iterator[Runs]:
    found = [row for row in evidence if row["estimate"] is not None and row["ci_low"] is not None]
    yield plain("Not pooled." if found else "Not pooled; no effect with an interval was read.")
    for row in found:
        far = "" if row["directness"] == Directness.direct else f" ({_far(row)})"
        who: Run = citations.cite(row["source_key"])
        yield (
            who,
            Text(f": {effect.estimate(row)}{far} "),
            Record("finding", row["finding_id"]),
        )


def _far(row: Row) -> str:
    return "partly direct" if row["directness"] == Directness.partly else "indirect"


def _tally(evidence: Sequence[Row]) -> Runs:
    counts = (
        (direction, sum(row["direction"] == direction for row in evidence))
        for direction in EvidenceDirection
    )
    told = ", ".join(f"{n} {_SAYING[direction]}" for direction, n in counts if n)
    return plain(f"{counted(len(evidence), 'finding')}: {told}.")


def _marks(claim: Row, domains: Sequence[Row], notes: Notes) -> Runs:
    """A mark for each domain that moved the certainty, and for a level set by hand."""
    marks: list[Run] = []
    for row in domains:
        if row["rating"] != Rating.none:
            text = f"{_moved(row)}. {row['reason'] or ''}".strip()
            marks.append(notes.mark(text, Record("domain", row["domain_id"])))
    if claim["override_reason"]:
        marks.append(notes.mark(f"Level set by hand. {claim['override_reason']}"))
    return tuple(joined(([mark] for mark in marks), Text(" ")))


def _moved(row: Row) -> str:
    way = "Raised" if row["rating"] in _UP else "Lowered"
    rating = said(row["rating"], "rating").lstrip("▼▲ ")
    return f"{way} for {words(row['domain'])}: {rating}"
