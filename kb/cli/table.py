"""Rows as lines for people: fitted to a terminal, or plain where they go elsewhere."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table

from kb.problems import printable

GAP = 2
WORD = 16
"""Columns that a cell of words needs, if it has so many."""
LONGEST_WORD = 24
"""The same for one whose words are longer."""
MAIN = 28
"""The same for the words that matter most."""
COMFORT = 44
"""Columns for those, for which others are left out."""
WIDEST = 120
"""Characters to which cells are filled in a pipe: a longer one moves those after it."""
EXACT = 100_000
"""From here on six digits are too few."""

Rows = Sequence[Sequence[object]]


class Fitted(NamedTuple):
    """Lines for a terminal, and the columns for which there was no room."""

    lines: list[str]
    left_out: list[str]


class Column:
    """A column with its cells as text, and how much room it takes and needs."""

    def __init__(self, name: str, values: Sequence[object], *, is_main: bool = False) -> None:
        self.name = printable(name)
        self.cells = [shown(value) for value in values]
        self.is_number = any(isinstance(value, int | float) for value in values) and all(
            value is None or isinstance(value, int | float) for value in values
        )
        lines = [line for cell in (self.name, *self.cells) for line in cell.split("\n")]
        self.most = max(map(cell_len, lines))
        word = max(cell_len(word) for line in lines for word in re.split(r"(?<=-)|\s", line))
        enough = MAIN if is_main else max(WORD, min(word, LONGEST_WORD))
        self.least = self.most if self.is_number else min(self.most, enough)
        self.wanted = min(self.most, COMFORT) if is_main else self.least

    def wrapped(self, cell: str, width: int) -> str:
        """A cell within a width: broken between words, and at hyphens."""
        if self.is_number:
            return cell
        lines = (textwrap.wrap(line, width) or [""] for line in cell.split("\n"))
        return "\n".join(line for some in lines for line in some)


def shown(value: object) -> str:
    """A value as text whose lines remain."""
    if value is None:
        return "–"
    if isinstance(value, bytes):
        return f"{len(value)} byte{'s' * (len(value) != 1)}"
    text = _number(value) if isinstance(value, float) else str(value)
    return "\n".join(map(printable, text.splitlines()))


def _number(value: float) -> str:
    """A number without needless digits, and a large one with all that it has before the point."""
    return f"{value:g}" if abs(value) < EXACT else f"{value:.15g}"


def plain(names: Sequence[str], rows: Rows) -> list[str]:
    """A line for the names and one for each row: nothing cut, nothing wrapped, in columns."""
    lines = [[printable(name) for name in names]]
    lines += [[" ".join(shown(value).split("\n")) for value in row] for row in rows]
    widths = [min(WIDEST, max(map(cell_len, cells))) for cells in zip(*lines, strict=True)]
    return [
        (" " * GAP)
        .join(
            cell + " " * (width - cell_len(cell)) for cell, width in zip(line, widths, strict=True)
        )
        .rstrip()
        for line in lines
    ]


def fitted(
    names: Sequence[str], rows: Rows, width: int, main: str = "", spare: Sequence[str] = ()
) -> Fitted:
    """A table as wide as the terminal at most: words wrap, numbers do not.

    What does not fit even so is told a record at a time.

    Parameters
    ----------
    main
        The column whose words need the most room.
    spare
        Columns to do without where there is too little room, the first of them first.
    """
    columns = [
        Column(name, [row[i] for row in rows], is_main=name == main) for i, name in enumerate(names)
    ]
    left_out: list[str] = []
    for name in spare:
        if _total([column.wanted for column in columns]) > width:
            columns = [column for column in columns if column.name != name]
            left_out.append(name)
    if _total([column.least for column in columns]) > width:
        return Fitted(_records(names, rows, width), [])
    return Fitted(_drawn(columns, _widths(columns, width)), left_out)


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + GAP * (len(widths) - 1)


def _widths(columns: Sequence[Column], width: int) -> list[int]:
    """How wide each column becomes: what is too much is taken from the widest."""
    widths = [max(column.least, min(column.most, width)) for column in columns]
    while _total(widths) > width:
        spare = [
            (size > column.wanted, size, i)
            for i, (size, column) in enumerate(zip(widths, columns, strict=True))
            if size > column.least
        ]
        widths[max(spare)[-1]] -= 1
    return widths


def _drawn(columns: Sequence[Column], widths: Sequence[int]) -> list[str]:
    table = Table(box=None, padding=(0, GAP, 0, 0), pad_edge=False, header_style="bold")
    sized = list(zip(columns, widths, strict=True))
    for column, width in sized:
        table.add_column(
            column.wrapped(column.name, width),
            justify="right" if column.is_number else "left",
            width=width,
            overflow="fold",
        )
    for cells in zip(*(column.cells for column in columns), strict=True):
        table.add_row(
            *(
                column.wrapped(cell, width)
                for cell, (column, width) in zip(cells, sized, strict=True)
            )
        )
    return _printed(table, _total(widths))


def _records(names: Sequence[str], rows: Rows, width: int) -> list[str]:
    """Each row as lines of a name and a value, with a line between two rows."""
    widest = max(cell_len(printable(name)) for name in names)
    lines = []
    for row in rows:
        table = Table(box=None, padding=(0, GAP, 0, 0), pad_edge=False, show_header=False)
        table.add_column(style="bold", width=widest, no_wrap=True)
        table.add_column(width=max(WORD, width - widest - GAP), overflow="fold")
        for name, value in zip(names, row, strict=True):
            table.add_row(printable(name), shown(value))
        lines += ["", *_printed(table, width)]
    return lines[1:]


def _printed(table: Table, width: int) -> list[str]:
    """The lines of a table, bold as on a terminal: click takes that off where it must."""
    console = Console(
        markup=False,
        highlight=False,
        emoji=False,
        width=width,
        height=1,  # a width alone is not heard where TERM=dumb
        force_terminal=True,
        color_system="standard",
    )
    with console.capture() as capture:
        console.print(table)
    return [line.rstrip() for line in capture.get().splitlines()]
