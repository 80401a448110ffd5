"""Chosen claims as CSV or JSON, row by row: an answer of any size, in little memory."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import AsyncIterator, Sequence
from typing import Any

from datasette.utils.asgi import AsgiStream

from kb.site.site import Row, Site

AT_A_TIME = 1000
"""Claims asked for by one query."""
TYPES = {"csv": "text/csv", "json": "application/json"}


def streamed(site: Site, claims: Sequence[int], extension: str) -> AsgiStream:
    """A response with all rows of the chosen claims."""
    write = {"csv": _csv, "json": _json}[extension]

    async def send(writer: Any) -> None:  # noqa: ANN401 - Datasette publishes no types
        async for text in write(_batches(site, claims)):
            await writer.write(text)

    return AsgiStream(
        send,
        headers={"content-disposition": f'inline; filename="claims.{extension}"'},
        content_type=f"{TYPES[extension]}; charset=utf-8",
    )


async def rows(site: Site, claims: Sequence[int]) -> list[Row]:
    """What is shown of claims, in their order."""
    return await site.rows("claims", claims=json.dumps(claims))


async def _batches(site: Site, claims: Sequence[int]) -> AsyncIterator[list[Row]]:
    for start in range(0, len(claims), AT_A_TIME):
        yield await rows(site, claims[start : start + AT_A_TIME])


async def _csv(batches: AsyncIterator[list[Row]]) -> AsyncIterator[str]:
    """A heading, then the rows; of no claims at all the id's heading only."""
    is_first = True
    async for batch in batches:
        file = io.StringIO()
        writer = csv.DictWriter(file, fieldnames=list(batch[0]))
        if is_first:
            writer.writeheader()
        writer.writerows(batch)
        is_first = False
        yield file.getvalue()
    if is_first:
        yield "claim_id\r\n"


async def _json(batches: AsyncIterator[list[Row]]) -> AsyncIterator[str]:
    before = "["
    async for batch in batches:
        yield before + ",\n".join(json.dumps(row, ensure_ascii=False) for row in batch)
        before = ",\n"
    yield "[]" if before == "[" else "]"
