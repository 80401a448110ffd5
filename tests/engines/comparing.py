"""Whether an engine gives the rows that SQLite gives."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from kb.database.reader import connect
from kb.engines.engine import Engine
from kb.schema.view import View, views

Row = tuple[object, ...]


def differences(engine: Engine, built: Path) -> Iterator[str]:
    """Say which views have other columns or rows than in the built file."""
    with closing(connect(built)) as connection:
        for view in views():
            sql = f"select * from {view.name}"  # noqa: S608 - a name of kb's own
            answer = engine.query(sql, seconds=120, limit=1_000_000)
            if answer.columns != tuple(view.columns):
                yield f"{view.name}: columns {answer.columns}"
            expected = _comparable(view, (tuple(row) for row in connection.execute(sql)))
            found = _comparable(view, answer.rows)
            if found != expected:
                wrong = set(found) ^ set(expected)
                yield f"{view.name}: {len(wrong)} rows differ, as {min(wrong)}"


def _comparable(view: View, rows: Iterable[Row]) -> list[str]:
    """Rows in an order; numbers to the last digit but one of floating point, lists as they read."""
    lists = ["JSON array" in told for told in view.columns.values()]
    return sorted(repr(list(map(_exact, row, lists))) for row in rows)


def _exact(value: object, is_list: bool) -> object:  # noqa: FBT001 - beside its value
    if is_list:
        return json.loads(str(value))
    return f"{value:.15g}" if isinstance(value, float) else value
