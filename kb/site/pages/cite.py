"""A claim or a source as a file for reference managers, or as a line of text."""

from __future__ import annotations

from urllib.parse import unquote

from datasette import Request, Response

from kb.site.page import Missing
from kb.site.sharing import citing
from kb.site.site import Site

PATH = (
    r"/(?P<kind>claims|sources)/(?P<record>[^/]+)"
    rf"/cite\.(?P<ending>{citing.ENDINGS}|{citing.PLAIN})$"
)


async def show(site: Site, request: Request) -> Response:
    """Give the file; as text, in the style that is asked for."""
    kind, ending = request.url_vars["kind"], request.url_vars["ending"]
    record = unquote(request.url_vars["record"])
    cited = await citing.one(site, request, kind, record)
    if cited is None:
        raise Missing(kind, record)
    name = f"{cited.item['id']}"
    if ending != citing.PLAIN:
        return citing.file([cited], ending, name)
    line = await citing.plain(cited, citing.chosen(request).style)
    return citing.text_file(f"{line}\n", "text/plain", f"{name}.{citing.PLAIN}")
