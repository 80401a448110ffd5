"""What is answered where something is not there, takes too long, or went wrong."""

from __future__ import annotations

from datasette import NotFound, Request, Response
from datasette.database import QueryInterrupted
from datasette.views.base import DatasetteError

from kb.site import missing
from kb.site.page import Page, is_for_program, refusal, render
from kb.site.pages import addresses
from kb.site.site import Site

MISASKED = 400
ABSENT = 404
UNAVAILABLE = 503
BROKEN = 500
NOWHERE = "Nothing has this address."
SLOW = "The database took longer than this server allows. Ask for less, or try again in a moment."
SORRY = "Something went wrong on the server. What it was stands in its log, not here."


async def answer(site: Site, request: Request, error: Exception) -> Response | None:
    """Our answer to an error; None where Datasette says what is wrong with a question."""
    if isinstance(error, NotFound):
        return await _not_found(site, request, error)
    if isinstance(error, QueryInterrupted):
        return await _told(site, request, UNAVAILABLE, "This took too long", SLOW)
    if isinstance(error, DatasetteError) and _is_misasked(error):
        error.status = MISASKED
    if hasattr(error, "status"):
        return None
    return await _told(site, request, BROKEN, "This page cannot be shown", SORRY)


def _is_misasked(error: DatasetteError) -> bool:
    """Whether Datasette 0.65 calls a reader's mistake its own: a sort by no column of the table.

    What went wrong in the database was another error first.
    """
    return bool(error.status == BROKEN and error.__context__ is None)


async def _not_found(site: Site, request: Request, error: NotFound) -> Response:
    """A page with what may have been meant; a program gets Datasette's own words."""
    if is_for_program(request):
        return refusal(str(error) or NOWHERE, ABSENT)
    path = request.scope.get("route_path") or request.path
    return await render(site, request, await missing.nowhere(site, path, addresses()))


async def _told(site: Site, request: Request, status: int, title: str, why: str) -> Response:
    if is_for_program(request):
        return refusal(why, status)
    context = {"title": title, "error": why, "status": status}
    return await render(site, request, Page("error", context, status=status))
