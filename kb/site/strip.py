"""A thin strip that shows where in a document its statements stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb.site.lanes import lanes
from kb.site.site import Row

WIDTH = 1000
LEAST = 2.0
"""Narrowest bar, so that a short statement is still seen."""
LANE_HEIGHT = 9


@dataclass(frozen=True, slots=True)
class Bar:
    """One statement on the strip, in the strip's own units."""

    x: float
    y: int
    width: float
    statement: Row


@dataclass(frozen=True, slots=True)
class Strip:
    """Bars from left to right; those that overlap stand below one another."""

    bars: list[Bar]
    height: int
    width: int = WIDTH


def strip(statements: Sequence[Row], characters: int) -> Strip:
    """The strip of a document of so many characters."""
    scale = WIDTH / max(characters, 1)
    found = lanes([(row["char_start"], row["char_end"]) for row in statements])
    bars = [
        Bar(
            x=round(row["char_start"] * scale, 1),
            y=lane * LANE_HEIGHT,
            width=max(round((row["char_end"] - row["char_start"]) * scale - 1, 1), LEAST),
            statement=row,
        )
        for row, lane in zip(statements, found, strict=True)
    ]
    return Strip(bars, height=LANE_HEIGHT * (max(found, default=0) + 1))
