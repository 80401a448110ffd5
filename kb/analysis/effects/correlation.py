"""Correlations between two measurements of the same people."""

from __future__ import annotations

import math

from kb.analysis.effects.effect import Effect, require

LOST = 3
"""People by which the variance of Fisher's z is short."""


def raw(r: float, n: float) -> Effect:
    """Pearson's r itself (COR)."""
    require(-1 < r < 1, f"a correlation of {r:g} has no variance: it lies between -1 and 1")
    require(1 < n < math.inf, f"{n:g} people are too few for a correlation: 2 are needed")
    return Effect(r, (1 - r * r) ** 2 / (n - 1))


def fisher_z(r: float, n: float) -> Effect:
    """Fisher's z, the inverse hyperbolic tangent of r (ZCOR)."""
    require(-1 < r < 1, f"a correlation of {r:g} has no Fisher z: it lies between -1 and 1")
    require(LOST < n < math.inf, f"{n:g} people are too few for Fisher's z: 4 are needed")
    return Effect(math.atanh(r), 1 / (n - LOST))
