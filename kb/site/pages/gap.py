"""One gap: both sides, why it misleads, and the records behind it."""

from __future__ import annotations

from urllib.parse import unquote

from datasette import Request

from kb.site.page import Missing, Page
from kb.site.site import Site

PATH = r"/gaps/(?P<gap>[^/]+)$"


async def show(site: Site, request: Request) -> Page:
    """Show a gap."""
    key = unquote(request.url_vars["gap"])
    gap = await site.row("gap", gap=key)
    if gap is None:
        raise Missing("gaps", key)
    others = await site.rows("gap_places", gap=key)
    return Page(
        "gap",
        {
            "gap": gap,
            "same": [other for other in others if other["is_same"]],
            "others": [other for other in others if not other["is_same"]],
            "records": await site.rows("gap_records", gap=key),
        },
    )
