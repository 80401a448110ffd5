"""The forest plots of all pooled estimates, as SVG files in a folder.

Usage: python scripts/examples/save_forest_plots.py FOLDER [KB]
"""

from __future__ import annotations

import sys
from pathlib import Path

import kb

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
with kb.open(*sys.argv[2:3]) as base:
    for synthesis in base.syntheses():
        path = folder / f"{synthesis.claim_id}.svg"
        synthesis.plot().save(path)
        print(path.name)
