"""Which claims changed since this was run last; what they were is kept in a file.

Usage: python scripts/examples/watch_changes.py SEEN.json [KB]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import kb

seen_file = Path(sys.argv[1])
seen: dict[str, str] = json.loads(seen_file.read_text("utf-8")) if seen_file.exists() else {}
with kb.open(*sys.argv[2:3]) as base:
    now = {claim.claim_id: claim.version for claim in base.claims()}
    for claim_id, version in now.items():
        if claim_id not in seen:
            print(f"new: {claim_id}@{version}")
        elif seen[claim_id] != version:
            print(f"changed: {claim_id}@{seen[claim_id]} is now @{version}")
            for change in base.changes(claim_id=claim_id, version=seen[claim_id]):
                field = f"{change.part} {change.field_name}"
                print(f"  {field}: {change.before} → {change.now}")
seen_file.write_text(json.dumps(now, indent=1), "utf-8")
