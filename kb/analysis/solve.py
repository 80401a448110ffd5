"""Where a function of one number is 0, and where it is lowest."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable

Function = Callable[[float], float]
Point = tuple[float, float]
"""A number, and the function's value there."""
FINEST = 4 * sys.float_info.epsilon
GOLDEN = (math.sqrt(5) - 1) / 2


def root(function: Function, low: float, high: float, within: float = 0.0) -> float:
    """Where a function is 0 between two numbers at which it has other signs, or is 0.

    Chandrupatla's method (1997): by a parabola where that is safe, else by halves, so that it
    takes few steps and always ends.

    Parameters
    ----------
    within
        How far off the root may be; as near as numbers are told apart by default.
    """
    (a, b), (c, step) = (high, low), (high, 0.5)
    at_a, at_b = function(a), function(b)
    at_c = at_a
    if not at_b:
        return b
    while at_a:
        best = a if abs(at_a) < abs(at_b) else b
        least = max(within, FINEST * abs(best)) / (abs(b - a) or 1)
        if least >= 1 / 2:
            return best
        new = a + min(max(step, least), 1 - least) * (b - a)
        at_new = function(new)
        is_same_side = (at_new > 0) == (at_a > 0)
        (c, at_c), (b, at_b) = ((a, at_a), (b, at_b)) if is_same_side else ((b, at_b), (a, at_a))
        a, at_a = new, at_new
        step = _step((a, at_a), (b, at_b), (c, at_c))
    return a


def _step(new: Point, old: Point, third: Point) -> float:
    """The part of the way from new to old at which the parabola through all is 0, or half."""
    (a, at_a), (b, at_b), (c, at_c) = new, old, third
    along, across = (a - b) / (c - b), (at_a - at_b) / (at_c - at_b)
    if across * across < along and (1 - across) ** 2 < 1 - along:
        by_b = at_a / (at_b - at_a) * at_c / (at_b - at_c)
        by_c = at_a / (at_c - at_a) * at_b / (at_c - at_b)
        return by_b + (c - a) / (b - a) * by_c
    return 0.5


def lowest(function: Function, low: float, high: float, within: float) -> float:
    """Where a function with one valley between two numbers is lowest, by golden sections."""
    left, right = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
    at_left, at_right = function(left), function(right)
    while high - low > within:
        if at_left <= at_right:
            high, right, at_right = right, left, at_left
            left = high - GOLDEN * (high - low)
            at_left = function(left)
        else:
            low, left, at_left = left, right, at_right
            right = low + GOLDEN * (high - low)
            at_right = function(right)
    return (low + high) / 2
