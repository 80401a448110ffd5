"""Pooling: effects with their variances in, one estimate with its uncertainty out."""

from __future__ import annotations

from kb.analysis.pooling.pool import Pooled, PoolError, leave_one_out, pool
from kb.analysis.pooling.way import FLOOR, INTERVALS, METHODS, PREDICTIONS, WALD, Way

__all__ = [
    "FLOOR",
    "INTERVALS",
    "METHODS",
    "PREDICTIONS",
    "WALD",
    "PoolError",
    "Pooled",
    "Way",
    "leave_one_out",
    "pool",
]
