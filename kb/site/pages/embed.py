"""One claim as a card, for pages of other sites."""

from __future__ import annotations

from urllib.parse import unquote

from datasette import Request

from kb.site.page import HEADERS, Missing, Page
from kb.site.site import Site

PATH = r"/claims/(?P<claim>[^/]+)/embed$"
POLICY = HEADERS["content-security-policy"].replace("frame-ancestors 'none'", "frame-ancestors *")


async def show(site: Site, request: Request) -> Page:
    """Show what may be said of a claim."""
    claim_id = unquote(request.url_vars["claim"])
    claim = await site.row("claim", claim=claim_id)
    if claim is None:
        raise Missing("claims", claim_id)
    address = site.absolute(request, site.to("claims", claim_id))
    headers = {"content-security-policy": POLICY, "x-robots-tag": "noindex"}
    return Page("embed", {"claim": claim, "address": address}, headers=headers)
