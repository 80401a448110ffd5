"""Practice cards: for whoever treats people of a population, what is advised and studied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.exports.selection import Selection
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
from kb.exports.summary.content.phrase import (
    bold,
    certainty,
    heading,
    joined,
    lines,
    listed,
    plain,
)
from kb.exports.summary.rows import Row, parted, rows
from kb.schema.vocabulary import Certainty
from kb.schema.wording import counted

COLUMNS = (Column("Dose", 2), Column("From least to most", 7), Column("By whom", 3))
RANGES = "Ranges over all sources: no single study or document need have all of one"
MOST = 6
"""Sentences on what may be said: the surest."""
GROUPS, RECORDS = 3, 4
"""Populations that were studied, and records of each, that have room; others are counted."""


def make(selection: Selection, citations: Citations) -> Document:
    """A card for the population that is asked for."""
    terms = dose.reach(selection)
    claims = [row for row in rows(selection, "claims") if row["status"] not in WITHDRAWN]
    blocks = (
        advice(selection),
        *_messages(claims),
        heading(1, "Dose"),
        *_doses(dose.doses(selection, terms), citations),
        heading(1, "Not for everyone"),
        *safety.precautions(rows(selection, "precautions", terms=terms), citations),
        heading(1, "Hazards and controls"),
        *safety.numbered(rows(selection, "hazards", terms=terms), citations),
        *citations.bibliography(),
        origin(selection),
    )
    return Document(
        "practice",
        _title(selection, claims),
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


def _doses(found: dict[str, list[Row]], citations: Citations) -> Iterator[Block]:
    rows = (*_advised(found.get("advised", []), citations), *_studied(found, citations))
    if rows:
        yield Table(RANGES, COLUMNS, rows)
        if (rest := len(_by_people(found)) - GROUPS) > 0:
            told = f"Studied in {counted(rest, 'more population')}: in the evidence summary."
            yield Paragraph(plain(told), small=True)
    else:
        yield Paragraph(plain("No dose is advised, and none was studied."))


def _advised(found: Sequence[Row], citations: Citations) -> Iterator[TableRow]:
    for stage, some in dose.advised(found):
        records = joined(([Record("dose", row["dose_id"])] for row in some), Text(" "))
        told = lines((bold(dose.range_of(some)),), records)
        yield TableRow((plain(f"Advised: {stage}"), told, _sources(some, citations)), "")


def _studied(found: dict[str, list[Row]], citations: Citations) -> Iterator[TableRow]:
    """For each population the range over all arms, and what was done beside it."""
    for population, some in [*_by_people(found).items()][:GROUPS]:
        beside = sorted({row["cointerventions"] for row in some if row["cointerventions"]})
        records = _first([Record("dose", row["dose_id"]) for row in some], Text(" "))
        cell = lines(
            (bold(dose.range_of(some)),),
            (Text(f"Beside it: {' '.join(beside)}"),) if beside else (),
            records,
        )
        who = lines(plain(f"{population}; {dose.behind(some)}"), _sources(some, citations))
        yield TableRow((plain("Studied"), cell, who), "")


def _by_people(found: dict[str, list[Row]]) -> dict[str, list[Row]]:
    told = [row for row in found.get("studied", []) if dose.range_of([row])]
    return parted(told, lambda row: row["population_label"] or "people not told")


def _first(runs: Sequence[Run], between: Text) -> Runs:
    """As many as have room; the others are counted."""
    rest = len(runs) - RECORDS
    more = [[Text(f"and {rest} more")]] if rest > 0 else []
    return joined([*([run] for run in runs[:RECORDS]), *more], between)


def _sources(found: Sequence[Row], citations: Citations) -> Runs:
    keys = sorted(
        {
            key
            for row in found
            for key in ((row["study_source"] if row["study_id"] else row["sources"]) or "").split()
        }
    )
    shown: list[Run] = [citations.cite(key) for key in keys[:RECORDS]]
    return _first([*shown, *(Text("") for _ in keys[RECORDS:])], Text("; "))


def _messages(claims: Sequence[Row]) -> Iterator[Block]:
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
            for row in told[:MOST]
        )
        rest = len(told) - MOST
        more = (plain(f"and {rest} more, in the evidence summary"),) if rest > 0 else ()
        yield Items((*items, *more))
