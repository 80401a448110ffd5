"""SQL of the reader's, run apart from the pages: confined, and never more than two at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from kb.database.reader import ROWS, Answer, connect, query
from kb.site.site import Site

_THREADS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="kb-sql")
"""A query may take its ten seconds without holding up the pages, which have other threads."""


async def ask(
    site: Site, sql: str, parameters: Mapping[str, object] | None = None, limit: int = ROWS
) -> Answer:
    """The answer to SQL of unknown origin; a `QueryError` says what was wrong."""
    path = Path(site.datasette.get_database(site.database).path)

    def read() -> Answer:
        with closing(connect(path)) as connection:
            return query(connection, sql, dict(parameters or {}), limit=limit)

    return await asyncio.get_running_loop().run_in_executor(_THREADS, read)
