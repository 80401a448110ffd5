"""A stretch of text cut at the ends of its spans, so that overlapping ones can be told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kb.site.document.lanes import lanes
from kb.site.site import Row

MOST_LANES = 4
"""Underlines that are drawn below one another; deeper ones share the last."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text between two cuts."""

    text: str
    lanes: tuple[int, ...]
    begins: tuple[Row, ...]
    is_chosen: bool = False


def pieces(
    text: str, statements: Sequence[Row], offset: int = 0, chosen: str | None = None
) -> list[Piece]:
    """The text, which begins at an offset of its document, in pieces.

    Each has the lanes of the statements over it, and those that begin there; statements that reach
    in from before it or beyond it are cut.
    """
    spans = [(row["char_start"] - offset, row["char_end"] - offset) for row in statements]
    inside = [
        (row, (max(start, 0), min(end, len(text))), start >= 0)
        for row, (start, end) in zip(statements, spans, strict=True)
        if start < len(text) and end > 0
    ]
    found = lanes([span for _, span, _ in inside])
    placed = list(zip(inside, found, strict=True))
    cuts = sorted({0, len(text), *(cut for _, span, _ in inside for cut in span)})
    return [
        _piece(text[start:end], start, [one for one in placed if _is_over(one, start)], chosen)
        for start, end in pairwise(cuts)
    ]


Placed = tuple[tuple[Row, tuple[int, int], bool], int]
"""A statement, its span in the text, whether it begins there, and its lane."""


def _is_over(placed: Placed, place: int) -> bool:
    ((_, (start, end), _), _) = placed
    return start <= place < end


def _piece(text: str, start: int, over: Sequence[Placed], chosen: str | None) -> Piece:
    return Piece(
        text,
        tuple(sorted({min(lane, MOST_LANES - 1) for _, lane in over})),
        tuple(row for (row, span, begins), _ in over if span[0] == start and begins),
        any(row.get("statement_id") == chosen for (row, _, _), _ in over if chosen),
    )
