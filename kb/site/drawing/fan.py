"""Statements that fan out to several claims: outcomes across, populations down."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from kb.schema.vocabulary import EvidenceDirection
from kb.site.site import Row, Site

MOST = 60
"""Claims of one statement that are shown."""


@dataclass(frozen=True, slots=True)
class Fan:
    """A statement, the studies it seems to rest on, and its claims cell by cell."""

    statement: Row
    origins: list[Row]
    outcomes: list[tuple[str, str]]
    rows: list[tuple[tuple[str, str], list[list[Row]]]]

    @property
    def n_shown(self) -> int:
        """How many claims are shown: of very many not all."""
        return sum(len(cell) for _, cells in self.rows for cell in cells)

    @property
    def judged(self) -> list[Row]:
        """Claims that its own studies were asked about; none where they were not read."""
        cells = [claim for _, cells in self.rows for cell in cells for claim in cell]
        said = {direction for claim in cells for direction in claim["directions"]}
        was_read = said - {EvidenceDirection.no_information}
        return [claim for claim in cells if claim["directions"]] if was_read else []

    @property
    def borne_out(self) -> list[Row]:
        """The claims that its own studies support."""
        return [one for one in self.judged if EvidenceDirection.supports in one["directions"]]


async def fans(site: Site, statements: Sequence[Row]) -> list[Fan]:
    """The matrices of some statements."""
    asked = json.dumps([row["statement_id"] for row in statements])
    cells = await site.rows("compare_cells", statements=asked, size=MOST)
    origins = await site.rows("compare_origins", statements=asked)
    by_statement = {
        key: [{**row, "directions": json.loads(row["directions"])} for row in group]
        for key, group in groupby(cells, key=lambda row: row["statement_id"])
    }
    return [
        _fan(
            row,
            by_statement[row["statement_id"]],
            [one for one in origins if one["statement_id"] == row["statement_id"]],
        )
        for row in statements
    ]


def _fan(statement: Row, claims: list[Row], origins: list[Row]) -> Fan:
    outcomes = _distinct(claims, "outcome")
    cells: dict[tuple[str, str], list[Row]] = {}
    for claim in claims:
        cells.setdefault((claim["population_id"], claim["outcome_id"]), []).append(claim)
    rows = [
        (population, [cells.get((population[0], outcome[0]), []) for outcome in outcomes])
        for population in _distinct(claims, "population")
    ]
    return Fan(statement, origins, outcomes, rows)


def _distinct(claims: list[Row], column: str) -> list[tuple[str, str]]:
    return sorted({(row[f"{column}_id"], row[column]) for row in claims}, key=lambda term: term[1])
