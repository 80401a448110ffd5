"""Rows as HTML tables, for notebooks: escaped, and cut where they are long."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape

COLUMNS = 10
"""Columns that are shown."""
CELL = 80
"""Characters of a cell that are shown."""
_LEFT = ' style="text-align:left"'


def table(
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    told: str,
    link: Callable[[str], str] | None = None,
) -> str:
    """Rows with the names of their columns, and a line below.

    Parameters
    ----------
    link
        The address of the record whose id stands in the first column, if it has one.
    """
    head = "".join(f"<th{_LEFT}>{escape(name)}</th>" for name in columns[:COLUMNS])
    body = "".join(f"<tr>{_cells(row[:COLUMNS], link)}</tr>" for row in rows)
    below = escape(told)
    if len(columns) > COLUMNS:
        below += f"; columns not shown: {escape(', '.join(columns[COLUMNS:]))}"
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{below}</p>"


def fields(pairs: Iterable[tuple[str, object]]) -> str:
    """The fields of one record that have a value, one below the other."""
    rows = "".join(
        f"<tr><th{_LEFT}>{escape(name)}</th><td{_LEFT}>{escape(str(value))}</td></tr>"
        for name, value in pairs
        if value not in (None, "", ())
    )
    return f"<table>{rows}</table>"


def linked(address: str, text: str) -> str:
    """A link, escaped."""
    return f'<a href="{escape(address)}">{escape(text)}</a>'


def _cells(row: Sequence[object], link: Callable[[str], str] | None) -> str:
    told = [escape(_short(value)) for value in row]
    if link is not None:
        told[0] = linked(link(str(row[0])), _short(row[0]))
    return "".join(f"<td{_LEFT}>{cell}</td>" for cell in told)


def _short(value: object) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= CELL else f"{text[:CELL].rstrip()}…"
