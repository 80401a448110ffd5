"""A document's statements in reading order, known by numbers only, and the parts they make."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from kb.schema.vocabulary import Severity, StatementKind
from kb.site.document.part import Part, near, parts
from kb.site.document.passage import anchor
from kb.site.page import Missing
from kb.site.site import Row, Site

MOST_HEADINGS = 120
"""Headings that the contents name; of a longer document those of the part at hand, and the first
of each part around it."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A document, what was taken apart of it, and what was not."""

    document: Row
    told: list[Row]
    noise: list[str]
    parts: list[Part]

    @property
    def key(self) -> str:
        """The document's id."""
        return str(self.document["document_id"])

    @property
    def last(self) -> Part:
        """The last part, at whose end the noise stands; an empty one where nothing is told."""
        return self.parts[-1] if self.parts else Part(1, ())

    def holds(self, statement: str) -> bool:
        """Whether a statement is one of the document's."""
        return statement in self.noise or any(row["statement_id"] == statement for row in self.told)

    def place(self, statement: str) -> str:
        """Where a statement stands, as the end of an address."""
        part = of_statement(self.parts, statement) or self.last
        return f"?part={part.number}#{anchor(statement)}"


async def outlined(site: Site, key: str) -> Outline:
    """The outline of a document that must be there."""
    document = await site.row("document", document=key)
    if document is None:
        raise Missing("documents", key)
    rows = [
        {**row, **{name: json.loads(row[name]) for name in ("verdicts", "bases")}}
        for row in await site.rows("document_outline", document=key)
    ]
    told = [row for row in rows if row["kind"] != StatementKind.noise]
    noise = [row["statement_id"] for row in rows if row["kind"] == StatementKind.noise]
    return Outline(document, told, noise, parts(told))


def of_statement(found: Sequence[Part], statement: str) -> Part | None:
    """The part in which a statement is shown."""
    return next((part for part in found if statement in part.ids), None)


def contents(shown: Sequence[Part], here: Part) -> list[dict[str, Any]]:
    """Headings with the part in which each begins, and what stands under it in numbers."""
    rows = [{**row, "part": part.number} for part in shown for row in part.statements]
    groups = groupby(rows, key=lambda row: (row["heading_position"], row["heading"]))
    found = [
        {
            "heading": heading,
            "position": position,
            "part": some[0]["part"],
            "n": len(some),
            "n_claiming": sum(bool(row["verdicts"]) for row in some),
            "gaps": {severity: n for severity in reversed(Severity) if (n := _sum(some, severity))},
        }
        for (position, heading), group in groups
        for some in [list(group)]
    ]
    if len(found) <= MOST_HEADINGS:
        return found
    named = {part.number for part in near(shown, here)}
    firsts = {one["part"]: one for one in reversed(found)}
    return [
        one
        for one in found
        if one["part"] == here.number or (one["part"] in named and firsts[one["part"]] is one)
    ]


def _sum(rows: Iterable[Row], name: str) -> int:
    return sum(row[name] for row in rows)
