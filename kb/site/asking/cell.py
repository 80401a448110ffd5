"""Cells of a table of anything: ids lead to the pages of their records."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from markupsafe import Markup

from kb.site.site import Site

LINKED = {
    "claim_id": "claims",
    "document_id": "documents",
    "guidance_id": "guidance",
    "source_key": "sources",
    "statement_id": "statements",
    "study_id": "studies",
    "term_id": "terms",
}
"""Columns whose values are ids of records that have a page."""
LISTED = {
    "claim_ids": "claims",
    "document_ids": "documents",
    "guidance_ids": "guidance",
    "statement_ids": "statements",
}
"""Columns whose values are JSON arrays of such ids."""


LONG = 40
"""Characters from which a cell needs room."""
_WORD = re.compile(r"[a-z]+(_[a-z]+)+")


@dataclass(frozen=True, slots=True)
class Cell:
    """What is shown, as a `number` or `long` or neither, and a bar in percent of the longest."""

    shown: str
    look: str = ""
    bar: float | None = None


def link(site: Site, column: str, value: object) -> Markup | None:
    """The value of a cell as links; None where it is no id."""
    if not isinstance(value, str):
        return None
    if column in LINKED:
        return _link(site, LINKED[column], value)
    if column in LISTED and (ids := _ids(value)):
        return Markup(", ").join(_link(site, LISTED[column], one) for one in ids)
    return None


def shown(site: Site, column: str, value: object, longest: int, *, readable: bool) -> Cell:
    """A cell as readers see it; text beyond `longest` characters is cut."""
    if linked := link(site, column, value):
        return Cell(linked)
    if isinstance(value, bytes):
        return Cell(f"{len(value)} bytes")
    if isinstance(value, int | float):
        return Cell(f"{value:.6g}" if isinstance(value, float) else str(value), "number")
    text = "–" if value is None else str(value)
    if readable and _WORD.fullmatch(text):
        text = text.replace("_", " ")
    cut = text if len(text) <= longest else f"{text[:longest]}…"
    return Cell(cut, "long" if len(cut) > LONG else "")


def _ids(value: str) -> list[str]:
    try:
        found = json.loads(value)
    except (ValueError, RecursionError):
        return []
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def _link(site: Site, kind: str, record: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(site.to(kind, record), record)
