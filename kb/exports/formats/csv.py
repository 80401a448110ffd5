"""CSV: one view, or all of them in a ZIP archive."""

from __future__ import annotations

from typing import BinaryIO

from kb.exports.archive import archive, member
from kb.exports.format import Kind
from kb.exports.readme import readme
from kb.exports.selection import Selection
from kb.exports.spreadsheet import write as write_view
from kb.exports.view import ALL, ONE, chosen

ABOUT = "One stable view as a table for spreadsheets and statistics, or all views in a ZIP archive."
ACCEPTED_BY = "spreadsheets, R, pandas, DuckDB, `sqlite-utils insert --csv`"
CANNOT = (
    "types: lists of ids are JSON in a cell, and a missing value is an empty cell",
    "text that a spreadsheet would take for a formula, but with an apostrophe before it",
)
EXTENSION = "csv"
MEDIA_TYPE = "text/csv; charset=utf-8"
OPTIONS = ONE
RELEASE = ({"view": ALL},)


def kind(view: str) -> Kind:
    """One table is named by its view; all of them are an archive."""
    if view == ALL:
        return Kind("zip", "application/zip", "csv")
    return Kind(EXTENSION, MEDIA_TYPE, view, streams=True)


def write(selection: Selection, out: BinaryIO, view: str) -> None:
    """The rows of a view, or an archive of all of them with a text about it."""
    if view != ALL:
        write_view(selection, view, out)
        return
    with archive(out) as made:
        with member(made, "README.txt") as file:
            file.write(readme(selection, CANNOT).encode())
        for name in chosen(view):
            with member(made, f"{name}.csv") as file:
                write_view(selection, name, file)
