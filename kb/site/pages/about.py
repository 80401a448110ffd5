"""About: the method in brief, the words, the rights."""

from __future__ import annotations

import inspect
from enum import StrEnum

from datasette import Request

from kb.schema import study_vocabulary, vocabulary
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
    study_vocabulary.ReadingLevel,
)
"""Vocabularies that a reader meets on the pages."""


async def show(site: Site, request: Request) -> Page:  # noqa: ARG001 - a page like any other
    """Show how this was made and what its words mean."""
    words = [(_meaning(each), [member.value for member in each]) for each in EXPLAINED]
    return Page("about", {"vocabularies": words})


def _meaning(words: type[StrEnum]) -> str:
    """What a vocabulary is about, from its docstring's first line."""
    return (inspect.getdoc(words) or "").partition("\n")[0].replace("`", "")
