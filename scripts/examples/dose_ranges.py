"""How fast and how long: the doses that documents advise beside those that studies used.

Usage: python scripts/examples/dose_ranges.py [KB]
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

import kb

KMH = 3.6
"""Kilometres an hour in a metre a second."""


def reach(ends: Iterable[float | None], unit: str) -> str:
    """The lowest and highest of some ends, or that there is none."""
    told = [end for end in ends if end is not None]
    return f"{min(told):.3g} to {max(told):.3g} {unit}" if told else "nothing told"


with kb.open(*sys.argv[1:2]) as base:
    doses = list(base.doses())
    for title, is_studied in (("advised", False), ("studied", True)):
        some = [dose for dose in doses if dose.is_studied is is_studied]
        speeds = [end for dose in some for end in (dose.speed_mps_low, dose.speed_mps_high)]
        minutes = [end for dose in some for end in (dose.session_min_low, dose.session_min_high)]
        weeks = [end for dose in some for end in (dose.weeks_low, dose.weeks_high)]
        print(f"{title}: {len(some)} doses")
        print("  speed   ", reach((end and end * KMH for end in speeds), "km/h"))
        print("  session ", reach(minutes, "min"))
        print("  length  ", reach(weeks, "weeks"))
