"""The evidence map: for whom against what changes; in each cell its claims, studies, verdicts."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from kb.database.filters import MOST_CHOSEN
from kb.site.drawing.map_cells import Counted, Places, claims, studies
from kb.site.listing.grouping import Group, grouped
from kb.site.site import Row, Site, sql

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
    def can_be_asked(self) -> bool:
        """Whether its terms are so few that an address can name them; a group is one term."""
        return max(len(self.populations), len(self.outcomes)) <= MOST_CHOSEN

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
    return await site.once(("evidence_map",), _drawn)


def _drawn(connection: sqlite3.Connection) -> EvidenceMap:
    populations = grouped(_terms(connection, "population"), ROWS, "all others")
    outcomes = grouped(_terms(connection, "outcome"), COLUMNS, "all others")
    places = _places(populations), _places(outcomes)
    n_studies = studies(connection, *places)
    most = max(n_studies.values(), default=0)
    counted = claims(connection, *places)
    cells = {
        (down, across): _cell(
            one, n_studies.get((down, across), 0), most, populations[down], outcomes[across]
        )
        for (down, across), one in counted.items()
    }
    return EvidenceMap(
        outcomes,
        [
            (group, [cells.get((down, across)) for across in range(len(outcomes))])
            for down, group in enumerate(populations)
        ],
        verdicts=sorted({verdict for one in counted.values() for verdict in one.verdicts}),
        statuses=[row["status"] for row in connection.execute(sql("map_statuses"))],
        most_studies=most,
    )


def radius(n_studies: int, most: int) -> float:
    """The ring of a cell: its area grows with its studies."""
    share = sqrt(n_studies / most) if most else 0
    return round(LEAST_RADIUS + share * (MOST_RADIUS - LEAST_RADIUS), 1)


def sizes(most: int) -> list[tuple[int, float]]:
    """Rings of the legend, with the numbers of studies that they stand for."""
    return [(n, radius(n, most)) for n in sorted({1, most}) if n <= most]


def _terms(connection: sqlite3.Connection, kind: str) -> list[Row]:
    return [dict(row) for row in connection.execute(sql("map_terms"), {"kind": kind})]


def _places(groups: Sequence[Group]) -> Places:
    """The places of the groups that have a term, by the term."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for place, group in enumerate(groups):
        for term in group.terms:
            found[term].append(place)
    return found


def _cell(counted: Counted, n_studies: int, most: int, below: Group, across: Group) -> Cell:
    n_claims = sum(counted.verdicts.values())
    arcs, start = [], 0.0
    for verdict, n in sorted(counted.verdicts.items(), key=lambda item: (-item[1], item[0])):
        length = round(100 * n / n_claims, 2)
        arcs.append(Arc(verdict, n, round(start, 2), length))
        start += length
    return Cell(
        arcs,
        n_claims,
        n_studies,
        radius(n_studies, most),
        [below.id] if below.id else sorted(counted.populations),
        [across.id] if across.id else sorted(counted.outcomes),
    )
