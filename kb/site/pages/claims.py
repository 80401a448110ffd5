"""The table of claims: facets, words, order and pages, all in the address; CSV and JSON of it."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass

from datasette import Request, Response

from kb.database.search import expressions
from kb.site.facet import by_name
from kb.site.page import Page
from kb.site.selection import FACETS, PAGE_SIZE, Selection, selected
from kb.site.site import Row, Site

PATH = r"/claims(?:\.(?P<format>csv|json))?$"
EVERYTHING = -1


@dataclass(frozen=True, slots=True)
class Found:
    """Rows, the expression that found them, and whether it asked for all the words."""

    rows: list[Row]
    expression: str | None
    loose: bool


async def show(site: Site, request: Request) -> Page | Response:
    """Show a page of the selected claims, or give all of them as data."""
    selection = selected(request)
    if request.url_vars["format"]:
        everything = await _found(site, selection, size=EVERYTHING, skip=0)
        return _data(everything.rows, request.url_vars["format"])
    skip = (selection.page - 1) * PAGE_SIZE
    found = await _found(site, selection, size=PAGE_SIZE, skip=skip)
    if skip and not found.rows:  # a page beyond the last
        return Response.redirect(site.link("/claims", **selection.address()))
    parameters = {"words": found.expression, **selection.parameters()}
    total = found.rows[0]["total"] if found.rows else 0
    return Page(
        "claims",
        {
            "selection": selection,
            "claims": found.rows,
            "total": total,
            "first": skip + 1,
            "last_page": max(1, -(-total // PAGE_SIZE)),
            "facets": by_name(await site.rows("claim_facets", **parameters)),
            "names": FACETS,
            "loose": found.loose,
        },
    )


async def _found(site: Site, selection: Selection, size: int, skip: int) -> Found:
    """What has all the words; where nothing has, what has any of them."""
    asked: list[str | None] = [*expressions(selection.words)] or [None]
    window = {"sort": selection.sort, "size": size, "skip": skip}
    for expression in asked:
        rows = await site.rows("claims", words=expression, **window, **selection.parameters())
        if rows:
            return Found(rows, expression, loose=expression != asked[0])
    return Found([], asked[-1], loose=False)


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
