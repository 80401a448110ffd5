"""A claim's permanent address, with its version or without: it leads to the claim's page."""

from __future__ import annotations

from urllib.parse import quote, unquote

from datasette import Request, Response

from kb.site.page import Missing
from kb.site.site import Site

PATH = r"/claim/(?P<claim>[^/]+)$"


async def show(site: Site, request: Request) -> Response:
    """Lead on to the page, which tells when the version is another by now."""
    asked = unquote(request.url_vars["claim"])
    claim_id = asked.partition("@")[0]
    if await site.row("claim_known", claim=claim_id) is None:
        raise Missing("claims", claim_id)
    return Response.redirect(site.link(f"/claims/{quote(asked, safe='@')}"))
