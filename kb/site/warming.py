"""What the first readers of a large knowledge base would wait for, found as the server starts.

At a million claims the pages that tell of all of them take seconds the first time, and then none.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from threading import Thread

from datasette import Request

from kb.site import pages
from kb.site.site import Site

LARGE = 50_000_000
"""Bytes of a file from which on it is worth it."""
PAGES = ("home", "claims", "gaps", "doses", "terms")
"""Modules of pages."""


def begin(site: Site) -> None:
    """Look at these pages beside the server's own work, of a large file that cannot change."""
    database = site.datasette.get_database(site.database)
    if not database.is_mutable and database.size >= LARGE:
        Thread(target=_visit, args=[site], name="kb-warming", daemon=True).start()


def _visit(site: Site) -> None:
    with suppress(RuntimeError):  # the server ends meanwhile, and takes no more questions
        asyncio.run(visited(site))


async def visited(site: Site) -> None:
    """Have the pages made, and thrown away."""
    for page in pages.modules():
        if page.__name__.rpartition(".")[2] in PAGES:
            await page.show(site, Request.fake("/", url_vars={"format": None}))
