"""Gaps as pages show them: those in the same words once, with the places where they were found."""

from __future__ import annotations

from collections.abc import Iterable

from kb.site.site import Row, Site

ALL = -1
ANY = {"severity": None, "kind": None, "document": None, "claim": None}
"""No narrowing at all."""
TOLD = ("severity", "kind", "claim_id", "said", "evidence_says", "explanation")
"""What gaps have in common that are told once."""
PLACE = ("statement_id", "anchor", "title")


async def of_claim(site: Site, claim: str) -> list[Row]:
    """All gaps of one claim, most misleading first."""
    return await asked(site, {**ANY, "claim": claim}, size=ALL)


async def worst(site: Site, size: int) -> list[Row]:
    """The gaps that mislead most, of many kinds."""
    chosen = {**ANY, "severity": "major"}
    return _once(await site.lasting("gaps_worst", **chosen, size=size))


async def asked(site: Site, chosen: dict[str, str | None], size: int, skip: int = 0) -> list[Row]:
    """A page of the gaps that are chosen."""
    return _once(await site.rows("gaps", **chosen, size=size, skip=skip))


def _once(rows: Iterable[Row]) -> list[Row]:
    """Gaps in the same words as one, which has all their places."""
    found: dict[tuple[object, ...], Row] = {}
    for row in rows:
        one = found.setdefault(tuple(row[name] for name in TOLD), {**row, "places": []})
        if row["statement_id"]:
            one["places"].append({name: row[name] for name in PLACE})
    return list(found.values())
