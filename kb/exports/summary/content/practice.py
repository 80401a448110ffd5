"""Practice cards: for whoever treats people of a population, what is advised and studied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.exports.selection import Selection
from kb.exports.summary import room
from kb.exports.summary.block import (
    Block,
    Column,
    Document,
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
from kb.exports.summary.content import dose, safety
from kb.exports.summary.content.claim import WITHDRAWN
from kb.exports.summary.content.closing import advice, origin
from kb.exports.summary.content.filling import fills, fullest
from kb.exports.summary.content.phrase import (
    bold,
    certainty,
    heading,
    joined,
    lines,
    listed,
    plain,
    surplus,
)
from kb.exports.summary.rows import Row, parted, rows
from kb.schema.vocabulary import Certainty

COLUMNS = (Column("Dose", 2), Column("From least to most", 7), Column("By whom", 3))
RANGES = "Ranges over all sources: no single study or document need have all of one"
FULL = "in the evidence summary"


@dataclass(frozen=True, slots=True)
class Fill:
    """How many stand on a card: the surest sentences, the populations that were studied, records.

    Precautions come most binding first; controls are those of the hazards that are shown.
    """

    messages: int
    groups: int
    records: int
    controls: int
    hazards: int
    precautions: int


FULLEST = Fill(8, 4, 6, 40, 40, 40)
ORDER = (
    *(("messages", 6), ("groups", 3), ("records", 4), ("messages", 4), ("groups", 2)),
    *(("records", 2), ("messages", 3), ("groups", 1), ("records", 1), ("controls", 12)),
    *(("hazards", 12), ("messages", 1), ("controls", 4), ("hazards", 4), ("precautions", 12)),
    *(("controls", 1), ("hazards", 1), ("precautions", 1)),
)
"""What is taken away, one by one, until the card has room on a page."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a card is made of."""

    claims: Sequence[Row]
    doses: dict[str, list[Row]]
    precautions: Sequence[Row]
    hazards: Sequence[Row]


def make(selection: Selection, citations: Citations) -> Document:
    """A card for the population that is asked for, as full as has room on a page."""
    terms = dose.reach(selection)
    known = Known(
        [row for row in rows(selection, "claims") if row["status"] not in WITHDRAWN],
        dose.doses(selection, terms),
        rows(selection, "precautions", terms=terms),
        rows(selection, "hazards", terms=terms),
    )

    def has_room(fill: Fill) -> bool:
        return room.fits(_card(selection, known, citations.copy(), fill))

    return _card(selection, known, citations, fullest(fills(FULLEST, ORDER), has_room))


def _card(selection: Selection, known: Known, citations: Citations, fill: Fill) -> Document:
    blocks = (
        advice(selection),
        *_messages(known.claims, fill),
        heading(1, "Dose"),
        *_doses(known.doses, citations, fill),
        heading(1, "Not for everyone"),
        *safety.precautions(known.precautions[: fill.precautions], citations),
        *surplus(FULL, (len(known.precautions) - fill.precautions, "precaution", "precautions")),
        heading(1, "Hazards and controls"),
        *safety.numbered(known.hazards, citations, fill.hazards, fill.controls, FULL),
        *citations.bibliography(),
        origin(selection, "evidence"),
    )
    return Document(
        "practice",
        _title(selection, known.claims),
        f"Practice card: {selection.about.title} · not medical advice",
        selection.about.publisher or selection.about.title,
        (),
        blocks,
        one_page=True,
    )


def _title(selection: Selection, claims: Sequence[Row]) -> str:
    """The population that is asked for, else the topic."""
    asked = selection.asked.parameters().get("population", [])
    sql = "select label from term where id = :term"
    labels = [str(row["label"]) for term in asked for row in selection.query(sql, term=term)]
    told = listed(labels) or (selection.about.title if claims else "")
    return told[:1].upper() + told[1:]


def _doses(found: dict[str, list[Row]], citations: Citations, fill: Fill) -> Iterator[Block]:
    rows = (*_advised(found.get("advised", []), citations, fill), *_studied(found, citations, fill))
    if rows:
        yield Table(RANGES, COLUMNS, rows)
        rest = len(_by_people(found)) - fill.groups
        yield from surplus(FULL, (rest, "population studied", "populations studied"))
    else:
        yield Paragraph(plain("No dose is advised, and none was studied."))


def _advised(found: Sequence[Row], citations: Citations, fill: Fill) -> Iterator[TableRow]:
    for stage, some in dose.advised(found):
        told = lines((bold(dose.range_of(some)),), _records(some, fill))
        yield TableRow((plain(f"Advised: {stage}"), told, _sources(some, citations, fill)), "")


def _studied(found: dict[str, list[Row]], citations: Citations, fill: Fill) -> Iterator[TableRow]:
    """For each population the range over all arms, and what was done beside it."""
    for population, some in [*_by_people(found).items()][: fill.groups]:
        beside = sorted({row["cointerventions"] for row in some if row["cointerventions"]})
        cell = lines(
            (bold(dose.range_of(some)),),
            (Text(f"Beside it: {' '.join(beside)}"),) if beside else (),
            _records(some, fill),
        )
        who = lines(plain(f"{population}; {dose.behind(some)}"), _sources(some, citations, fill))
        yield TableRow((plain("Studied"), cell, who), "")


def _by_people(found: dict[str, list[Row]]) -> dict[str, list[Row]]:
    told = [row for row in found.get("studied", []) if dose.range_of([row])]
    return parted(told, lambda row: row["population_label"] or "people not told")


def _records(found: Sequence[Row], fill: Fill) -> Runs:
    return _counted([Record("dose", row["dose_id"]) for row in found[: fill.records]], found, " ")


def _counted(shown: Sequence[Run], found: Sequence[object], between: str) -> Runs:
    """Those that have room; the others are counted."""
    rest = len(found) - len(shown)
    more = [[Text(f"and {rest} more")]] if rest > 0 else []
    return joined([*([run] for run in shown), *more], Text(between))


def _sources(found: Sequence[Row], citations: Citations, fill: Fill) -> Runs:
    keys = sorted(
        {
            key
            for row in found
            for key in ((row["study_source"] if row["study_id"] else row["sources"]) or "").split()
        }
    )
    return _counted([citations.cite(key) for key in keys[: fill.records]], keys, "; ")


def _messages(claims: Sequence[Row], fill: Fill) -> Iterator[Block]:
    """What may be told, the surest first."""
    levels = list(Certainty)
    told = [row for row in claims if row["safe_wording"] and row["certainty"]]
    told.sort(key=lambda row: levels.index(row["certainty"]))
    if told:
        yield heading(1, "What may be said of its effects")
        items = tuple(
            (
                Text(f"{row['safe_wording']} ({certainty(row)}) "),
                Record("claim", row["claim_id"]),
            )
            for row in told[: fill.messages]
        )
        yield Items(items)
        yield from surplus(FULL, (len(told) - fill.messages, "sentence", "sentences"))
