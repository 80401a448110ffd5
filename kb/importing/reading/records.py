"""Texts of whole lines into batches of rows: at once where nothing is odd, which is the rule."""

from __future__ import annotations

import csv
import io

from kb.importing.reading.batch import Batch
from kb.importing.reading.careful import Examination, Lines
from kb.importing.reading.notices import Notices
from kb.importing.reading.table import Table


class Records:
    """The rows of one table, from texts that follow one another.

    Parameters
    ----------
    line
        The number of the first line that the next text brings.
    """

    def __init__(self, table: Table, line: int, notices: Notices) -> None:
        self._table = table
        self._line = line
        self._notices = notices
        self._carry = ""
        self._is_clean = True

    @property
    def is_open(self) -> bool:
        """Whether a row has begun whose end is still to come."""
        return bool(self._carry)

    def batch(self, text: str, *, is_clean: bool, is_last: bool = False) -> Batch:
        """The rows of some more lines; one that is open at their end waits for the next."""
        whole = self._carry + text
        is_clean = is_clean and self._is_clean
        rows = self._at_once(whole) if is_clean else None
        if rows is None:
            return self._one_by_one(whole, is_clean=is_clean, is_last=is_last)
        self._carry = ""
        lines = range(self._line, self._line + len(rows))
        self._line = lines.stop
        return Batch(lines, rows)

    def _at_once(self, text: str) -> list[list[str]] | None:
        """All rows, if each is one line with a cell for every column."""
        reader = csv.reader(io.StringIO(text, newline=""), **self._table.dialect)
        try:
            rows = list(reader)
        except csv.Error:
            return None
        is_plain = reader.line_num == len(rows) and set(map(len, rows)) <= {self._table.width}
        return rows if is_plain else None

    def _one_by_one(self, text: str, *, is_clean: bool, is_last: bool) -> Batch:
        lines = list(io.StringIO(text, newline=""))
        these = Lines(lines, self._line, is_clean, is_last)
        found = Examination(self._table, these, self._notices).result()
        self._carry = "".join(lines[found.rest :])
        self._is_clean = is_clean or not self._carry
        self._line += found.rest
        return Batch(found.lines, found.rows, found.rejected)
