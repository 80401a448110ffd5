"""The records of a CSV file, each with its place; what is no CSV as a problem."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from dataclasses import dataclass

from kb.problems import Place, Problem

DELIMITERS = ",;\t"


class CsvError(Exception):
    """What keeps a file from being read, as a problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Line:
    """A record: its cells, its file, the line where it begins, and that line's text."""

    cells: list[str]
    file: str
    number: int
    text: str
    delimiter: str

    def place(self, cell: int = 0) -> Place:
        """Where one of its cells begins; of a cell on a later line, where the record begins."""
        column, is_quoted, left = 1, False, cell
        for position, character in enumerate(self.text, 1):
            is_quoted ^= character == '"'
            if left and character == self.delimiter and not is_quoted:
                left, column = left - 1, position + 1
        return Place(self.file, self.number, 1 if left else column, self.text)


def lines(file: str, data: bytes) -> list[Line]:
    """All records that are not blank, the names of columns first.

    Raises
    ------
    CsvError
        If the bytes are no UTF-8, the quotes do not match, or nothing is there.
    """
    source = list(io.StringIO(_decoded(file, data), newline=""))  # other line ends are text
    delimiter = max(DELIMITERS, key=next(filter(str.strip, source), "").count)
    found = list(_records(file, source, delimiter))
    if not found:
        hint = "write the names of columns, and a line for each study"
        raise CsvError(Problem(Place(file), "no-studies", "the file is empty", hint))
    return found


def _decoded(file: str, data: bytes) -> str:
    hint = "save it as CSV in UTF-8"
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        message = "this is UTF-16, not UTF-8"
        raise CsvError(Problem(Place(file, 1, 1), "unreadable-csv", message, hint))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8-sig")) + 1
        message = f"byte 0x{data[error.start]:02x} is not UTF-8"
        place = Place(file, line, column)
        raise CsvError(Problem(place, "unreadable-csv", message, hint)) from None


def _records(file: str, source: list[str], delimiter: str) -> Iterator[Line]:
    """Records as the standard library's reader finds them, strictly."""
    reader = csv.reader(source, delimiter=delimiter, strict=True)
    while True:
        start = reader.line_num
        try:
            cells = next(reader, None)
        except csv.Error as error:
            place = Place(file, start + 1, 1, source[start].rstrip())
            hint = 'see to its quotes: each " that opens must close, one inside is doubled'
            raise CsvError(Problem(place, "unreadable-csv", f"no CSV: {error}", hint)) from None
        if cells is None:
            return
        if any(map(str.strip, cells)):
            yield Line(cells, file, start + 1, source[start].rstrip("\r\n"), delimiter)
