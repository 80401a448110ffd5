"""Which claims have no study behind them, and what was searched for them.

Usage: python scripts/examples/which_claims_lack_evidence.py [KB]
"""

from __future__ import annotations

import sys

import kb

with kb.open(*sys.argv[1:2]) as base:
    for claim in base.claims(status=["draft", "reviewed"]):
        if not claim.evidence:
            print(f"{claim.claim_id}: {claim.verdict or 'not judged yet'}")
            sql = "select searched, query, date from contrary_search where claim = :id"
            for search in base.sql(sql, id=claim.claim_id):
                print("  searched {searched}: {query} ({date})".format(**search))
