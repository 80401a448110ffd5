"""Addresses of a claim's nanopublication, which `kb export trig` names: they lead to the claim.

It has one, its four graphs have one each, and signed it has one with a digest (a trusty URI).
"""

from __future__ import annotations

from datasette import Request, Response

from kb.site.site import Site

PATH = r"/claim/(?P<claim>[^/]+)/[^/]*$"


async def show(site: Site, request: Request) -> Response:
    """Lead on to the claim's permanent address, version and all."""
    return Response.redirect(site.link(f"/claim/{request.url_vars['claim']}"))
