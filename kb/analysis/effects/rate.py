"""Two groups with events in so much time."""

from __future__ import annotations

import math
from dataclasses import dataclass

from kb.analysis.effects.effect import Effect, require


@dataclass(frozen=True, slots=True)
class Rate:
    """Events in the time of all people together."""

    events: float
    time: float

    def __post_init__(self) -> None:
        require(0 <= self.events < math.inf, f"{self.events:g} events cannot be")
        require(0 < self.time < math.inf, f"a time of {self.time:g} cannot be")

    @property
    def per_time(self) -> float:
        """Events per unit of time."""
        return self.events / self.time


def corrected(first: Rate, second: Rate, add: float = 0.5) -> tuple[Rate, Rate]:
    """Rates as they are pooled: metafor adds 0.5 to the events of both where one has none."""
    if first.events and second.events:
        return first, second
    return Rate(first.events + add, first.time), Rate(second.events + add, second.time)


def rate_ratio(first: Rate, second: Rate) -> Effect:
    """Log ratio of incidence rates (IRR)."""
    require(first.events and second.events, "a group without events has no log rate ratio")
    value = math.log(first.per_time / second.per_time)
    return Effect(value, 1 / first.events + 1 / second.events)


def rate_difference(first: Rate, second: Rate) -> Effect:
    """Difference of incidence rates (IRD)."""
    variance = first.per_time / first.time + second.per_time / second.time
    return Effect(first.per_time - second.per_time, variance)


def rate_root_difference(first: Rate, second: Rate) -> Effect:
    """Difference of the square roots of incidence rates (IRSD)."""
    value = math.sqrt(first.per_time) - math.sqrt(second.per_time)
    return Effect(value, 1 / (4 * first.time) + 1 / (4 * second.time))
