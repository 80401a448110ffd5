"""Whether a pooled estimate depends on the method: each claim's pool by several estimators.

Usage: python scripts/examples/pool_by_other_methods.py [KB]
"""

from __future__ import annotations

import sys

import kb

METHODS = ("REML", "DL", "PM")

with kb.open(*sys.argv[1:2]) as base:
    for synthesis in base.syntheses():
        print(f"{synthesis.claim_id} ({synthesis.measure}, {synthesis.k_cohorts} cohorts)")
        for method in METHODS:
            pooled = base.pool(synthesis.claim_id, method=method)
            interval = f"[{pooled.ci_low:.3f}, {pooled.ci_high:.3f}]"
            print(f"  {method:5} {pooled.estimate:8.3f}  {interval}")
