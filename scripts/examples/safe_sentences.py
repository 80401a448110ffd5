"""Sentences that may be printed, each with verdict, certainty and the address that keeps it.

Usage: python scripts/examples/safe_sentences.py POPULATION [KB]
"""

from __future__ import annotations

import sys

import kb

with kb.open(*sys.argv[2:3]) as base:
    for claim in base.claims(population=sys.argv[1], order="certainty"):
        judged = claim.judgement
        if judged and judged.safe_wording:
            print(judged.safe_wording)
            print(f"  {claim.verdict}, certainty {claim.certainty or 'not rated'}")
            print(f"  {claim.claim_id}@{claim.version}")
