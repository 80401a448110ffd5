"""Columns that hold JSON, as records have them: tuples."""

from __future__ import annotations

import json
from collections.abc import Callable

from kb.api.table import Row


def loader(*places: int) -> Callable[[Row], Row]:
    """Turns the JSON at some places of a row into tuples; of an object, pairs of name and value."""

    def loaded(row: Row) -> Row:
        cells = list(row)
        for place in places:
            cells[place] = _loaded(cells[place])
        return tuple(cells)

    return loaded


def _loaded(text: str) -> tuple[object, ...]:
    if text == "[]":
        return ()
    found = json.loads(text)
    return tuple(found.items() if isinstance(found, dict) else found)
