"""One statement: its place, what it claims and advises, its numbers, what it rests on, its gaps."""

from __future__ import annotations

from urllib.parse import unquote

from datasette import Request

from kb.site.document.passage import told
from kb.site.page import Missing, Page
from kb.site.site import Site

PATH = r"/statements/(?P<statement>[^/]+)$"


async def show(site: Site, request: Request) -> Page:
    """Show a statement."""
    key = unquote(request.url_vars["statement"])
    place = await site.row("statement", statement=key)
    if place is None:
        raise Missing("statements", key)
    (statement,) = await told(site, [key])
    return Page("statement", {"place": place, "statement": statement})
