"""The home page: what this is, the evidence at a glance, and the ways in."""

from __future__ import annotations

import re

from datasette import Request

from kb.schema.vocabulary import VerdictRating
from kb.site.drawing import evidence_map
from kb.site.listing import distance
from kb.site.listing.facet import by_name
from kb.site.page import Page
from kb.site.site import Site

PATH = r"/$"
WORST = 4
"""Gaps that are shown."""
LATEST = 5
"""Verdicts that are shown."""
WAYS = 8
"""Values of a facet, and documents, that are named at most."""
VERDICTS = (*VerdictRating, "not_yet_assessed")
"""Of the map's legend, in order."""


async def show(site: Site, request: Request) -> Page:  # noqa: ARG001 - a page like any other
    """Show counts, the map, what is most distorted, what was judged last, and facets."""
    drawn = await evidence_map.drawn(site)
    return Page(
        "home",
        {
            "gist": first_sentence(site.about.about),
            "counts": (await site.lasting("counts"))[0],
            "map": drawn,
            "legend": [verdict for verdict in VERDICTS if verdict in drawn.verdicts],
            "sizes": evidence_map.sizes(drawn.most_studies),
            "worst": await distance.worst(site, WORST),
            "latest": await site.lasting("home_latest", size=LATEST),
            "facets": by_name(await site.lasting("home_facets", size=WAYS)),
            "documents": await site.lasting("home_documents", size=WAYS),
            "guidance_kinds": await site.lasting("guidance_kinds"),
        },
    )


def first_sentence(text: str) -> str:
    """What a text says first."""
    return re.split(r"(?<=[.!?])\s+(?=\S)", " ".join(text.split()), maxsplit=1)[0]
