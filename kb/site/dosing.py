"""Doses of several records as one row: from the least to the most of each measure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kb.schema.vocabulary import DoseStage
from kb.site.site import Row

Ends = tuple[float | None, float | None]
ADVISED = ("guidance", "protocol_step")
MEASURES = (
    ("Session", "session_min_low", "session_min_high", "min"),
    ("How often", "sessions_per_week_low", "sessions_per_week_high", "/wk"),
    ("For", "weeks_low", "weeks_high", "wk"),
    ("Speed", "speed_mps_low", "speed_mps_high", "m/s"),
    ("Incline", "grade_pct_low", "grade_pct_high", "%"),
    ("In all", "total_min", "total_min", "min"),
)
"""Heading, columns of both ends, and unit."""
COMPARED = tuple(stage for stage in DoseStage if stage is not DoseStage.increment)
"""Stages that say how much is done; a step from one to the next is no dose by itself."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a measure reaches, open where an end is None, and how many doses tell it."""

    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Summary:
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
    """What is advised, above what was studied."""

    advised: list[Summary]
    studied: list[Summary]


def compared(rows: Sequence[Row]) -> Comparison:
    """Advice by population, document and stage; studies of what it speaks of by population."""
    advised = [row for row in rows if row["owner_type"] in ADVISED and row["stage"] in COMPARED]
    arms = [row for row in rows if row["owner_type"] == "arm" and any(_ends(row))]
    kin = [row for row in arms if row["is_kin"]]
    studied = [{**row, "stage": None, "advised_by": None} for row in (kin if advised else arms)]
    return Comparison(_summaries(advised, _each), _summaries(studied, _whole))


def told(rows: Iterable[Row]) -> list[tuple[str, str, str, str]]:
    """The measures that any of the rows tells."""
    rows = list(rows)
    return [
        measure
        for measure in MEASURES
        if any(row[measure[1]] is not None or row[measure[2]] is not None for row in rows)
    ]


def _summaries(rows: Iterable[Row], reach: Callable[[list[Ends]], list[Reach]]) -> list[Summary]:
    groups: dict[tuple[str, str | None, str, str | None], list[Row]] = {}
    for row in rows:
        population = row["population_label"] or "people not told"
        key = (population, row["population_id"], row["advised_by"] or "", row["stage"])
        groups.setdefault(key, []).append(row)
    stages: list[str | None] = [None, *COMPARED]
    order = sorted(groups, key=lambda key: (key[0], key[2], stages.index(key[3])))
    return [
        Summary(
            *key,
            n_doses=len(groups[key]),
            n_records=len({row["record_id"] for row in groups[key]}),
            reaches=[reach(_known(groups[key], low, high)) for _, low, high, _ in MEASURES],
        )
        for key in order
    ]


def _known(rows: Iterable[Row], low: str, high: str) -> list[Ends]:
    """Both ends of a measure, of the doses that tell one."""
    ends = [(row[low], row[high]) for row in rows]
    return [pair for pair in ends if pair != (None, None)]


def _each(known: list[Ends]) -> list[Reach]:
    """Every range once, as it is given: two that differ may contradict each other."""
    once = sorted(Counter(known).items(), key=lambda item: [end or 0 for end in item[0]])
    return [Reach(low, high, n) for (low, high), n in once]


def _whole(known: list[Ends]) -> list[Reach]:
    """From the least to the most of all."""
    flat = [end for pair in known for end in pair if end is not None]
    return [Reach(min(flat), max(flat), len(known))] if flat else []


def _ends(row: Row) -> list[bool]:
    return [row[end] is not None for _, low, high, _ in MEASURES for end in (low, high)]
