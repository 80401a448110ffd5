"""Rows of a view as CSV that no spreadsheet takes for formulas, and the way back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import IO

from kb.exports.selection import Selection

STARTS = frozenset("'=+-@\t\r\n＝＋－＠")  # noqa: RUF001 - fullwidth ones act like the plain
"""What a cell begins with that may be taken for a formula, or stands for that here."""
FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")  # noqa: RUF001
NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
AT_A_TIME = 500
"""Rows made into text at a time."""


def inert(value: object) -> object:
    """A cell that is text and looks like a formula, with an apostrophe before it."""
    if isinstance(value, str) and value[:1] in STARTS and _acts(value):
        return f"'{value}"
    return value


def active(cell: str) -> str:
    """The text that `inert` was given."""
    return cell[1:] if cell.startswith("'") and _acts(cell) else cell


def _acts(text: str) -> bool:
    return FORMULA.match(text) is not None and NUMBER.fullmatch(text) is None


def write(selection: Selection, view: str, out: IO[bytes]) -> None:
    """The rows of a view under their names, as RFC 4180 has it, in UTF-8; no value is empty."""
    names = [column.name for column in selection.columns(view)]
    rows = (tuple(map(inert, row)) for row in selection.tuples(view))
    for text in _texts(names, rows):
        out.write(text.encode())


def _texts(names: Sequence[str], rows: Iterator[Sequence[object]]) -> Iterator[str]:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(names)
    for number, row in enumerate(rows, 1):
        writer.writerow(row)
        if number % AT_A_TIME == 0:
            yield text.getvalue()
            text.seek(0)
            text.truncate()
    yield text.getvalue()
