"""The list of claims: facets, ranges, words, order, view and page, all in the address; its data."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl

from datasette import Request, Response
from datasette.utils.asgi import AsgiStream

from kb.database.claim_index import Chosen, ClaimIndex, Counted
from kb.database.facet import FACETS, MEASURES
from kb.site.listing.selection import UNITS, VIEWS, Selection, selected, strange
from kb.site.page import Page
from kb.site.sharing.claim_data import rows, streamed
from kb.site.sharing.export_menu import menu
from kb.site.site import Site

PATH = r"/claims(?:\.(?P<format>csv|json))?$"
MOST_VALUES = 30
"""Values of a facet that are listed, most common first; any other can be typed."""


@dataclass(frozen=True, slots=True)
class Found:
    """A page of the chosen claims, all of them where data is asked for, and what to choose next."""

    claims: list[int]
    total: int
    loose: bool
    facets: dict[str, Counted]
    without: dict[str, int]


async def show(site: Site, request: Request) -> Page | Response | AsgiStream:
    """Show a page of the selected claims, or give all of them as data."""
    index = await _index(site)
    selection = selected(request, index.names)
    if extension := request.url_vars["format"]:
        strange_too = replace(selection, faults=(*strange(request), *selection.faults))
        return await _data(site, index, strange_too, extension)
    asked = parse_qsl(request.query_string, keep_blank_values=True)
    if not selection.faults and any(not value for _, value in asked):  # a form, sent
        return Response.redirect(site.link("/claims", **selection.address()))
    found = await _ask(site, index, selection)
    if selection.page > 1 and not found.claims:  # a page beyond the last
        return Response.redirect(site.link("/claims", **selection.address()))
    return await _page(site, request, selection, found, index)


async def _page(
    site: Site, request: Request, selection: Selection, found: Found, index: ClaimIndex
) -> Page:
    context = {
        "selection": selection,
        "chips": selection.chips(),
        "labels": index.names.labels,
        "claims": await rows(site, found.claims),
        "found": found,
        "first": (selection.page - 1) * selection.size + 1,
        "last_page": max(1, -(-found.total // selection.size)),
        "names": FACETS,
        "measures": MEASURES,
        "units": UNITS,
        "views": VIEWS,
        "typed": request.args,
        "menu": menu("evidence", **selection.filters.parameters()),
        "wrong": {fault.parameter for fault in selection.faults},
    }
    template = "claims_summary" if selection.view == "summary" else "claims"
    return Page(template, context, status=400 if selection.faults else 200)


async def _data(
    site: Site, index: ClaimIndex, selection: Selection, extension: str
) -> Response | AsgiStream:
    """All chosen claims; nothing at all where it is not clear which are asked for."""
    if selection.faults:
        messages = [fault.told for fault in selection.faults]
        return Response.json({"ok": False, "errors": messages}, status=400)

    def all_of(connection: sqlite3.Connection) -> list[int]:
        return [*map(int, _chosen(index, connection, selection).claims)]

    return streamed(site, await site.asked(all_of), extension)


async def _ask(site: Site, index: ClaimIndex, selection: Selection) -> Found:
    def ask(connection: sqlite3.Connection) -> Found:
        chosen = _chosen(index, connection, selection)
        skip = (selection.page - 1) * selection.size
        claims = chosen.claims[skip : skip + selection.size].tolist()
        asked = selection.filters.chosen
        return Found(
            claims,
            chosen.total,
            chosen.loose,
            {name: chosen.counted(name, asked.get(name, ()), MOST_VALUES) for name in FACETS},
            {part: chosen.without(part) for part in selection.filters.parts},
        )

    return await site.asked(ask)


def _chosen(index: ClaimIndex, connection: sqlite3.Connection, selection: Selection) -> Chosen:
    return index.choose(connection, selection.filters, selection.order)


async def _index(site: Site) -> ClaimIndex:
    """What is remembered of the claims, read once for a server."""
    if not hasattr(site.datasette, "kb_claim_index"):
        site.datasette.kb_claim_index = await site.once(("claim_index",), ClaimIndex)
    found: ClaimIndex = site.datasette.kb_claim_index
    return found
