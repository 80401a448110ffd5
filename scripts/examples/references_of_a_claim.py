"""The studies behind a claim as a list of references, in a style.

Usage: python scripts/examples/references_of_a_claim.py CLAIM [STYLE [KB]]
"""

from __future__ import annotations

import sys

import kb

style = sys.argv[2] if len(sys.argv) > 2 else "apa"  # noqa: PLR2004 - the second argument
with kb.open(*sys.argv[3:4]) as base:
    claim = base.claim(sys.argv[1])
    print(claim.cite(style))
    keys = {line.source_key for line in claim.evidence if line.source_key}
    for reference in sorted(base.source(key).cite(style) for key in keys):
        print(f"- {reference}")
