"""The documents, each with how much of it is borne out."""

from __future__ import annotations

import json
from itertools import groupby

from datasette import Request, Response

from kb.site.listing.selection import page_number
from kb.site.listing.tally import shares
from kb.site.page import Page
from kb.site.site import Site

PATH = r"/documents$"
PAGE_SIZE = 25


async def show(site: Site, request: Request) -> Page | Response:
    """Show a page of the documents with what was found in them."""
    page = page_number(request)
    documents = await site.rows("documents_page", size=PAGE_SIZE, skip=(page - 1) * PAGE_SIZE)
    if page > 1 and not documents:
        return Response.redirect(site.link("/documents"))
    ids = json.dumps([row["document_id"] for row in documents])
    rows = await site.rows("documents_verdicts", documents=ids)
    verdicts = {
        document: shares({row["verdict"]: row["n"] for row in group})
        for document, group in groupby(rows, key=lambda row: row["document_id"])
    }
    return Page(
        "documents",
        {
            "documents": [
                {**row, "shares": verdicts.get(row["document_id"], [])} for row in documents
            ],
            "page": page,
            "last_page": -(-documents[0]["total"] // PAGE_SIZE) if documents else 1,
        },
    )
