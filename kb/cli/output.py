"""Rows as a table for people, or as JSON or CSV for programs."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Sequence

import click

from kb.problems import printable

FORMS = ("table", "json", "csv")


def write(columns: Sequence[str], rows: Sequence[Sequence[object]], form: str) -> None:
    """Print rows in one of `FORMS`."""
    {"table": _table, "json": _json, "csv": _csv}[form](columns, rows)


def _json(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    objects = [dict(zip(columns, map(_plain, row), strict=True)) for row in rows]
    click.echo(json.dumps(objects, ensure_ascii=False, indent=2))


def _plain(value: object) -> object:
    return value.hex() if isinstance(value, bytes) else value


def _csv(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([[_plain(value) for value in row] for row in rows])
    click.echo(text.getvalue(), nl=False)


def _table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - programs ask for JSON and need no rich
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*map(_cell, row))
    width = None if sys.stdout.isatty() else 200
    Console(markup=False, highlight=False, emoji=False, width=width).print(table)


def _cell(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return "\n".join(map(printable, text.splitlines()))
