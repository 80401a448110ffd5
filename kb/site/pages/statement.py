"""One statement: its address leads to its place in its document."""

from __future__ import annotations

from urllib.parse import unquote

from datasette import Request, Response

from kb.site.page import Missing
from kb.site.passage import anchor
from kb.site.site import Site

PATH = r"/statements/(?P<statement>[^/]+)$"


async def show(site: Site, request: Request) -> Response:
    """Lead to the statement's place."""
    statement_id = unquote(request.url_vars["statement"])
    row = await site.row("statement", statement=statement_id)
    if row is None:
        raise Missing("statements", statement_id)
    return Response.redirect(f"{site.to('documents', row['document_id'])}#{anchor(statement_id)}")
