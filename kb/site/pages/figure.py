"""A figure by itself, as SVG or as PNG."""

from __future__ import annotations

from urllib.parse import unquote

from datasette import Request, Response

from kb.figures.style import SOURCE
from kb.site.drawing.picture import png
from kb.site.page import Missing
from kb.site.site import Site

PATH = r"/figures/(?P<figure>[^/]+)\.(?P<form>svg|png)$"
POLICY = f"default-src 'none'; style-src {SOURCE}; frame-ancestors 'none'"
"""An SVG opened by itself is a document: it may have its stylesheet and nothing else."""
PER_PIXEL = 2
"""Points of a PNG for each of the figure's."""


async def show(site: Site, request: Request) -> Response:
    """Show a figure."""
    figure_id, form = unquote(request.url_vars["figure"]), request.url_vars["form"]
    figure = await site.row("figure", figure=figure_id)
    if figure is None:
        raise Missing("figures", figure_id)
    headers = {"content-disposition": f'inline; filename="{figure_id}.{form}"'}
    if form == "png":
        drawn = await png(figure["svg"], PER_PIXEL)
        return Response(drawn, content_type="image/png", headers=headers)
    headers["content-security-policy"] = POLICY
    return Response(figure["svg"], content_type="image/svg+xml; charset=utf-8", headers=headers)
