"""Statements that make several claims at once, each claim judged by itself."""

from __future__ import annotations

from datasette import Request, Response

from kb.site.drawing.fan import fans
from kb.site.listing.narrowing import narrowed
from kb.site.listing.selection import page_number
from kb.site.page import Page
from kb.site.site import Site

PATH = r"/compare/statements$"
PAGE_SIZE = 8


async def show(site: Site, request: Request) -> Page | Response:
    """Show a page of statements, the broadest first."""
    narrowing = narrowed(request, "document")
    page = page_number(request)
    skip = (page - 1) * PAGE_SIZE
    found = await site.lasting("compare_statements", **narrowing.chosen, size=PAGE_SIZE, skip=skip)
    if skip and not found:  # a page beyond the last
        return Response.redirect(site.link("/compare/statements", **narrowing.chosen))
    documents = await site.lasting("documents")
    return Page(
        "compare_statements",
        {
            "fans": await fans(site, found),
            "total": found[0]["total"] if found else 0,
            "page": page,
            "last_page": max(1, -(-found[0]["total"] // PAGE_SIZE)) if found else 1,
            "narrowing": narrowing,
            "unknown": narrowing.unknown({"document": [row["document_id"] for row in documents]}),
        },
    )
