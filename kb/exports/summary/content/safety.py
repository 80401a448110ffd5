"""Precautions, hazards and what is advised against them, each with the documents that say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kb.exports.summary.block import (
    Block,
    Column,
    Items,
    Paragraph,
    Record,
    Runs,
    Table,
    Text,
)
from kb.exports.summary.block import (
    Row as TableRow,
)
from kb.exports.summary.citations import Citations
from kb.exports.summary.content.phrase import (
    bold,
    joined,
    lines,
    listed,
    plain,
    sentence,
    surplus,
)
from kb.exports.summary.rows import Row, parted
from kb.schema.wording import words

LEVELS = {
    "contraindicated": "Do not, if",
    "clearance_required": "Only when cleared",
    "clearance_advised": "Better ask first",
    "caution": "With care",
}
BULLET = Text("• ")
NO_HAZARD = "No document names a hazard."
HAZARDS = (Column("Hazard", 4), Column("What is advised against it", 5))


def precautions(found: Sequence[Row], citations: Citations) -> Iterator[Block]:
    """Who should be careful, most binding first."""
    items = tuple(
        (
            bold(f"{LEVELS[row['level']]}: "),
            Text(f"{row['text']}{_clearing(row)} "),
            *_sources(row["sources"], citations),
            Record("guidance", row["guidance_id"]),
        )
        for row in found
    )
    yield Items(items) if items else Paragraph(plain("No document names a precaution."))


def _clearing(row: Row) -> str:
    """Who clears, where the words do not tell."""
    party = row["clearing_party"]
    return f" By whom: {party}." if party and party not in row["text"] else ""


def _sources(keys: str | None, citations: Citations) -> Runs:
    """Those who say so, in brackets, with a space behind."""
    if not keys:
        return ()
    marks = joined(([citations.cite(key)] for key in keys.split(" ")), Text("; "))
    return (Text("("), *marks, Text(") "))


def hazards(found: Sequence[Row], citations: Citations) -> Iterator[Block]:
    """Hazards, each with its controls; a hazard without a control is said to be one."""
    rows = tuple(_hazards(found, citations))
    if rows:
        yield Table("As documents give them", HAZARDS, rows)
    else:
        yield Paragraph(plain(NO_HAZARD))


def numbered(
    found: Sequence[Row], citations: Citations, n_hazards: int, n_controls: int, where: str
) -> Iterator[Block]:
    """The same where there is little room: each hazard and each control stands once.

    Parameters
    ----------
    n_hazards, n_controls
        How many have room, the controls being those of these hazards.
    where
        Where the others stand.
    """
    everything = list(parted(found, lambda row: str(row["hazard_id"])).values())
    hazards = everything[:n_hazards]
    yield Items(
        tuple(_hazard(rows[0], citations) for rows in hazards) or (plain(NO_HAZARD),),
        ordered=bool(hazards),
    )
    controls = list(_controls(hazards))
    if shown := controls[:n_controls]:
        yield Items(
            tuple(
                (bold(f"Against {listed(numbers)}: "), *_control(row, citations))
                for row, numbers in shown
            )
        )
    n_known = len({row["control_id"] for row in found if row["control_id"]})
    rests = (len(everything) - n_hazards, n_known - len(shown))
    yield from surplus(where, (rests[0], "hazard", "hazards"), (rests[1], "control", "controls"))


def _controls(hazards: Sequence[Sequence[Row]]) -> Iterable[tuple[Row, list[str]]]:
    """Each control with the numbers of the hazards that it is against."""
    controls: dict[str, tuple[Row, list[str]]] = {}
    for number, rows in enumerate(hazards, 1):
        for row in rows:
            if row["control_id"]:
                controls.setdefault(row["control_id"], (row, []))[1].append(str(number))
    return controls.values()


def _hazards(found: Sequence[Row], citations: Citations) -> Iterator[TableRow]:
    """A row for hazards that have the same controls."""
    hazards = parted(found, lambda row: str(row["hazard_id"]))
    alike: dict[tuple[str, ...], list[list[Row]]] = {}
    for rows in hazards.values():
        controls = tuple(row["control_id"] for row in rows if row["control_id"])
        alike.setdefault(controls, []).append(rows)
    for controls, some in alike.items():
        first = [row for row in some[0] if controls]
        named = lines(*((BULLET, *_hazard(rows[0], citations)) for rows in some))
        said = lines(*((BULLET, *_control(row, citations)) for row in first))
        yield TableRow((named, said or plain("No control is named.")), some[0][0]["hazard_id"])


def _hazard(row: Row, citations: Citations) -> Runs:
    harm = "" if _is_told(row["harm"], row["hazard"]) else f" Harm: {sentence(row['harm'])}"
    who = _sources(row["hazard_sources"], citations)
    return (Text(f"{row['hazard']}{harm} "), *who, Record("hazard", row["hazard_id"]))


def _is_told(harm: str, hazard: str) -> bool:
    """Whether the harm's only word of weight stands in the hazard."""
    return harm.casefold().rstrip(".").split()[-1] in hazard.casefold()


def _control(row: Row, citations: Citations) -> Runs:
    who = _sources(row["control_sources"], citations)
    kind = words(row["control_kind"])
    return (Text(f"{row['control']} ({kind}) "), *who, Record("control", row["control_id"]))
