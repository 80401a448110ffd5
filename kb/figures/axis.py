"""An axis with its ticks, its title, and what its two sides mean."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kb.figures.scale import Scale, short
from kb.figures.svg import label, line
from kb.figures.text import NOTE, width, wrapped

TICK, LINE, HEIGHT = 5, 17, 22
"""Length of a tick, and the heights of a line of text and of the axis with its numbers."""
BESIDE = 8
"""Between no effect and the words on its sides."""


def ticks(scale: Scale) -> list[tuple[float, str]]:
    """Ticks with their texts, only so many that no text touches the next."""
    found = [(tick, short(tick)) for tick in scale.ticks()]
    for every in range(1, len(found) + 1):
        kept = found[::every]
        ends = [(scale.place(tick), width(text) / 2) for tick, text in kept]
        if all(at + half < other - side for (at, half), (other, side) in pairwise(ends)):
            return kept
    return []  # pragma: no cover - one tick touches none


def overhang(scale: Scale) -> tuple[float, float]:
    """How far the texts of the ticks reach beyond the ends of the axis."""
    ends = [(scale.place(tick), width(text) / 2) for tick, text in ticks(scale)]
    left = max(scale.left - (at - half) for at, half in ends)
    right = max(at + half - scale.right for at, half in ends)
    return max(0.0, left), max(0.0, right)


def drawn(scale: Scale, y: float) -> list[str]:
    """The axis at a height."""
    parts = [line(scale.left, y, scale.right, y, "kbf-axis")]
    for tick, text in ticks(scale):
        x = scale.place(tick)
        parts.append(line(x, y, x, y + TICK, "kbf-axis"))
        parts.append(label(x, y + TICK + 13, text, anchor="middle", class_="kbf-soft"))
    return parts


def titled(scale: Scale, text: str, y: float, ends: tuple[float, float]) -> tuple[list[str], float]:
    """Its title in its middle, between two ends, and the height below it."""
    x = (scale.left + scale.right) / 2
    lines = wrapped(text, 2 * min(x - ends[0], ends[1] - x))
    parts = [
        label(x, y + LINE * row, each, anchor="middle", class_="kbf-ink")
        for row, each in enumerate(lines)
    ]
    return parts, y + LINE * len(lines)


def sides(
    favours: tuple[str, str], x: float, y: float, ends: tuple[float, float]
) -> tuple[list[str], float]:
    """What the sides of no effect at x speak for, between two ends; and the height below it."""
    words = (f"← favours {favours[0]}", f"favours {favours[1]} →")
    rooms = (x - BESIDE - ends[0], ends[1] - x - BESIDE)
    lines = [wrapped(text, room, NOTE) for text, room in zip(words, rooms, strict=True)]
    parts = [*_side(lines[0], x - BESIDE, y, "end"), *_side(lines[1], x + BESIDE, y, "start")]
    return parts, y + LINE * max(map(len, lines))


def _side(lines: list[str], x: float, y: float, anchor: str) -> Iterator[str]:
    for row, text in enumerate(lines):
        yield label(x, y + LINE * row, text, anchor=anchor, class_="kbf-note")
