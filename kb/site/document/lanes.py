"""Spans that overlap, put side by side."""

from __future__ import annotations

from collections.abc import Sequence


def lanes(spans: Sequence[tuple[int, int]]) -> list[int]:
    """For each span the first lane, from 0, in which no earlier span reaches into it."""
    ends: list[int] = []
    found = dict.fromkeys(range(len(spans)), 0)
    for index in sorted(found, key=lambda index: (spans[index][0], -spans[index][1], index)):
        start, end = spans[index]
        free = (lane for lane, taken in enumerate(ends) if taken <= start)
        lane = next(free, len(ends))
        ends[lane : lane + 1] = [end]
        found[index] = lane
    return list(found.values())
