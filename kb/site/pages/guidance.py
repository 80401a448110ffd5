"""One piece of guidance, with what its kind adds: steps and doses, controls, an answer."""

from __future__ import annotations

import json
from urllib.parse import unquote

from datasette import Request

from kb.site.document.passage import anchor, by_document, with_numbers
from kb.site.page import Missing, Page
from kb.site.site import Row, Site

PATH = r"/guidance/(?P<guidance>[^/]+)$"
SHOWN = ("relations", "claims", "controls")
"""Parts that are shown as they are."""
PARTS = (*SHOWN, "statements", "quantities", "doses")


async def show(site: Site, request: Request) -> Page:
    """Show a piece of guidance."""
    key = unquote(request.url_vars["guidance"])
    guidance, parts = await site.record("guidance", PARTS, guidance=key)
    if guidance is None:
        raise Missing("guidance", key)
    doses = parts["doses"]
    return Page(
        "guidance",
        {
            "guidance": guidance,
            "synonyms": json.loads(guidance["synonyms"] or "[]"),
            "documents": by_document(with_numbers(parts["statements"], parts["quantities"])),
            "doses": [dose for dose in doses if dose["owner_type"] == "guidance"],
            **{name: parts[name] for name in SHOWN},
            **(await _protocol(site, key, doses) if guidance["kind"] == "protocol" else {}),
        },
    )


async def _protocol(site: Site, key: str, doses: list[Row]) -> dict[str, object]:
    """Steps with their doses, and how the protocol grows."""
    steps = await site.rows("guidance_steps", guidance=key)
    progression = await site.rows("guidance_progression", guidance=key)
    return {
        "steps": [
            {
                **step,
                "equipment": json.loads(step["equipment"]),
                "places": _places(step["places"]),
                "doses": [dose for dose in doses if dose["owner_id"] == step["step_id"]],
            }
            for step in steps
        ],
        "progression": [{**rule, "places": _places(rule["places"])} for rule in progression],
    }


def _places(written: str) -> list[Row]:
    """Statements with the ids of their places in their documents' pages."""
    return [{**place, "anchor_id": anchor(place["statement_id"])} for place in json.loads(written)]
