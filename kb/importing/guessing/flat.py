"""Records of JSON or Parquet as values by their paths."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kb.importing.guessing.column import Column
from kb.importing.reading.shape import ELEMENTS

ByPath = dict[str, list[Any]]
MOST = 40
"""Paths below a key; of more, the keys are taken for data."""


def flatten(record: Mapping[str, Any], into: ByPath, before: str = "") -> None:
    """Add each value of a record to those at its path, as a mapping would name it.

    What is within the elements of a list is at `list[].key`; lists within these are kept whole.
    """
    for key, value in record.items():
        path = f"{before}{key}"
        if isinstance(value, dict):
            flatten(value, into, f"{path}.")
        elif isinstance(value, list) and ELEMENTS not in path:
            _spread(value, into, f"{path}{ELEMENTS}")
        else:
            into.setdefault(path, []).append(value)


def _spread(elements: list[Any], into: ByPath, path: str) -> None:
    for element in elements:
        if isinstance(element, dict):
            flatten(element, into, f"{path}.")
        else:
            into.setdefault(path, []).append(element)


def collapsed(columns: Mapping[str, Column]) -> list[Column]:
    """The columns, where those below one key are one if they are too many to be meant."""
    groups: dict[str, list[Column]] = {}
    for column in columns.values():
        groups.setdefault(_first(column.name), []).append(column)
    return [
        column
        for key, below in groups.items()
        for column in (below if len(below) <= MOST else [Column(key, is_mixed=True)])
    ]


def _first(path: str) -> str:
    """The key of the record itself that a path begins with."""
    return path.partition(".")[0].partition(ELEMENTS)[0]
