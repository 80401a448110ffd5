"""One document: its statements in reading order; in a private build its text with their spans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from typing import Any
from urllib.parse import unquote

from datasette import Request

from kb.site.highlight import pieces
from kb.site.page import Missing, Page
from kb.site.passage import by_statement, with_numbers, with_traces
from kb.site.site import Row, Site
from kb.site.strip import strip

PATH = r"/documents/(?P<document>[^/]+)$"


async def show(site: Site, request: Request) -> Page:
    """Show a document, all of it or its statements of one kind."""
    document_id = unquote(request.url_vars["document"])
    document = await site.row("document", document=document_id)
    if document is None:
        raise Missing("documents", document_id)
    everything = await _statements(site, document_id)
    told = [row for row in everything if row["kind"] != "noise"]
    kinds = Counter(row["kind"] for row in told)
    kind = request.args.get("kind")
    shown = [row for row in told if kind not in kinds or row["kind"] == kind]
    return Page(
        "document",
        {
            "document": document,
            "kinds": sorted(kinds.items(), key=lambda item: (-item[1], item[0])),
            "kind": kind if kind in kinds else None,
            "n_statements": len(told),
            "n_gaps": sum(len(row["gaps"]) for row in told),
            "sections": _sections(shown),
            "noise": [row for row in everything if row["kind"] == "noise"],
            "strip": strip(shown, document["characters"]),
            "pieces": pieces(document["text"], shown) if document["text"] else [],
        },
    )


async def _statements(site: Site, document: str) -> list[Row]:
    """All statements with their numbers, claims, guidance, traces and gaps."""
    quantities = await site.rows("document_quantities", document=document)
    rows = await site.rows("document_statements", document=document)
    traces = await site.rows("document_traces", document=document)
    beside = {
        name: by_statement(await site.rows(f"document_{name}", document=document))
        for name in ("claims", "guidance", "gaps")
    }
    return [
        {**row, **{name: found.get(row["statement_id"], []) for name, found in beside.items()}}
        for row in with_traces(with_numbers(rows, quantities), traces)
    ]


def _sections(statements: Iterable[Row]) -> list[dict[str, Any]]:
    """Headings in reading order, each with the statements that stand under it."""
    groups = groupby(statements, key=lambda row: (row["heading_position"], row["heading"]))
    return [
        {"heading": heading, "anchor_id": f"h-{position or 0}", "statements": list(group)}
        for (position, heading), group in groups
    ]
