"""The evidence map: for whom against what changes; in each cell its claims, studies, verdicts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import sqrt

from kb.site.listing.grouping import Group, grouped
from kb.site.site import Row, Site

ROWS, COLUMNS = 10, 14
LEAST_RADIUS, MOST_RADIUS = 11.0, 20.0
"""Of a ring, in the units of its drawing, which is 48 wide."""


@dataclass(frozen=True, slots=True)
class Arc:
    """A verdict's part of a ring, in percent of the way round."""

    verdict: str
    n: int
    start: float
    length: float


@dataclass(frozen=True, slots=True)
class Cell:
    """The claims about a group of outcomes in a group of populations, and how to ask for them."""

    arcs: list[Arc]
    n_claims: int
    n_studies: int
    radius: float
    populations: list[str]
    outcomes: list[str]

    @property
    def chief(self) -> str:
        """The verdict that most of its claims have."""
        return self.arcs[0].verdict


@dataclass(frozen=True, slots=True)
class EvidenceMap:
    """Groups of populations down, groups of outcomes across; None where nothing is claimed."""

    outcomes: list[Group]
    rows: list[tuple[Group, list[Cell | None]]]
    verdicts: list[str]
    statuses: list[str]
    most_studies: int


async def drawn(site: Site) -> EvidenceMap:
    """The map of a knowledge base."""
    populations = grouped(await _terms(site, "population"), ROWS, "all others")
    outcomes = grouped(await _terms(site, "outcome"), COLUMNS, "all others")
    places = {"populations": _places(populations), "outcomes": _places(outcomes)}
    counted = await site.lasting("map_cells", **places)
    studies = await site.lasting("map_studies", **places)
    n_studies = {(row["place"], row["column_place"]): row["n"] for row in studies}
    most = max(n_studies.values(), default=0)
    cells = {
        (down, across): _cell(
            list(rows), n_studies.get((down, across), 0), most, populations[down], outcomes[across]
        )
        for (down, across), rows in groupby(
            counted, key=lambda row: (row["place"], row["column_place"])
        )
    }
    return EvidenceMap(
        outcomes,
        [
            (group, [cells.get((down, across)) for across in range(len(outcomes))])
            for down, group in enumerate(populations)
        ],
        verdicts=sorted({row["verdict"] for row in counted}),
        statuses=[row["status"] for row in await site.lasting("map_statuses")],
        most_studies=most,
    )


def radius(n_studies: int, most: int) -> float:
    """The ring of a cell: its area grows with its studies."""
    share = sqrt(n_studies / most) if most else 0
    return round(LEAST_RADIUS + share * (MOST_RADIUS - LEAST_RADIUS), 1)


def sizes(most: int) -> list[tuple[int, float]]:
    """Rings of the legend, with the numbers of studies that they stand for."""
    return [(n, radius(n, most)) for n in sorted({1, most}) if n <= most]


async def _terms(site: Site, kind: str) -> list[Row]:
    return await site.lasting("map_terms", kind=kind)


def _places(groups: Sequence[Group]) -> str:
    """Each term with the place of each group that has it, as JSON."""
    return json.dumps([(term, at) for at, one in enumerate(groups) for term in sorted(one.terms)])


def _cell(rows: list[Row], n_studies: int, most: int, below: Group, across: Group) -> Cell:
    n_claims = sum(row["n"] for row in rows)
    arcs, start = [], 0.0
    for row in rows:
        length = round(100 * row["n"] / n_claims, 2)
        arcs.append(Arc(row["verdict"], row["n"], round(start, 2), length))
        start += length
    return Cell(
        arcs,
        n_claims,
        n_studies,
        radius(n_studies, most),
        _asked(below, rows, "populations"),
        _asked(across, rows, "outcomes"),
    )


def _asked(group: Group, rows: list[Row], column: str) -> list[str]:
    """The terms that ask for a group: its own, which has all narrower, or of the rest those met."""
    met = {term for row in rows for term in json.loads(row[column])}
    return [group.id] if group.id else sorted(met)
