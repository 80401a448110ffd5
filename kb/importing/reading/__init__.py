"""Files into rows: every format and packing alike, and nothing lost on the way."""

from __future__ import annotations

from kb.importing.reading.batch import Batch, Notice, Part, Rejected
from kb.importing.reading.fault import InputError
from kb.importing.reading.opening import Reading, digest, open_reading
from kb.importing.reading.options import ReadingOptions

__all__ = [
    "Batch",
    "InputError",
    "Notice",
    "Part",
    "Reading",
    "ReadingOptions",
    "Rejected",
    "digest",
    "open_reading",
]
