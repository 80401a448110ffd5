"""Doses, advised and studied, on common scales."""

from __future__ import annotations

from datasette import Request

from kb.site.page import Page
from kb.site.site import Site

PATH = r"/doses$"


async def show(site: Site, request: Request) -> Page:  # noqa: ARG001 - a page like any other
    """Show every dose with the record that gives it."""
    rows = await site.rows("doses")
    return Page(
        "doses",
        {
            "advised": [row for row in rows if row["owner_type"] != "arm"],
            "studied": [row for row in rows if row["owner_type"] == "arm"],
        },
    )
