"""The tables as a picture: each to the right of those that it refers to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kb.site.asking.dictionary import relations

WIDTH, HEIGHT = 152, 22
"""Of a box, in pixels."""
ACROSS, DOWN = 232, 29
"""From one box to the next."""
MOST_DOWN = 75
"""The same in a short column."""
MARGIN = 8
SWEEPS = 4
"""How often the boxes of a column are put in order by what they are joined to."""


@dataclass(frozen=True, slots=True)
class Box:
    """A table, where it stands, and its lines to the tables that it refers to."""

    name: str
    x: int
    y: int
    targets: list[str]
    lines: list[str]


@dataclass(frozen=True, slots=True)
class Picture:
    """All boxes, and the size of the whole."""

    boxes: list[Box]
    width: int
    height: int


@cache
def picture() -> Picture:
    """The tables that refer to others or are referred to."""
    targets = {one.name: one.targets for one in relations().values() if not one.is_view}
    joined = {name for name in targets if targets[name]} | {
        name for found in targets.values() for name in found
    }
    targets = {name: found for name, found in targets.items() if name in joined}
    columns = _ordered(_columns(targets), targets)
    tallest = max(map(len, columns))
    places = {
        name: (MARGIN + at * ACROSS, MARGIN + _down(row, len(names), tallest))
        for at, names in enumerate(columns)
        for row, name in enumerate(names)
    }
    boxes = [
        Box(name, *places[name], targets[name], [_line(places, name, to) for to in targets[name]])
        for names in reversed(columns)  # so that lines pass below the boxes to the left
        for name in names
    ]
    width = (len(columns) - 1) * ACROSS + WIDTH + 2 * MARGIN
    return Picture(boxes, width, tallest * DOWN + 2 * MARGIN)


def _down(row: int, rows: int, tallest: int) -> int:
    """How far down a row stands: short columns are wide apart, in the middle."""
    apart = min(DOWN * tallest // rows, MOST_DOWN)
    return (DOWN * tallest - apart * rows + apart - DOWN) // 2 + apart * row


def _columns(targets: dict[str, list[str]]) -> list[list[str]]:
    """Tables by how far they are from those that refer to nothing."""
    depth: dict[str, int] = {}

    def measured(name: str, above: tuple[str, ...]) -> int:
        if name not in depth:
            below = [one for one in targets[name] if one not in above]
            depth[name] = max((1 + measured(one, (*above, name)) for one in below), default=0)
        return depth[name]

    for name in targets:
        measured(name, (name,))
    return [
        [name for name in targets if depth[name] == at] for at in range(max(depth.values()) + 1)
    ]


def _ordered(columns: list[list[str]], targets: dict[str, list[str]]) -> list[list[str]]:
    """Each column by the middle of what its boxes are joined to, so that fewer lines cross."""
    kin = {name: set(found) for name, found in targets.items()}
    for name, found in targets.items():
        for one in found:
            kin[one].add(name)
    for _ in range(SWEEPS):
        place = {name: at / len(names) for names in columns for at, name in enumerate(names)}
        columns = [
            sorted(names, key=lambda name: sum(place[one] for one in kin[name]) / len(kin[name]))
            for names in columns
        ]
    return columns


def _line(places: dict[str, tuple[int, int]], name: str, to: str) -> str:
    (x1, y1), (x2, y2) = places[name], places[to]
    y1, y2 = y1 + HEIGHT // 2, y2 + HEIGHT // 2
    end = x2 + WIDTH if x2 < x1 else x2
    bend = max(abs(x1 - end) // 2, 30)
    return f"M{x1} {y1}C{x1 - bend} {y1} {end + bend if x2 < x1 else end - bend} {y2} {end} {y2}"
