"""Doses, advised and studied, on common scales."""

from __future__ import annotations

from datasette import Request

from kb.site.page import Page
from kb.site.site import Row, Site

PATH = r"/doses$"
GROUPS = {
    "Advised": ("guidance", "protocol_step"),
    "Told in statements": ("statement",),
    "Studied": ("arm",),
}
"""What each table holds, by the kind of record that gives the dose."""
MEASURES = (
    ("Session", "session_min_low", "session_min_high", "min"),
    ("How often", "sessions_per_week_low", "sessions_per_week_high", "/wk"),
    ("For", "weeks_low", "weeks_high", "wk"),
    ("Speed", "speed_mps_low", "speed_mps_high", "m/s"),
    ("Incline", "grade_pct_low", "grade_pct_high", "%"),
    ("In all", "total_min", "total_min", "min"),
)
"""Heading, columns of both ends, and unit."""


async def show(site: Site, request: Request) -> Page:  # noqa: ARG001 - a page like any other
    """Show every dose with the record that gives it."""
    rows = await site.rows("doses")
    groups = [
        (name, _table([row for row in rows if row["owner_type"] in kinds]))
        for name, kinds in GROUPS.items()
    ]
    return Page("doses", {"groups": groups})


def _table(rows: list[Row]) -> dict[str, object]:
    """The rows, and the measures that any of them has."""
    told = [
        measure
        for measure in MEASURES
        if any(row[measure[1]] is not None or row[measure[2]] is not None for row in rows)
    ]
    return {"rows": rows, "measures": told}
