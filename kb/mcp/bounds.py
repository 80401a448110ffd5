"""How large an answer may be, and pages of what does not fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from pydantic import BaseModel

from kb.mcp.shape import Page

CHARACTERS = 60_000
"""Characters of JSON that the items of one answer have together."""
MOST = 50
"""Items of one list that can be asked for."""
Item = TypeVar("Item", bound=BaseModel)
Source = TypeVar("Source")


def page(
    rows: Sequence[Source],
    make: Callable[[Source], Item],
    *,
    offset: int,
    limit: int,
    room: int = CHARACTERS,
) -> Page[Item]:
    """Items from an offset on, as many as are asked for and fit; one at least, if there is one."""
    items = fitting((make(row) for row in rows[offset : offset + limit]), room)
    after = offset + len(items)
    return Page(items=items, total=len(rows), next_offset=after if after < len(rows) else None)


def fitting(items: Iterable[Item], room: int = CHARACTERS) -> list[Item]:
    """The first items that fit; one at least."""
    found: list[Item] = []
    for item in items:
        room -= len(item.model_dump_json(exclude_none=True))
        if found and room < 0:
            break
        found.append(item)
    return found
