"""Doses: what is advised against what was studied, by population, and every dose by itself."""

from __future__ import annotations

from datasette import Request

from kb.site.dosing import ADVISED, MEASURES, compared, told
from kb.site.narrowing import narrowed
from kb.site.page import Page
from kb.site.site import Row, Site

PATH = r"/doses$"
GROUPS = {
    "Advised": ADVISED,
    "Told in statements": ("statement",),
    "Studied": ("arm",),
}
"""What each table holds, by the kind of record that gives the dose."""


async def show(site: Site, request: Request) -> Page:
    """Show the doses for all, or for the one population that the address asks for."""
    everything = await site.rows("doses")
    narrowing = narrowed(request, "population")
    asked = narrowing.chosen["population"]
    rows = [row for row in everything if asked in (None, row["population_id"])]
    advised = [row for row in everything if row["owner_type"] in ADVISED]
    studied = [row for row in rows if row["owner_type"] not in ADVISED]
    return Page(
        "doses",
        {
            "comparison": compared([*advised, *studied]),
            "measures": MEASURES,
            "groups": [(name, _table(rows, kinds)) for name, kinds in GROUPS.items()],
            "narrowing": narrowing,
            "facets": narrowing.facets(_populations(everything)),
        },
    )


def _table(rows: list[Row], kinds: tuple[str, ...]) -> dict[str, object]:
    """The rows that records of some kinds give, and the measures that any of them has."""
    given = [row for row in rows if row["owner_type"] in kinds]
    return {"rows": given, "measures": told(given)}


def _populations(rows: list[Row]) -> list[Row]:
    """The populations for which there are doses, as values of a facet, most doses first."""
    found: dict[str, Row] = {}
    for row in rows:
        key = row["population_id"]
        if key:
            value = {"facet": "population", "value": key, "label": row["population_label"], "n": 0}
            found.setdefault(key, value)["n"] += 1
    return sorted(found.values(), key=lambda value: (-value["n"], value["label"]))
