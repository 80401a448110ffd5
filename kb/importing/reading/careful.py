"""Lines of a table gone through one by one: which are rows, and what is wrong with the others.

Nothing is merged in silence. A quote that opens by mistake swallows the lines up to the next one;
where these look like rows of their own, only the line with the quote is rejected and reading goes
on behind it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field

from kb.importing.reading.batch import Rejected, shown
from kb.importing.reading.notices import Notices
from kb.importing.reading.odd import oddity
from kb.importing.reading.table import Table

FEW = 4
"""In a table of fewer columns, lines of a long text may have as many commas as its rows."""
UNFINISHED = "unexpected end of data"
"""What the standard library says of a quote that is still open."""

STRAY = (
    "text follows a closing quote; double a quote within a cell, or, if quotes are text in this"
    " file, say `quoting: none`"
)
HOLDS_ROWS = "one row of several lines, each with as many delimiters as a row has"


@dataclass(slots=True)
class Examined:
    """What became of the lines; those from `rest` on wait for more."""

    rest: int
    lines: list[int] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Record:
    """Some lines that the standard library took for one row, or why it did not."""

    start: int
    stop: int
    row: list[str]
    error: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """Some lines of a file.

    Parameters
    ----------
    first
        The number of the first of them.
    is_clean
        Whether all is text (see `Block`).
    is_last
        Whether the file ends with them.
    """

    texts: list[str]
    first: int
    is_clean: bool
    is_last: bool


class Examination:
    """Lines to be sorted into rows and what is none."""

    def __init__(self, table: Table, lines: Lines, notices: Notices) -> None:
        self._table = table
        self._lines = lines.texts
        self._first = lines.first
        self._is_clean = lines.is_clean
        self._is_last = lines.is_last
        self._notices = notices
        self._found = Examined(len(lines.texts))

    def result(self) -> Examined:
        """Go through all of them."""
        at = 0
        while at < self._found.rest:
            at = self._examined_from(at)
        return self._found

    def _examined_from(self, at: int) -> int:
        """Go through the records from a line on; where to begin again if one was none."""
        for record in self._records(at):
            if record.error == UNFINISHED and self._may_go_on(record):
                self._found.rest = record.start
                return record.start
            if self._swallows(record):
                self._reject_opening(record)
                return record.start + 1
            if record.error:
                self._reject(record, *(self._oddity(record) or ("stray-quote", STRAY)))
                return record.stop
            self._take(record)
        return len(self._lines)

    def _records(self, at: int) -> Iterator[_Record]:
        """Records from a line on, up to the first that is none."""
        left = map(self._lines.__getitem__, range(at, len(self._lines)))
        reader = csv.reader(left, **self._table.dialect)
        while True:
            start = at + reader.line_num
            try:
                row = next(reader, None)
            except csv.Error as error:
                record = _Record(start, at + reader.line_num, [], str(error))
            else:
                if row is None:
                    return
                record = _Record(start, at + reader.line_num, row)
            yield record

    def _may_go_on(self, record: _Record) -> bool:
        """Whether lines that are still to come may close the quote."""
        n_lines = record.stop - record.start
        size = sum(map(len, self._lines[record.start :]))
        return not self._is_last and n_lines < self._table.lines and size < self._table.longest

    def _swallows(self, record: _Record) -> bool:
        """Whether a quote makes one row of lines that are rows themselves, or of far too many."""
        n_lines = record.stop - record.start
        if record.error == UNFINISHED or n_lines > self._table.lines:
            return True
        if n_lines == 1 or not self._look_like_rows(record):
            return False
        if self._table.width >= FEW or self._table.dialect["delimiter"] == "\t":
            return True
        self._tell(record, "cell-holds-rows", HOLDS_ROWS)
        return False

    def _look_like_rows(self, record: _Record) -> bool:
        """Whether most lines have as many delimiters as a row, so that quotes may be text."""
        lines = self._lines[record.start : record.stop]
        between = self._table.dialect["delimiter"]
        alike = sum(line.count(between) == self._table.width - 1 for line in lines)
        return self._table.width > 1 and 2 * alike > len(lines)

    def _take(self, record: _Record) -> None:
        """Add a row, if it has a cell for each column and all of them are text."""
        if odd := self._oddity(record):
            self._reject(record, *odd)
        elif len(record.row) == self._table.width:
            self._found.lines.append(self._first + record.start)
            self._found.rows.append(record.row)
        elif "".join(record.row).strip():
            self._reject(record, *self._wrong_width(record))
        else:
            self._tell(record, "empty-line", "an empty line is passed over")

    def _oddity(self, record: _Record) -> tuple[str, str] | None:
        if self._is_clean:
            return None
        text = "".join(self._lines[record.start : record.stop])
        return oddity(text, self._table.encoding, self._table.longest)

    def _wrong_width(self, record: _Record) -> tuple[str, str]:
        n_cells, width = len(record.row), self._table.width
        cells = "1 cell" if n_cells == 1 else f"{n_cells} cells"
        is_end = not self._lines[record.stop - 1].endswith(("\n", "\r"))
        if is_end and n_cells < width:
            message = f"the file ends in this row, behind {cells} of {width}"
            return "cut-short", f"{message}; copy or download it again"
        message = f"{cells}, but the table has {width} columns"
        return "cell-count", f"{message}; a delimiter within a cell needs quotes around the cell"

    def _reject_opening(self, record: _Record) -> None:
        """Reject only the line in which a quote opens."""
        closes = f"closes only in line {self._first + record.stop - 1}"
        ends = "is not closed" if record.error == UNFINISHED else closes
        message = (
            f"a quote opens here and {ends}; double a quote within a cell, or, if quotes are"
            " text in this file, say `quoting: none`"
        )
        opening = _Record(record.start, record.start + 1, [])
        self._reject(opening, *(self._oddity(opening) or ("open-quote", message)))

    def _reject(self, record: _Record, code: str, message: str) -> None:
        content = shown("".join(self._lines[record.start : record.stop]))
        line = self._first + record.start
        self._found.rejected.append(Rejected(self._table.file, line, code, message, content))

    def _tell(self, record: _Record, code: str, message: str) -> None:
        self._notices.tell(self._table.file, self._first + record.start, code, message)
