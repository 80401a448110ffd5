"""Doses: advised, told of, and studied."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from kb.exports.selection import Selection
from kb.exports.summary.block import Column, Record, Runs, Table, Text
from kb.exports.summary.block import Row as TableRow
from kb.exports.summary.citations import Citations
from kb.exports.summary.content.phrase import bold, joined, lines, plain
from kb.exports.summary.rows import Row, parted, rows
from kb.schema.amount import converted_measure, speed_in, spelled
from kb.schema.vocabulary import DoseStage
from kb.schema.wording import counted, words

PARTS = {"advised": "Advised", "told": "Told of by documents", "studied": "Studied"}
COLUMNS = (Column("By whom", 3), Column("For whom, and what", 4), Column("Dose", 4))
MEASURES = (
    ("a session", "session_min", "min"),
    ("how often", "sessions_per_week", "/wk"),
    ("for", "weeks", "wk"),
    ("speed", "speed_mps", "m/s"),
    ("incline", "grade_pct", "%"),
)
"""Each with the column of its ends, and their unit."""


def reach(selection: Selection) -> str:
    """The populations and interventions that what is chosen speaks of, a JSON array of ids."""
    return json.dumps([row["term_id"] for row in rows(selection, "reach")])


def doses(selection: Selection, terms: str) -> dict[str, list[Row]]:
    """The doses for some populations, by part."""
    return parted(rows(selection, "doses", terms=terms), lambda row: str(row["part"]))


def table(found: dict[str, list[Row]], citations: Citations) -> Table:
    """Every dose."""
    return Table("Doses advised and studied", COLUMNS, tuple(_rows(found, citations)))


def _rows(found: dict[str, list[Row]], citations: Citations) -> Iterator[TableRow]:
    for part, title in PARTS.items():
        if some := found.get(part):
            yield TableRow(((bold(title),),), spanning=True)
            yield from (
                TableRow((by_whom(row, citations), _what(row), _dose(row)), row["dose_id"])
                for row in some
            )


def by_whom(row: Row, citations: Citations) -> Runs:
    """The documents that give a dose, or the study."""
    keys = row["study_source"] if row["part"] == "studied" else row["sources"]
    if not keys:
        return plain(row["study_id"] or "nobody told")
    return joined(([citations.named(key)] for key in keys.split(" ")), Text("; "))


def _what(row: Row) -> Runs:
    beside = row["cointerventions"]
    return lines(
        (Text(f"{row['population_label'] or 'people not told'}: {row['owner']}"),),
        (Text(f"Beside it: {beside}"),) if beside else (),
    )


def _dose(row: Row) -> Runs:
    stage = "" if row["stage"] in (None, DoseStage.whole) else f"{words(row['stage'])}: "
    more = (row["intensity"], row["supervision"], row["progression"])
    return lines(
        (bold(f"{stage}{spelled(row['wording'])}"),),
        (Text("; ".join(filter(None, more))),) if any(more) else (),
        (Record("dose", row["dose_id"]),),
    )


def range_of(found: Sequence[Row]) -> str:
    """From the least to the most of every measure that any of some doses tells."""
    told = ((name, *_ends(found, column), unit) for name, column, unit in MEASURES)
    ranges = (
        f"{name} {_range(low, high, unit)}" for name, low, high, unit in told if low is not None
    )
    return "; ".join(ranges)


def _range(low: float, high: float | None, unit: str) -> str:
    """A range; of a speed in the units that machines show."""
    if unit != "m/s":
        return converted_measure(low, high, unit)
    return f"{speed_in(low, high, 'km/h')} ({speed_in(low, high, '[mi_i]/h')})"


def _ends(found: Sequence[Row], column: str) -> tuple[float | None, float | None]:
    ends = [
        end
        for row in found
        for end in (row[f"{column}_low"], row[f"{column}_high"])
        if end is not None
    ]
    return (min(ends), max(ends)) if ends else (None, None)


def advised(found: Sequence[Row]) -> Iterator[tuple[str, list[Row]]]:
    """The doses that are advised, stage by stage; a step from one to the next is none."""
    stages = parted(found, lambda row: str(row["stage"]))
    for stage in DoseStage:
        if stage in stages and stage is not DoseStage.increment:
            yield ("whole programme" if stage is DoseStage.whole else words(stage)), stages[stage]


def behind(found: Sequence[Row]) -> str:
    """How many studies and arms stand behind some doses."""
    studies = len({row["study_id"] for row in found})
    return f"{counted(studies, 'study', 'studies')}, {counted(len(found), 'arm')}"
