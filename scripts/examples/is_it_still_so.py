"""Whether claims that were quoted, as `id@version`, are still what they were.

Usage: python scripts/examples/is_it_still_so.py KB QUOTED…
"""

from __future__ import annotations

import sys

import kb

with kb.open(sys.argv[1]) as base:
    for quoted in sys.argv[2:]:
        try:
            version = base.version(quoted)
        except kb.UnknownRecordError as error:
            print(error)
            continue
        print(f"{quoted}: {'as it was' if version.current else version.changes.counted}")
