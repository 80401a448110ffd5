"""A document's text cut at the ends of its spans, so that overlapping ones can be told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kb.site.lanes import lanes
from kb.site.site import Row

MOST_LANES = 4
"""Underlines that are drawn below one another; deeper ones share the last."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text between two cuts."""

    text: str
    lanes: tuple[int, ...]
    begins: tuple[Row, ...]


def pieces(text: str, statements: Sequence[Row]) -> list[Piece]:
    """The text in pieces, each with the lanes of the statements over it, and those that begin."""
    spans = [(row["char_start"], row["char_end"]) for row in statements]
    placed = list(zip(statements, spans, lanes(spans), strict=True))
    cuts = sorted({0, len(text), *(cut for span in spans for cut in span)})
    found = []
    for start, end in pairwise(cuts):
        over = {
            min(lane, MOST_LANES - 1)
            for _, (first, last), lane in placed
            if first <= start and end <= last
        }
        begins = tuple(row for row, span, _ in placed if span[0] == start)
        found.append(Piece(text[start:end], tuple(sorted(over)), begins))
    return found
