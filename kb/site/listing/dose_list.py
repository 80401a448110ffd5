"""The list of all doses, a page at a time: advised, told in statements, studied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from kb.site.site import Row, Site

Chosen = Mapping[str, str | None]


def counted(counts: Iterable[Row], chosen: Chosen) -> dict[str, int]:
    """How many doses that are chosen each kind of owner gives, in the order of the list."""
    return {
        owner_type: sum(row["n"] for row in rows if _fits(row, chosen))
        for owner_type, rows in groupby(counts, key=lambda row: row["owner_type"])
    }


async def page(
    site: Site, totals: Mapping[str, int], chosen: Chosen, skip: int, size: int
) -> list[Row]:
    """Rows of the list from a place on: each kind of owner has an index of its own."""
    found: list[Row] = []
    for owner_type, n in totals.items():
        if skip < n and len(found) < size:
            asked = {"owner_type": owner_type, "population": chosen["population"]}
            found += await site.rows("doses", **asked, size=size - len(found), skip=skip)
        skip = max(0, skip - n)
    return found


def facets(counts: Sequence[Row], chosen: Chosen) -> list[Row]:
    """How many doses each choice would show, the other staying as it is."""
    parts: Counter[str] = Counter()
    populations: Counter[tuple[str, str]] = Counter()
    for row in counts:
        if _fits(row, {**chosen, "part": None}):
            parts[row["part"]] += row["n"]
        if row["population_id"] and _fits(row, {**chosen, "population": None}):
            populations[row["population_id"], row["population_label"]] += row["n"]
    by_part = [_row("part", part, part, n) for part, n in parts.items()]
    by_population = [_row("population", *key, n) for key, n in populations.items()]
    return [
        *sorted(by_part, key=lambda row: (-row["n"], row["label"])),
        *sorted(by_population, key=lambda row: (-row["n"], row["label"])),
    ]


def _row(facet: str, value: str, label: str, n: int) -> Row:
    return {"facet": facet, "value": value, "label": label, "n": n}


def _fits(row: Row, chosen: Chosen) -> bool:
    return chosen["part"] in (None, row["part"]) and chosen["population"] in (
        None,
        row["population_id"],
    )
