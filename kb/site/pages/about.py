"""About: the method in brief, the words, the rights."""

from __future__ import annotations

import inspect

from datasette import Request

from kb.schema import vocabulary
from kb.site.page import Page
from kb.site.site import Site

PATH = r"/about$"
EXPLAINED = (
    vocabulary.StatementKind,
    vocabulary.Attribution,
    vocabulary.Hedging,
    vocabulary.ClaimKind,
    vocabulary.ClaimDirection,
    vocabulary.Expression,
    vocabulary.RelationKind,
    vocabulary.Scale,
    vocabulary.VerdictRating,
    vocabulary.Certainty,
    vocabulary.EvidenceDirection,
    vocabulary.Directness,
    vocabulary.ReadingLevel,
)
"""Vocabularies that a reader meets on the pages."""


async def show(site: Site, request: Request) -> Page:  # noqa: ARG001 - a page like any other
    """Show how this was made and what its words mean."""
    words = [
        (inspect.getdoc(each) or "", [member.value for member in each]) for each in EXPLAINED
    ]
    return Page("about", {"counts": await site.row("counts"), "vocabularies": words})
