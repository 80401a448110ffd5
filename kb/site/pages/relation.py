"""One view or table: its columns and what refers to it."""

from __future__ import annotations

from datasette import Request

from kb.site.asking.dictionary import referring, relations
from kb.site.page import Missing, Page
from kb.site.site import Site

PATH = r"/data/(?P<name>[^/]+)$"


async def show(site: Site, request: Request) -> Page:  # noqa: ARG001 - a page like any other
    """Show the columns with their meaning."""
    name = request.url_vars["name"]
    relation = relations().get(name)
    if relation is None:
        raise Missing("data", name)
    context = {
        "relation": relation,
        "referring": referring(name),
        "sql": f"select *\nfrom {name}\nlimit 50",
    }
    return Page("relation", context)
