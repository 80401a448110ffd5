"""Where a knowledge base is: the folder of its text, and the files built from it."""

from __future__ import annotations

from pathlib import Path

MARK = Path("data") / "kb.yaml"
BUILT = Path("build") / "kb.db"
LAKE = Path("build") / "lake"
PRIVATE = Path("build") / "private" / "kb.db"
MANIFEST = "kb.json"
"""The file that makes a folder a lake; it is written last."""


def root_above(start: Path) -> Path | None:
    """The nearest folder at or above `start` that holds `data/kb.yaml`."""
    return next((one for one in (start, *start.parents) if (one / MARK).is_file()), None)
