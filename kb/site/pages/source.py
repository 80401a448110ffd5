"""One source: its reference, where to find it, what rests on it, and who credits it."""

from __future__ import annotations

import json
from itertools import groupby
from urllib.parse import unquote

from datasette import Request

from kb.citing.style import DEFAULT
from kb.site.page import Missing, Page
from kb.site.sharing import citing
from kb.site.sharing.export_menu import Menu, menu
from kb.site.site import Row, Site

PATH = r"/sources/(?P<source>[^/]+)$"
PARTS = ("claims", "studies", "traces")


async def show(site: Site, request: Request) -> Page:
    """Show a source."""
    key = unquote(request.url_vars["source"])
    source, parts = await site.record("source", PARTS, source=key)
    if source is None:
        raise Missing("sources", key)
    studies = parts["studies"]
    return Page(
        "source",
        {
            "source": source,
            "cited": await citing.shown(request, citing.source(source), DEFAULT),
            "authors": json.loads(source["authors"]),
            "studies": studies,
            "menu": _menu(source, [row["study_id"] for row in studies]),
            "claims": [
                {**row, "directions": json.loads(row["directions"])} for row in parts["claims"]
            ],
            "traces": {
                basis: list(group)
                for basis, group in groupby(parts["traces"], lambda row: row["basis"])
            },
        },
    )


def _menu(source: Row, studies: list[str]) -> Menu | None:
    """What can be taken along: the claims that its studies bear on, or that it makes itself."""
    if studies:
        return menu("evidence", study=studies)
    if source["document_id"]:
        return menu("document", document=source["document_id"])
    return None
