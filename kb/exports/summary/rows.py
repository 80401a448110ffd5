"""Rows for documents: queries that stand beside this module, over what a selection holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib import resources
from itertools import groupby
from typing import Any

from kb.exports.selection import Selection

Row = Mapping[str, Any]
Grouped = Mapping[str, list[Row]]


@cache
def sql(name: str) -> str:
    """The text of a query in `queries/`."""
    return resources.files(__package__).joinpath("queries", f"{name}.sql").read_text("utf-8")


def rows(selection: Selection, name: str, **given: object) -> list[Row]:
    """All rows of a query."""
    return list(selection.query(sql(name), **given))


def grouped(found: Iterable[Row], column: str) -> Grouped:
    """Rows by a column that they are sorted by."""
    return {key: list(group) for key, group in groupby(found, key=lambda row: str(row[column]))}


def by(selection: Selection, name: str, column: str, **given: object) -> Grouped:
    """All rows of a query by a column that it is sorted by."""
    return grouped(rows(selection, name, **given), column)


def parted(found: Iterable[Row], key: Callable[[Row], str]) -> dict[str, list[Row]]:
    """Rows by a key, in the order in which the keys are met."""
    parts: dict[str, list[Row]] = {}
    for row in found:
        parts.setdefault(key(row), []).append(row)
    return parts
