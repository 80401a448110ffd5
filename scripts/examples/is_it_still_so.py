"""Whether claims that were quoted, as `id@version`, are still what they were.

Usage: python scripts/examples/is_it_still_so.py KB QUOTED…
"""

from __future__ import annotations

import sys

import kb

with kb.open(sys.argv[1]) as base:
    for quoted in sys.argv[2:]:
        claim_id, _, version = quoted.partition("@")
        known = {
            row["version"]: row
            for row in base.sql("select * from claim_version where claim = :claim", claim=claim_id)
        }
        if version not in known:
            print(f"{quoted}: no such version")
        elif known[version]["current"]:
            print(f"{quoted}: as it was")
        else:
            print(f"{quoted}: {known[version]['n_changes']} fields changed")
