"""Rows of figures: pictures of what is known of each claim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from sqlmodel import SQLModel

from kb.analysis.plots.claim import plots
from kb.analysis.synthesis import Synthesis
from kb.corpus import Corpus
from kb.figures import forest
from kb.figures.svg import Drawing
from kb.schema.claim import ClaimFile
from kb.schema.figure import Figure


def rows(
    corpus: Corpus, claim: ClaimFile, found: Synthesis
) -> Iterator[tuple[type[SQLModel], dict[str, Any]]]:
    """The figures of a claim whose findings come to a synthesis."""
    for number, plot in enumerate(plots(corpus, claim, found), 1):
        yield Figure, _row(claim.id, forest.draw(f"{claim.id}-forest-{number}", plot))


def _row(claim: str, drawn: Drawing) -> dict[str, Any]:
    own = asdict(drawn)
    return {"figure_id": own.pop("id"), "claim_id": claim, **own}
