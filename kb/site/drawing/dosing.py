"""Doses advised beside doses studied: ranges of the same measures, on common axes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.schema.vocabulary import DoseStage
from kb.site.drawing.axis import Axis, Bar, axis
from kb.site.site import Row

Ends = tuple[float | None, float | None]
MEASURES = (
    ("Session", "session_min_low", "session_min_high", "min"),
    ("How often", "sessions_per_week_low", "sessions_per_week_high", "/wk"),
    ("For", "weeks_low", "weeks_high", "wk"),
    ("Speed", "speed_mps_low", "speed_mps_high", "m/s"),
    ("Incline", "grade_pct_low", "grade_pct_high", "%"),
    ("In all", "total_min", "total_min", "min"),
)
"""Heading, columns of both ends, and unit."""
STUDIED = ("session_min", "sessions_per_week", "weeks", "speed_mps", "grade_pct", "total_min")
"""The same measures as `doses_studied` calls them."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a measure reaches, open where an end is None, and how many doses tell it."""

    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Lane:
    """Doses for one population; of advice, of one stage and the documents that give it.

    Of advice each measure has every range that is advised; of studies the one over all arms.
    """

    population: str
    population_id: str | None
    advised_by: str
    stage: str | None
    n_doses: int
    n_records: int
    reaches: list[list[Reach]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is advised, above what was studied; an axis for each measure that either tells."""

    advised: list[Lane]
    studied: list[Lane]
    axes: list[Axis | None]
    bands: list[Bar | None]


def compared(advised: Sequence[Row], studied: Sequence[Row]) -> Comparison:
    """Advice by population, document and stage; studies of what it speaks of by population."""
    above, below = _advised(advised), [_studied(row) for row in studied]
    columns = list(zip(*(lane.reaches for lane in [*above, *below]), strict=True))
    axes = [
        axis((end for cell in column for reach in cell for end in (reach.low, reach.high)), unit)
        for column, (*_, unit) in zip(columns, MEASURES, strict=bool(columns))
    ]
    return Comparison(above, below, axes, [_band(above, at, one) for at, one in enumerate(axes)])


def told(rows: Iterable[Row]) -> list[tuple[str, str, str, str]]:
    """The measures that any of the rows tells."""
    rows = list(rows)
    return [
        measure
        for measure in MEASURES
        if any(row[measure[1]] is not None or row[measure[2]] is not None for row in rows)
    ]


def _advised(rows: Sequence[Row]) -> list[Lane]:
    groups: dict[tuple[str, str | None, str, str], list[Row]] = {}
    for row in rows:
        population = row["population_label"] or "people not told"
        key = (population, row["population_id"], row["advised_by"] or "", row["stage"])
        groups.setdefault(key, []).append(row)
    stages = list(DoseStage)
    order = sorted(groups, key=lambda key: (key[0], key[2], stages.index(DoseStage(key[3]))))
    return [
        Lane(
            *key,
            n_doses=len(groups[key]),
            n_records=len({row["record_id"] for row in groups[key]}),
            reaches=[_each(groups[key], low, high) for _, low, high, _ in MEASURES],
        )
        for key in order
    ]


def _each(rows: Iterable[Row], low: str, high: str) -> list[Reach]:
    """Every range once, as it is given: two that differ may contradict each other."""
    ends: list[Ends] = [(row[low], row[high]) for row in rows]
    counts = Counter(pair for pair in ends if pair != (None, None))
    once = sorted(counts.items(), key=lambda item: [end or 0 for end in item[0]])
    return [Reach(least, most, n) for (least, most), n in once]


def _studied(row: Row) -> Lane:
    """From the least to the most of all arms."""
    return Lane(
        row["population"],
        row["population_id"],
        advised_by="",
        stage=None,
        n_doses=row["n_doses"],
        n_records=row["n_records"],
        reaches=[
            [Reach(row[f"{name}_low"], row[f"{name}_high"], row[f"{name}_n"])]
            if row[f"{name}_n"]
            else []
            for name in STUDIED
        ],
    )


def _band(lanes: Iterable[Lane], at: int, drawn: Axis | None) -> Bar | None:
    """From the least to the most that is advised of a measure."""
    reaches = [reach for lane in lanes for reach in lane.reaches[at]]
    ends = [end for reach in reaches for end in (reach.low, reach.high) if end is not None]
    return drawn.bar(min(ends), max(ends)) if drawn and ends else None
