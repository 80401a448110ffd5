"""A document at a glance: how much of it is borne out, where it parts from what is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from kb.schema.vocabulary import Attribution, Basis, ClaimKind, Severity
from kb.site.listing.tally import shares
from kb.site.site import Row, Site

JUDGED = (ClaimKind.effect, ClaimKind.comparison)
"""Kinds of claim that are held against evidence first of all."""


async def glance(site: Site, document: Row, told: Sequence[Row]) -> dict[str, Any]:
    """Verdicts of the claims by kind, gaps by severity, and what became of every credit."""
    rows = await site.rows("document_verdicts", document=document["document_id"])
    credited = [row for row in told if row["attribution"] not in (None, Attribution.none)]
    return {
        "verdicts": _verdicts(rows),
        "gaps": {
            severity: n
            for severity in reversed(Severity)
            if (n := sum(row[severity] for row in told))
        },
        "n_credited": len(credited),
        "traced": _traced(credited),
    }


def _traced(credited: Sequence[Row]) -> dict[str, int]:
    """Credited statements by the best that is known of their source."""
    best = Counter(
        next((basis for basis in Basis if basis in row["bases"]), None) for row in credited
    )
    return {str(basis or "untraced"): best[basis] for basis in (*Basis, None) if best[basis]}


def _verdicts(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """A bar for each of the kinds that must have a verdict, and one for all others."""
    groups: dict[str, Counter[str]] = {}
    kinds: dict[str, list[str]] = {}
    for row in rows:
        name = row["kind"] if row["kind"] in JUDGED else "other"
        groups.setdefault(name, Counter())[row["verdict"]] += row["n"]
        kinds.setdefault(name, [])
        kinds[name] += [row["kind"]] if row["kind"] not in kinds[name] else []
    return [
        {"name": name, "kinds": kinds[name], "n": counts.total(), "shares": shares(counts)}
        for name in (*JUDGED, "other")
        if (counts := groups.get(name))
    ]
