"""Where statements and evidence are farthest apart, both sides of each.

Usage: python scripts/examples/widest_gaps.py [KB]
"""

from __future__ import annotations

import sys

import kb

with kb.open(*sys.argv[1:2]) as base:
    for gap in base.gaps(severity="major"):
        print(f"{gap.gap_id}\n  said:  {gap.said}\n  known: {gap.evidence_says}")
