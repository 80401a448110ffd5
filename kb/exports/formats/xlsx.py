"""Excel: a workbook with a sheet for each view."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from tempfile import SpooledTemporaryFile, TemporaryDirectory
from typing import BinaryIO, cast

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from kb.exports.column import Column
from kb.exports.error import TooMuchError, no_temporary
from kb.exports.format import Kind
from kb.exports.readme import readme
from kb.exports.selection import Selection
from kb.exports.view import ALL, SEVERAL, chosen

ABOUT = "A workbook with a sheet for each view: typed columns, filters, links."
ACCEPTED_BY = "Excel, LibreOffice Calc, Google Sheets"
CANNOT = (
    "lists of ids, but as JSON in a cell",
    "more than 16 digits of a number, and whether it is whole by chance or by its kind",
    "more than 32,767 characters in a cell: longer text is cut, and that is told",
    "more than 1,048,575 rows of a view, which are refused",
)
EXTENSION = "xlsx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPTIONS = SEVERAL

MOST_ROWS = 1_048_575
"""Rows that a sheet holds below its heading."""
LONGEST = 32_767
"""Characters that a cell holds."""
MOST_LINKS = 65_530
"""Links that a sheet holds; cells after these are plain text."""
LONGEST_LINK = 2000
"""Characters of a link that every program follows."""
IN_MEMORY = 1 << 24
"""Bytes of a workbook beyond which it waits on the disk."""
NARROWEST, WIDEST = 8, 60
"""Characters that a column shows."""
LINKS: Mapping[str, str] = {
    "doi": "https://doi.org/{}",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "url": "{}",
}
"""Columns that lead somewhere, and where."""
NO_CLOCK = datetime(1980, 1, 1)  # noqa: DTZ001 - the format knows no time zones


def kind(view: str) -> Kind:
    """Named by its view, if it is one."""
    return Kind(EXTENSION, MEDIA_TYPE, "" if view == ALL else view)


def write(selection: Selection, out: BinaryIO, view: str) -> None:
    """A sheet about the workbook, one for each view, and one that describes their columns.

    Raises
    ------
    TooMuchError
        If a view has more rows than a sheet.
    ExportError
        If there is no room to make it.
    """
    views = chosen(view)
    for name in views:
        _refuse_too_many(selection, name)
    with SpooledTemporaryFile(IN_MEMORY) as apart:
        try:
            with TemporaryDirectory() as folder:
                _fill(selection, views, cast("BinaryIO", apart), folder)
        except OSError as error:
            raise no_temporary(error) from error
        apart.seek(0)
        shutil.copyfileobj(apart, out)


def _fill(selection: Selection, views: Sequence[str], apart: BinaryIO, folder: str) -> None:
    """The workbook, in a file apart: what the library begins it cannot leave off in good order."""
    book = Workbook(apart, {"constant_memory": True, "use_zip64": True, "tmpdir": folder})
    book.set_properties({"title": selection.about.title, "created": NO_CLOCK})
    _about(book, selection)
    for name in views:
        _view(book, selection, name)
    _columns(book, selection, views)
    if refusal := _closed(book):
        raise refusal


def _closed(book: Workbook) -> OSError | None:
    """Put the workbook together; what the disk says against it.

    It is told and not raised, so that nothing holds the library's half-made archive any longer: it
    ends while the file that it is in is open.
    """
    try:
        book.close()
    except FileCreateError as error:
        return OSError(*error.args[0].args)
    return None


def _refuse_too_many(selection: Selection, view: str) -> None:
    n = selection.count(view)
    if n > MOST_ROWS:
        message = f"{view} has {n:,} rows, and a sheet {MOST_ROWS:,}"
        raise TooMuchError(message, "narrow the selection, or take `parquet` or `csv`")


def _about(book: Workbook, selection: Selection) -> None:
    """What the workbook is, a paragraph a row."""
    sheet = book.add_worksheet("about")
    sheet.set_column(0, 0, 100)
    look = book.add_format({"text_wrap": True, "valign": "top"})
    for row, words in enumerate(readme(selection, CANNOT).split("\n\n")):
        sheet.write_string(row, 0, words.strip()[:LONGEST], look)


def _view(book: Workbook, selection: Selection, view: str) -> None:
    """A sheet with the rows of a view under their frozen names."""
    sheet = book.add_worksheet(view)
    columns = selection.columns(view)
    cells = [_Cells(selection, sheet, column) for column in columns]
    widths = [len(column.name) + 4 for column in columns]  # room for the filter's button
    _heading(book, sheet, [column.name for column in columns])
    last = 0
    for last, row in enumerate(selection.tuples(view), 1):
        for place, value in enumerate(row):
            if value is not None:
                cells[place].put(last, place, value)
                widths[place] = max(widths[place], len(str(value)))
    _fit(sheet, widths)
    sheet.autofilter(0, 0, last, len(columns) - 1)


def _heading(book: Workbook, sheet: Worksheet, names: Sequence[str]) -> None:
    look = book.add_format({"bold": True, "bg_color": "#E8EEF4", "bottom": 1})
    for place, name in enumerate(names):
        sheet.write_string(0, place, name, look)
    sheet.freeze_panes(1, 1)


def _fit(sheet: Worksheet, widths: Sequence[int]) -> None:
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(max(width, NARROWEST), WIDEST))


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of a column, and how its values are put into them."""

    selection: Selection
    sheet: Worksheet
    column: Column

    def put(self, row: int, place: int, value: object) -> None:
        """Numbers as numbers, text as text whatever it begins with, addresses as links."""
        text = str(value)
        if self.column.type != "TEXT":
            self.sheet.write_number(row, place, value)
        elif target := self._target(row, text):
            self.sheet.write_url(row, place, target, None, text)
        else:
            self.sheet.write_string(row, place, text[:LONGEST])
            if len(text) > LONGEST:
                where = f"{self.sheet.name}, row {row + 1}, column {self.column.name}"
                self.selection.note(f"{where}: text of {len(text):,} characters is cut.")

    def _target(self, row: int, text: str) -> str | None:
        """Where a cell leads, while a sheet holds more links."""
        if self.column.name not in LINKS or row > MOST_LINKS // len(LINKS):
            return None
        target = LINKS[self.column.name].format(text)
        return target if _leads(target) else None


def _leads(target: str) -> bool:
    return target.startswith(("https://", "http://")) and len(target) <= LONGEST_LINK


def _columns(book: Workbook, selection: Selection, views: Sequence[str]) -> None:
    """A sheet that tells what each column holds."""
    sheet = book.add_worksheet("columns")
    _heading(book, sheet, ["view", "column", "type", "description"])
    row = 0
    for view in views:
        for column in selection.columns(view):
            row += 1
            told = (view, column.name, column.type, column.description)
            for place, words in enumerate(told):
                sheet.write_string(row, place, words)
    _fit(sheet, [20, 24, 10, WIDEST])
