"""The evidence on an outcome as a CSV file, the same as `kb export csv` writes.

Usage: python scripts/examples/evidence_as_a_table.py OUTCOME FILE.csv [KB]
"""

from __future__ import annotations

import csv
import sys

import kb

outcome, file = sys.argv[1:3]
with kb.open(*sys.argv[3:4]) as base:
    path = base.export("csv", file, options={"view": "evidence_table"}, force=True, outcome=outcome)
with path.open(encoding="utf-8-sig", newline="") as table:
    print(f"{len(list(csv.DictReader(table)))} lines of evidence in {path.name}")
