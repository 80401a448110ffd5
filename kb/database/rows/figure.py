"""Rows of figures: pictures of what is said and known of each claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from sqlmodel import SQLModel

from kb.analysis.expression import Expressed
from kb.analysis.plots.claim import plots
from kb.analysis.plots.said import pairs
from kb.analysis.plots.versus import versus
from kb.analysis.synthesis import Synthesis
from kb.corpus import Corpus
from kb.figures.forest import draw
from kb.schema.claim import ClaimFile
from kb.schema.figure import Figure


def rows(
    corpus: Corpus, claim: ClaimFile, found: Synthesis, statements: Sequence[Expressed]
) -> Iterator[tuple[type[SQLModel], dict[str, Any]]]:
    """The figures of a claim, numbered by kind: its numbers, then its estimates."""
    counted: Counter[str] = Counter()
    said = (*versus(corpus, claim, found, statements), *pairs(corpus, claim, statements))
    for plot in (*said, *plots(corpus, claim, found)):
        counted[plot.kind] += 1
        own = asdict(draw(f"{claim.id}-{plot.kind}-{counted[plot.kind]}", plot))
        yield Figure, {"figure_id": own.pop("id"), "claim_id": claim.id, **own}
