"""Gaps as pages show them: each with the places at which it was found."""

from __future__ import annotations

import json

from kb.site.site import Row, Site

ALL = -1
ANY = {"severity": None, "kind": None, "document": None, "claim": None}
"""No narrowing at all."""


async def of_claim(site: Site, claim: str) -> list[Row]:
    """All gaps of one claim, most misleading first."""
    return await asked(site, {**ANY, "claim": claim}, size=ALL)


async def worst(site: Site, size: int) -> list[Row]:
    """The gaps that mislead most, of many kinds."""
    rows = await site.rows("gaps_worst", **{**ANY, "severity": "major"}, size=size)
    return [_read(row) for row in rows]


async def asked(site: Site, chosen: dict[str, str | None], size: int, skip: int = 0) -> list[Row]:
    """A page of the gaps that are chosen."""
    return [_read(row) for row in await site.rows("gaps", **chosen, size=size, skip=skip)]


def _read(row: Row) -> Row:
    return {**row, "places": json.loads(row["places"])}
