"""Safety: who should be careful, and what stands against which hazard in which document."""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any

from datasette import Request, Response

from kb.site.listing.narrowing import Narrowing
from kb.site.listing.selection import page_number
from kb.site.page import Page
from kb.site.sharing.export_menu import table
from kb.site.site import Row, Site

PATH = r"/safety$"
PAGE_SIZE = 40
"""Hazards on a page, and precautions that are shown."""
DOCUMENTS = 6
"""Documents side by side; those that name most."""


async def show(site: Site, request: Request) -> Page | Response:
    """Show precautions, and the matrix of hazards, controls and documents."""
    page = page_number(request)
    skip = (page - 1) * PAGE_SIZE
    documents = await site.lasting("safety_documents", size=DOCUMENTS)
    shown = json.dumps([row["document_id"] for row in documents])
    rows = await site.rows("safety", documents=shown, size=PAGE_SIZE, skip=skip)
    if skip and not rows:  # a page beyond the last
        return Response.redirect(site.link("/safety"))
    return Page(
        "safety",
        {
            "precautions": await site.rows("precautions", size=PAGE_SIZE),
            "most": PAGE_SIZE,
            "hazards": _hazards(rows),
            "documents": sorted(documents, key=lambda row: (row["title"], row["document_id"])),
            "n_documents": documents[0]["total"] if documents else 0,
            "page": page,
            "last_page": -(-rows[0]["total"] // PAGE_SIZE) if rows else 1,
            "narrowing": Narrowing({}),
            "menu": table("safety_matrix", "practice"),
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
