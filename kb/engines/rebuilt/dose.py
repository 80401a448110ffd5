"""Doses from rows, in canonical units."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kb.engines.rebuilt.tables import Row, Tables, written
from kb.schema.quantity import DoseFields

RANGES: Mapping[str, tuple[str, str]] = {
    "session": ("session_min", "min"),
    "frequency": ("sessions_per_week", "/wk"),
    "programme": ("weeks", "wk"),
    "speed": ("speed_mps", "m/s"),
    "slope": ("grade_pct", "%"),
}
"""Field of a written dose to its columns, without their ends, and to their unit."""


def doses(tables: Tables, owner_type: str, owner: str) -> list[dict[str, Any]]:
    """The doses of one owner, as if they had been written in canonical units."""
    rows = tables.of("dose", "owner_id", owner)
    return [_dose(row) for row in rows if row["owner_type"] == owner_type]


def dose(tables: Tables, owner_type: str, owner: str) -> dict[str, Any] | None:
    """The one dose of an owner, if it has one."""
    return next(iter(doses(tables, owner_type, owner)), None)


def _dose(row: Row) -> dict[str, Any]:
    ranges = {
        name: {"low": row.get(f"{column}_low"), "high": row.get(f"{column}_high"), "unit": unit}
        for name, (column, unit) in RANGES.items()
    }
    told = {name: one for name, one in ranges.items() if {one["low"], one["high"]} != {None}}
    return {**written(DoseFields, row), **told}
