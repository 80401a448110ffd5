"""CSV and its kin: columns from the first line, rows from all others."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice

from kb.importing.reading.batch import Batch, shown
from kb.importing.reading.blocks import SIZE, Block, blocks
from kb.importing.reading.content import Content
from kb.importing.reading.fault import fault
from kb.importing.reading.names import unique
from kb.importing.reading.notices import Notices
from kb.importing.reading.odd import ODD
from kb.importing.reading.options import DELIMITERS, ReadingOptions
from kb.importing.reading.records import Records
from kb.importing.reading.table import Dialect, Table, dialect


def read(
    content: Content, options: ReadingOptions, usual: str, notices: Notices
) -> tuple[tuple[str, ...], Iterator[Batch]]:
    """The columns of a table, and its rows as they are read.

    Parameters
    ----------
    usual
        The delimiter if the options name none.

    Raises
    ------
    InputError
        If there is nothing, or no line that can name the columns.
    """
    csv.field_size_limit(max(csv.field_size_limit(), options.longest + 2 * SIZE))
    form = dialect(_delimiter(options, usual, content.file), options.quoting)
    texts = blocks(content, options, notices, may_be_old=True)
    first = next(texts, Block("", is_clean=True))
    lines = io.StringIO(first.text, newline="")
    line = 1 + sum(1 for _ in islice(lines, options.skip))
    body = lines.read()
    cells, n_lines = _first_row(body, form, content.file, line)
    if options.header:
        columns = unique(cells, content.file, line + n_lines - 1, notices)
        body, line = _without(body, n_lines), line + n_lines
    else:
        columns = tuple(f"column_{number}" for number in range(1, len(cells) + 1))
    limits = (options.encoding, options.longest, options.lines)
    records = Records(Table(content.file, len(columns), form, *limits), line, notices)
    return columns, _batches(records, Block(body, first.is_clean), texts)


def _delimiter(options: ReadingOptions, usual: str, file: str) -> str:
    said = options.delimiter or usual
    delimiter = DELIMITERS.get(said, said)
    if len(delimiter) != 1 or delimiter in '\r\n"':
        hint = f"give one character, or one of {', '.join(DELIMITERS)}"
        raise fault("wrong-option", file, f"`{said}` is no delimiter", hint)
    return delimiter


def _first_row(body: str, form: Dialect, file: str, line: int) -> tuple[list[str], int]:
    """The first row with anything in it, and how many lines there are to its end."""
    reader = csv.reader(io.StringIO(body, newline=""), **form)
    try:
        cells = next((row for row in reader if "".join(row).strip()), None)
    except csv.Error as error:
        hint = "see to its quotes, or, if quotes are text in this file, say `quoting: none`"
        message = f"the first row cannot be read: {error}"
        raise fault("no-header", file, message, hint, line) from None
    if cells is None:
        raise fault("empty-input", file, "the file is empty", "see whether it was copied whole")
    if ODD.search("".join(cells)):
        message = f"the first row is no text: {shown(','.join(cells))[:100]}"
        raise fault("no-header", file, message, "say which `encoding` the file is in", line)
    return cells, reader.line_num


def _without(body: str, n_lines: int) -> str:
    lines = io.StringIO(body, newline="")
    for _ in islice(lines, n_lines):
        pass
    return lines.read()


def _batches(records: Records, first: Block, rest: Iterator[Block]) -> Iterator[Batch]:
    yield records.batch(first.text, is_clean=first.is_clean)
    for block in rest:
        yield records.batch(block.text, is_clean=block.is_clean)
    if records.is_open:
        yield records.batch("", is_clean=True, is_last=True)
