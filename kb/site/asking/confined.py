"""What may take long is done apart from the pages, never more than two at a time."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from kb.database.reader import ROWS, Answer, connect, query
from kb.site.site import Site

Result = TypeVar("Result")
_THREADS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="kb-sql")
"""A reader's query may take its ten seconds: the pages have other threads."""


async def apart(site: Site, work: Callable[[sqlite3.Connection], Result]) -> Result:
    """What work gives that is done with a connection and a thread of its own."""
    path = Path(site.datasette.get_database(site.database).path)

    def done() -> Result:
        with closing(connect(path)) as connection:
            return work(connection)

    return await asyncio.get_running_loop().run_in_executor(_THREADS, done)


async def ask(
    site: Site, sql: str, parameters: Mapping[str, object] | None = None, limit: int = ROWS
) -> Answer:
    """The answer to SQL of unknown origin; a `QueryError` says what was wrong."""
    values = dict(parameters or {})
    return await apart(site, lambda connection: query(connection, sql, values, limit=limit))
