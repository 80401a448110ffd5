"""What the documents advise, warn, require, ask and define."""

from __future__ import annotations

import json

from datasette import Request

from kb.schema.vocabulary import GuidanceKind
from kb.site.page import Page
from kb.site.site import Site

PATH = r"/guidance$"


async def show(site: Site, request: Request) -> Page:
    """Show guidance by kind, all of it or of one kind."""
    asked = request.args.get("kind")
    kind = asked if asked in set(GuidanceKind) else None
    rows = await site.rows("guidance_list", kind=kind)
    kinds = await site.rows("guidance_kinds")
    return Page(
        "guidance_list",
        {
            "kind": kind,
            "kinds": kinds,
            "groups": [
                (
                    each["kind"],
                    [
                        {**row, "documents": json.loads(row["document_ids"])}
                        for row in rows
                        if row["kind"] == each["kind"]
                    ],
                )
                for each in kinds
                if kind in (None, each["kind"])
            ],
        },
    )
