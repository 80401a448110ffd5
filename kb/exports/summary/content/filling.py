"""How much stands on one page: the most that has room there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Order = Sequence[tuple[str, int]]
"""Names of what there may be fewer of, and how few before the next is made fewer."""
F = TypeVar("F", bound="DataclassInstance")
"""How many stand on a page of each, as a dataclass."""


def fills(most: F, order: Order) -> list[F]:
    """From the most to the least, one fewer at a time."""
    made = [most]
    for name, least in order:
        for number in reversed(range(least, getattr(made[-1], name))):
            made.append(replace(made[-1], **{name: number}))
    return made


def fullest(found: Sequence[F], has_room: Callable[[F], bool]) -> F:
    """The first that has room, else the last: what has room still has it with less."""
    place = bisect_left(found, 1, key=has_room)
    return found[min(place, len(found) - 1)]
