"""How long after the start a finding was made, as far as its words tell."""

from __future__ import annotations

import re
from collections.abc import Mapping

DAYS: Mapping[str, float] = {"h": 1 / 24, "d": 1, "w": 7, "m": 30.4, "y": 365.25}
_UNIT = r"(?P<unit{0}>h(?:ours?)?|d(?:ays?)?|w(?:k|eeks?)|months?|y(?:ears?)?)\b"
_TIME = re.compile(
    rf"(?P<n0>\d+(?:\.\d+)?)[ -]?{_UNIT.format(0)}|\b{_UNIT.format(1)} ?(?P<n1>\d+(?:\.\d+)?)\b",
    re.IGNORECASE,
)


def days(words: str | None) -> float | None:
    """The longest time that words name, in days: 42 of `week 6` or `6 wk`; None of none."""
    return max(map(_days, _TIME.finditer(words or "")), default=None)


def _days(match: re.Match[str]) -> float:
    unit = match["unit0"] or match["unit1"]
    return float(match["n0"] or match["n1"]) * DAYS[unit[0].lower()]
