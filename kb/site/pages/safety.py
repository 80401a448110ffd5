"""Safety: who should be careful, and what stands against which hazard in which document."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from datasette import Request

from kb.site.page import Page
from kb.site.site import Row, Site

PATH = r"/safety$"


async def show(site: Site, request: Request) -> Page:  # noqa: ARG001 - a page like any other
    """Show precautions, and the matrix of hazards, controls and documents."""
    return Page(
        "safety",
        {
            "precautions": await site.rows("precautions"),
            "hazards": _hazards(await site.rows("safety")),
            "documents": await site.rows("documents"),
        },
    )


def _hazards(rows: list[Row]) -> list[dict[str, Any]]:
    """Hazards, each with its controls, each of them with a cell a document."""
    return [
        {
            **cells[0],
            "named_in": {row["document_id"] for row in cells if row["hazard_named"]},
            "controls": [list(each) for _, each in groupby(cells, key=lambda row: row["control"])],
        }
        for _, group in groupby(rows, key=lambda row: row["hazard"])
        for cells in [list(group)]
    ]
