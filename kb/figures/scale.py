"""From numbers to places on an axis, and the round numbers that are written there."""

from __future__ import annotations

import math
from dataclasses import dataclass

from kb.schema.spelling import MINUS, number

INTERVALS = 4
"""About how many parts ticks divide an axis into."""
TINY = 1e-9
"""What rounding may take from a number that is a tick."""
LEAST = 1e-300
"""Numbers nearer to one another than this are one: no step fits between them."""
MARGIN = 0.04
"""Part of the axis that is kept free at each end."""
SMALLEST, LARGEST = 1e-4, 1e7
"""Between them numbers are written without a power of ten."""


@dataclass(frozen=True, slots=True)
class Scale:
    """From a number to its place; ratios by their logarithm.

    Parameters
    ----------
    low, high
        The numbers at its ends, `low` below `high`; of a logarithmic scale above zero.
    left, right
        The places where it begins and ends.
    """

    low: float
    high: float
    left: float = 0.0
    right: float = 1.0
    is_log: bool = False

    def place(self, value: float) -> float:
        """Where a number stands; one beyond an end stands there."""
        within = min(max(value, self.low), self.high)
        low, high, at = (self._of(each) for each in (self.low, self.high, within))
        share = (at - low) / (high - low)
        return self.left + (MARGIN + (1 - 2 * MARGIN) * share) * (self.right - self.left)

    def holds(self, value: float) -> bool:
        """Whether a number lies on the axis, but for rounding."""
        spare = (self.high - self.low) * TINY
        return self.low - spare <= value <= self.high + spare

    def _of(self, value: float) -> float:
        return math.log(value) if self.is_log else value

    def ticks(self) -> list[float]:
        """Round numbers from end to end."""
        return (self._powers() if self.is_log else []) or self._steps()

    def _powers(self) -> list[float]:
        """Of ratios 1, 2, 5, 10 and so on, or only powers of ten; nothing where too few fit."""
        first, last = (math.floor(math.log10(end)) for end in (self.low, self.high))
        every = max(1, (last - first) // (2 * INTERVALS))
        for factors in ((1, 2, 5), (1, 3), (1,)):
            found = [f * 10.0**power for power in range(first, last + 1, every) for f in factors]
            found = [tick for tick in found if self.low <= tick <= self.high]
            if INTERVALS - 1 <= len(found) <= 2 * INTERVALS:
                return found
        return []

    def _steps(self) -> list[float]:
        """Multiples of 1, 2, 2.5 or 5 times a power of ten."""
        rough = (self.high - self.low) / INTERVALS
        power = 10.0 ** math.floor(math.log10(rough))
        step = next(f * power for f in (1, 2, 2.5, 5, 10) if f * power >= rough * (1 - TINY))
        first, last = (math.ceil(self.low / step - TINY), math.floor(self.high / step + TINY))
        return [float(f"{step * count:.12g}") for count in range(first, last + 1)]


def around(low: float, high: float, *, is_log: bool = False) -> Scale:
    """A scale from a number to another; a single one stands in its middle."""
    if high - low <= max(max(abs(low), abs(high)) * TINY, LEAST):
        half = max(abs(low), abs(high)) / 2
        spare = half if half > LEAST else 1.0
        low, high = (low / 2, high * 2) if is_log else (low - spare, high + spare)
    return Scale(low, high, is_log=is_log)


def short(value: float) -> str:
    """A number as it is written at a tick."""
    if not value or SMALLEST <= abs(value) < LARGEST:
        return number(value)
    return f"{value:.12g}".replace("-", MINUS)
