"""The bibliography in a style: all sources, or those of a claim, a document or a study."""

from __future__ import annotations

from datasette import Request, Response

from kb.citing.forms import forms
from kb.citing.style import DEFAULT
from kb.site.listing.selection import page_number
from kb.site.page import Missing, Page
from kb.site.sharing import citing
from kb.site.sharing.export_menu import references
from kb.site.site import Row, Site

PATH = rf"/bibliography(?:\.(?P<ending>{citing.ENDINGS}))?$"
PAGE_SIZE = 100
SHELVES = {"claim": "claims", "document": "documents", "study": "studies"}
"""What it can be narrowed to, and the part of the site where that stands."""


async def show(site: Site, request: Request) -> Page | Response:
    """Show a page of the references, or give all of them as a file."""
    of = {name: request.args.get(name) or None for name in SHELVES}
    whose = await _whose(site, of)
    ending = request.url_vars["ending"]
    if ending:
        rows = await site.rows("bibliography", size=-1, skip=0, **of)
        name = "-".join(filter(None, ("bibliography", *of.values())))
        return citing.file([citing.source(row) for row in rows], ending, name)
    return await _page(site, request, of, whose)


async def _page(
    site: Site, request: Request, of: dict[str, str | None], whose: list[Row]
) -> Page | Response:
    page, choice = page_number(request), citing.chosen(request)
    style = choice.style or DEFAULT
    skip = (page - 1) * PAGE_SIZE
    rows = await site.rows("bibliography", size=PAGE_SIZE, skip=skip, **of)
    if skip and not rows:  # a page beyond the last
        return Response.redirect(site.link("/bibliography", style=choice.name, **of))
    made = await citing.references([citing.source(row) for row in rows], style)
    total = rows[0]["total"] if rows else 0
    context = {
        "references": [
            {**row, "reference": reference} for row, reference in zip(rows, made, strict=True)
        ],
        "total": total,
        "whose": whose,
        "menu": None if whose else references(),
        "of": of,
        "choice": choice,
        "style": style,
        "forms": forms(),
        "first": skip + 1,
        "page": page,
        "last_page": max(1, -(-total // PAGE_SIZE)),
    }
    return Page("bibliography", context)


async def _whose(site: Site, of: dict[str, str | None]) -> list[Row]:
    """What it is narrowed to; all of it must be there."""
    found = await site.rows("bibliography_of", **of)
    shelves = [row["shelf"] for row in found]
    for name, record in of.items():
        if record and SHELVES[name] not in shelves:
            raise Missing(SHELVES[name], record)
    return found
