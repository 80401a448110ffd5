"""Claims counted by verdict, as a bar of parts: how many are borne out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kb.schema.vocabulary import VerdictRating

UNASSESSED = "unassessed"
"""The word for a claim that nobody has given a verdict."""
VERDICTS = (*VerdictRating, UNASSESSED)
"""Verdicts from borne out to not looked at, as bars show them."""
WIDTH = 100


@dataclass(frozen=True, slots=True)
class Share:
    """One word's part of a bar that is 100 wide."""

    word: str
    n: int
    x: float
    width: float


def shares(counts: Mapping[str, int]) -> list[Share]:
    """The verdicts that there are, from left to right."""
    total = sum(counts.values())
    found: list[Share] = []
    x = 0.0
    for word in VERDICTS:
        if n := counts.get(word, 0):
            width = WIDTH * n / total
            found.append(Share(str(word), n, round(x, 2), round(width, 2)))
            x += width
    return found
