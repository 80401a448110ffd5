"""The card of a claim, as PNG: what shows where its address is shared."""

from __future__ import annotations

from urllib.parse import unquote

from datasette import Request, Response

from kb.figures.card import Card, draw
from kb.schema.vocabulary import Certainty, VerdictRating
from kb.site.drawing.picture import png
from kb.site.page import Missing
from kb.site.site import Site

PATH = r"/claims/(?P<claim>[^/]+)/card\.png$"


async def show(site: Site, request: Request) -> Response:
    """Show the card of a claim."""
    claim_id = unquote(request.url_vars["claim"])
    claim = await site.row("claim", claim=claim_id)
    if claim is None:
        raise Missing("claims", claim_id)
    card = Card(
        claim["claim"],
        VerdictRating(claim["verdict"]) if claim["verdict"] else None,
        Certainty(claim["certainty"]) if claim["certainty"] else None,
        site.about.title,
    )
    return Response(await png(draw(card), 1), content_type="image/png")
