"""What two articles both claim, and how each puts it: how sure, on whose word, with which gaps.

Usage: python scripts/examples/compare_two_articles.py [KB [DOCUMENT DOCUMENT]]
"""

from __future__ import annotations

import sys

import kb

with kb.open(*sys.argv[1:2]) as base:
    first, second = sys.argv[2:4] or base.documents().ids[:2]
    in_second = set(base.claims(document=second).ids)
    for claim in base.claims(document=first):
        if claim.claim_id in in_second:
            print(f"\n{claim.claim}  [{claim.verdict or 'not judged yet'}]")
            for statement in claim.statements:
                if statement.document_id in {first, second}:
                    gaps = ", ".join(gap.kind for gap in statement.gaps)
                    voice = f"{statement.hedging}, credit {statement.attribution}"
                    print(f"  {statement.document_id}: {statement.gist} ({voice}) {gaps}".rstrip())
