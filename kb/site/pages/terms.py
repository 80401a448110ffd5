"""The vocabulary of the knowledge base's own: populations, interventions, outcomes and more."""

from __future__ import annotations

from itertools import groupby

from datasette import Request

from kb.site.page import Page
from kb.site.site import Site

PATH = r"/terms$"


async def show(site: Site, request: Request) -> Page:  # noqa: ARG001 - a page like any other
    """Show all terms by kind."""
    rows = await site.rows("terms")
    groups = groupby(rows, key=lambda row: row["kind"])
    return Page("terms", {"groups": [(kind, list(group)) for kind, group in groups]})
