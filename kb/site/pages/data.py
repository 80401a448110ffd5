"""The data behind the pages: what there is, how it hangs together, how to get at it."""

from __future__ import annotations

from datasette import Request

from kb.site.asking.dictionary import relations
from kb.site.asking.examples import examples
from kb.site.drawing.schema_picture import picture
from kb.site.page import Page
from kb.site.site import Site

PATH = r"/data$"


async def show(site: Site, request: Request) -> Page:
    """Show views and tables, their picture, and addresses to ask at."""
    there = list(relations().values())
    context = {
        "views": [one for one in there if one.is_view],
        "tables": [one for one in there if not one.is_view],
        "picture": picture(),
        "examples": examples(site, site.absolute(request, site.link("/"))),
        "file": site.database,
    }
    return Page("data", context)
