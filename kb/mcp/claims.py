"""Claims by id: with their version, and found though the id is not quite right."""

from __future__ import annotations

import json
from collections.abc import Iterable

from kb.mcp.base import Base, RefusedError
from kb.problems import nearest

_SHOWN = 80
FEW = 10
"""Ids that are told where none is like what was written."""


def versioned(base: Base, ids: Iterable[str]) -> list[str]:
    """Claims as `id@version`, sorted; what is no claim is left out."""
    sql = """select id || '@' || version as claim from claim
        where id in (select value from json_each(:ids)) order by id"""
    return [row["claim"] for row in base.rows(sql, ids=json.dumps(sorted(set(ids))))]


def known(base: Base, table: str, written: str) -> str:
    """An id that is there.

    Raises
    ------
    RefusedError
        If it is not, naming the one meant.
    """
    query = f"select id from {table}"  # noqa: S608 - our own name
    if base.rows(f"{query} where id = :id", id=written):
        return written
    there = [row["id"] for row in base.rows(query)]
    else_ = "search_claims finds claims by words"
    if table != "claim":
        else_ = f"there is {', '.join(there[:FEW])}"
    hint = nearest(written, there) or else_
    message = f"no {table} has the id `{written[:_SHOWN]}`: {hint}"
    raise RefusedError(message)
