"""What is known of each sentence of a draft: its claim, the verdict, and how to say it safely.

Usage: python scripts/examples/check_a_draft.py [KB] < DRAFT.txt
"""

from __future__ import annotations

import sys

import kb

with kb.open(*sys.argv[1:2]) as base:
    for checked in base.check_text(sys.stdin.read(), limit=1):
        print(checked.sentence)
        for like in checked.found:
            print(f"  = {like.claim.claim_id}: {like.claim.verdict or 'not judged yet'}")
            for number in like.beyond_measured:
                print(
                    f"  ! {number} is beyond what was measured ({like.measured}, {like.citation})"
                )
            for wording in like.do_not_say:
                print(f"  ! do not say: {wording}")
