"""The data behind the pages: the stable views, each one click away."""

from __future__ import annotations

from datasette import Request

from kb.schema.view import views
from kb.site.page import Page
from kb.site.site import Site

PATH = r"/data$"


async def show(site: Site, request: Request) -> Page:  # noqa: ARG001 - a page like any other
    """Show the views with what a row of each is."""
    return Page("data", {"views": views(), "file": site.database})
