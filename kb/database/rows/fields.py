"""The written fields of a record as columns."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from kb.schema.base import Written


@cache
def _names(fields: type[Written]) -> tuple[str, ...]:
    return tuple(fields.model_fields)


def columns(fields: type[Written], value: Written) -> dict[str, Any]:
    """The columns that a class of fields declares, from a record that has them."""
    return {name: getattr(value, name) for name in _names(fields)}


def cited(citation: str | None) -> tuple[str | None, str | None]:
    """Key and locator of `smith2001[p. 12]`."""
    match = re.fullmatch(r"([^\[]+)(?:\[(.+)\])?", citation or "")
    return (match[1], match[2]) if match else (None, None)
