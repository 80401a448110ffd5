"""Facets: the values of a column with their numbers, gathered by the facet's name."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from kb.site.site import Row


def by_name(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Values of each facet, from rows sorted by facet."""
    groups = groupby(rows, key=lambda row: row["facet"])
    return {facet: list(group) for facet, group in groups}
