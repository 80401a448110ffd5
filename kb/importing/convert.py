"""What rows say as values of a field's kind, many at a time."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Sequence
from typing import Any

from kb.importing.refusal import Refused
from kb.importing.template import as_text

Values = Sequence[Any]
Convert = Callable[[Values], Values]
"""From what rows say, None for nothing, to what is stored."""

LARGEST = 10**15
"""Of whole numbers: as of those that curators write."""

_COMMA = re.compile(r"[-+]?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?")


def each(one: Callable[[Any], Any]) -> Convert:
    """Convert value by value, None staying None."""
    return lambda values: [None if value is None else one(value) for value in values]


def exact(values: Values) -> Values:
    """Text to the last blank."""
    if set(map(type, values)) <= {str}:
        return values
    return [None if value is None else as_text(value) for value in values]


def text(values: Values) -> Values:
    """Text without blanks around it; None where nothing else is left."""
    return [
        (value.strip() or None) if type(value) is str else None if value is None else as_text(value)
        for value in values
    ]


def whole(values: Values) -> Values:
    """Whole numbers; `71.0` is one."""
    try:
        found = list(map(int, values)) if set(map(type, values)) == {str} else None
    except ValueError:
        found = None
    if found and min(found) >= -LARGEST and max(found) <= LARGEST:
        return found
    return each(_whole)(values)


def _whole(value: object) -> int:
    found = _float(value)
    if not found.is_integer():
        message = f"`{value}` is no whole number"
        raise Refused("not-a-number", message)
    if abs(found) > LARGEST:
        message = f"`{value}` is beyond {LARGEST:,}"
        raise Refused("out-of-range", message)
    return int(found)


def numbers(decimal: str | None) -> Convert:
    """Numbers, with a decimal point or a decimal comma."""
    return each(_comma if decimal == "comma" else _float)


def _float(value: object) -> float:
    try:
        found = float(value) if isinstance(value, str | int | float) else math.nan
    except (ValueError, OverflowError):
        found = math.nan
    if isinstance(value, bool) or not math.isfinite(found):
        comma = isinstance(value, str) and _COMMA.fullmatch(value.strip())
        hint = "; if its comma is a decimal one, say `decimal: comma`" if comma else ""
        message = f"`{str(value)[:60]}` is no number{hint}"
        raise Refused("not-a-number", message)
    return found


def _comma(value: object) -> float:
    if not isinstance(value, str):
        return _float(value)
    if not _COMMA.fullmatch(value.strip()):
        message = f"`{value[:60]}` is no number with a decimal comma"
        raise Refused("not-a-number", message)
    return float(value.strip().replace(".", "").replace(",", "."))


def names(split: str | None) -> Convert:
    """Lists of names as JSON arrays: a list as it is, text parted where the mapping says."""

    def one(value: object) -> str:
        parts = value if isinstance(value, list) else as_text(value).split(split or "\0")
        return json.dumps([as_text(part).strip() for part in parts if part], ensure_ascii=False)

    return lambda values: ["[]" if value is None else one(value) for value in values]
