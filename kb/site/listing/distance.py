"""Gaps as pages show them: those in the same words once, with the places where they were found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kb.site.site import Row, Site

ANY = {"severity": None, "kind": None, "document": None, "claim": None}
"""No narrowing at all."""
TOLD = ("severity", "kind", "claim_id", "said", "evidence_says", "explanation")
"""What gaps have in common that are told once."""
PLACE = ("statement_id", "anchor", "title")


async def worst(site: Site, size: int) -> list[Row]:
    """The gaps that mislead most, of many kinds."""
    chosen = {**ANY, "severity": "major"}
    return once(await site.lasting("gaps_worst", **chosen, size=size))


async def page(
    site: Site, totals: Mapping[str, int], chosen: Mapping[str, str | None], skip: int, size: int
) -> list[Row]:
    """Gaps that are chosen, from a place on; of each severity it is known how many there are."""
    found: list[Row] = []
    for severity, n in totals.items():
        if skip < n and len(found) < size:
            asked = {**chosen, "severity": severity}
            found += await site.rows("gaps", **asked, size=size - len(found), skip=skip)
        skip = max(0, skip - n)
    return once(found)


def once(rows: Iterable[Row]) -> list[Row]:
    """Gaps in the same words as one, which has all their places."""
    found: dict[tuple[object, ...], Row] = {}
    for row in rows:
        one = found.setdefault(tuple(row[name] for name in TOLD), {**row, "places": []})
        if row["statement_id"]:
            one["places"].append({name: row[name] for name in PLACE})
    return list(found.values())
