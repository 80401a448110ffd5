"""An answer to SQL as a page shows it: some rows at a time, long texts cut, a column drawn."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from datasette import Response

from kb.database.reader import Answer, plain
from kb.site.asking.cell import Cell, shown
from kb.site.site import Site

ROWS = 50
"""Rows of one page."""
CELLS = 1500
"""Cells of one page: where there are many columns there are fewer rows."""
CHARACTERS = 60_000
"""Characters of all cells of one page."""
LONGEST, SHORTEST = 400, 40
"""Characters of one cell, at most, and what is always shown."""


@dataclass(frozen=True, slots=True)
class Table:
    """One page of an answer; `numeric` are the columns whose values are numbers."""

    columns: list[str]
    numeric: list[bool]
    rows: list[list[Cell]]
    total: int
    truncated: bool
    first: int
    page: int
    last_page: int


def table(
    site: Site, answer: Answer, page: int, *, bar: str | None = None, readable: bool = False
) -> Table:
    """The page of an answer that is asked for, or the last one.

    What is `readable` has no underscores in the names of columns and the words of vocabularies.
    """
    columns = answer.columns
    size = max(1, min(ROWS, CELLS // len(columns)))
    longest = max(SHORTEST, min(LONGEST, CHARACTERS // (size * len(columns))))
    last_page = max(1, -(-len(answer.rows) // size))
    page = min(page, last_page)
    values = answer.rows[(page - 1) * size : page * size]
    rows = [
        [
            shown(site, column, value, longest, readable=readable)
            for column, value in zip(columns, row, strict=True)
        ]
        for row in values
    ]
    if bar in columns:
        _draw(rows, values, columns.index(bar), _most(answer, bar))
    return Table(
        columns=[name.replace("_", " ") if readable else name for name in columns],
        numeric=[any(row[at].look == "number" for row in rows) for at in range(len(columns))],
        rows=rows,
        total=len(answer.rows),
        truncated=answer.truncated,
        first=(page - 1) * size + 1,
        page=page,
        last_page=last_page,
    )


def _most(answer: Answer, bar: str) -> float:
    at = answer.columns.index(bar)
    values = (row[at] for row in answer.rows)
    return max((value for value in values if isinstance(value, int | float)), default=0)


def _draw(rows: list[list[Cell]], values: Sequence[Sequence[object]], at: int, most: float) -> None:
    for cells, row in zip(rows, values, strict=True):
        value = row[at]
        if isinstance(value, int | float) and most > 0:
            cells[at] = replace(cells[at], bar=round(max(value, 0) / most * 100, 1))


def export(answer: Answer, extension: str, name: str) -> Response:
    """All rows of an answer as CSV or JSON."""
    if extension == "json":
        body, kind = json.dumps(answer.objects, ensure_ascii=False), "application/json"
    else:
        body, kind = _csv(answer), "text/csv"
    return Response(
        body,
        content_type=f"{kind}; charset=utf-8",
        headers={"content-disposition": f'inline; filename="{name}.{extension}"'},
    )


def _csv(answer: Answer) -> str:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(answer.columns)
    writer.writerows([list(map(plain, row)) for row in answer.rows])
    return file.getvalue()
