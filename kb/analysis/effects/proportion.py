"""One group with so many events among so many people."""

from __future__ import annotations

import math
from dataclasses import dataclass

from kb.analysis.effects.effect import Effect, require


@dataclass(frozen=True, slots=True)
class Proportion:
    """Events among people."""

    events: float
    n: float

    def __post_init__(self) -> None:
        require(0 < self.n < math.inf, f"a group of {self.n:g} people cannot be")
        require(0 <= self.events <= self.n, f"{self.events:g} events among {self.n:g} cannot be")

    @property
    def share(self) -> float:
        """Events per person."""
        return self.events / self.n


def corrected(proportion: Proportion, add: float = 0.5) -> Proportion:
    """A proportion as it is pooled: metafor adds 0.5 to events and the rest where one is 0."""
    if 0 < proportion.events < proportion.n:
        return proportion
    return Proportion(proportion.events + add, proportion.n + 2 * add)


def raw(proportion: Proportion) -> Effect:
    """The share itself (PR)."""
    share = proportion.share
    return Effect(share, share * (1 - share) / proportion.n)


def log(proportion: Proportion) -> Effect:
    """Log of the share (PLN)."""
    require(proportion.events, "a proportion of 0 has no logarithm")
    return Effect(math.log(proportion.share), 1 / proportion.events - 1 / proportion.n)


def logit(proportion: Proportion) -> Effect:
    """Log odds (PLO)."""
    rest = proportion.n - proportion.events
    require(proportion.events and rest, "a proportion of 0 or 1 has no log odds")
    return Effect(math.log(proportion.events / rest), 1 / proportion.events + 1 / rest)


def arcsine(proportion: Proportion) -> Effect:
    """Arcsine of the square root of the share (PAS)."""
    return Effect(math.asin(math.sqrt(proportion.share)), 1 / (4 * proportion.n))


def freeman_tukey(proportion: Proportion) -> Effect:
    """Freeman and Tukey's double arcsine, halved (PFT; 1950)."""
    events, n = proportion.events, proportion.n
    angles = (math.asin(math.sqrt(count / (n + 1))) for count in (events, events + 1))
    return Effect(sum(angles) / 2, 1 / (4 * n + 2))
