"""Values as every engine gives them: those of SQLite, so that the same answer is the same."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal


def plain(value: object) -> object:
    """A value as text, number, bytes or None; lists are JSON, flags 0 or 1, dates words."""
    if value is None or type(value) in {str, int, float, bytes}:
        return value
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, bytearray | memoryview):
        return bytes(value)
    if isinstance(value, Mapping | Sequence):
        return json.dumps(value, default=plain, ensure_ascii=False)
    return str(value)
