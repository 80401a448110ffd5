"""The table of claims: facets, words, order and pages, all in the address; CSV and JSON of it."""

from __future__ import annotations

import csv
import io
import json

from datasette import Request, Response

from kb.database.search import expressions
from kb.site.facet import by_name
from kb.site.page import Page
from kb.site.selection import FACETS, PAGE_SIZE, Selection, selected
from kb.site.site import Row, Site

PATH = r"/claims(?:\.(?P<format>csv|json))?$"
EVERYTHING = -1


async def show(site: Site, request: Request) -> Page | Response:
    """Show a page of the selected claims, or give all of them as data."""
    selection = selected(request)
    if request.url_vars["format"]:
        rows, _ = await _claims(site, selection, EVERYTHING)
        return _data(rows, request.url_vars["format"])
    rows, words = await _claims(site, selection, PAGE_SIZE)
    facets = await site.rows("claim_facets", words=words, **selection.parameters())
    total = rows[0]["total"] if rows else 0
    return Page(
        "claims",
        {
            "selection": selection,
            "claims": rows,
            "total": total,
            "first": (selection.page - 1) * PAGE_SIZE + 1,
            "last_page": max(1, -(-total // PAGE_SIZE)),
            "facets": by_name(facets),
            "names": FACETS,
            "loose": bool(words and " OR " in words),
        },
    )


async def _claims(site: Site, selection: Selection, size: int) -> tuple[list[Row], str | None]:
    """The rows, and the expression that found them: all words first, else any of them."""
    rows: list[Row] = []
    expression: str | None = None
    for expression in [*expressions(selection.words)] or [None]:
        rows = await site.rows(
            "claims",
            words=expression,
            sort=selection.sort,
            size=size,
            skip=0 if size == EVERYTHING else (selection.page - 1) * PAGE_SIZE,
            **selection.parameters(),
        )
        if rows:
            break
    return rows, expression


def _data(rows: list[Row], extension: str) -> Response:
    plain = [{name: value for name, value in row.items() if name != "total"} for row in rows]
    if extension == "json":
        body, content_type = json.dumps(plain, ensure_ascii=False), "application/json"
    else:
        body, content_type = _csv(plain), "text/csv"
    disposition = f'inline; filename="claims.{extension}"'
    return Response(
        body,
        content_type=f"{content_type}; charset=utf-8",
        headers={"content-disposition": disposition},
    )


def _csv(rows: list[Row]) -> str:
    file = io.StringIO()
    writer = csv.DictWriter(file, fieldnames=list(rows[0]) if rows else ["claim_id"])
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()
