"""Tables of Word: their header stands again on every page, their rows are not split."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from docx.oxml.xmlchemy import BaseOxmlElement

from kb.exports.summary import paper
from kb.exports.summary.block import Column, Row, Table
from kb.exports.summary.inline import plain
from kb.exports.summary.word.element import tag, twips
from kb.exports.summary.word.paragraph import Writer, paragraph, run

Pair = tuple[str, Iterable[BaseOxmlElement]]
"""A name, and the content of what it names."""


def table(writer: Writer, block: Table, room: float) -> BaseOxmlElement:
    """A table as wide as the room for it, in cm."""
    widths = _shared([column.share for column in block.columns], twips(room))
    head = tag("tr", tag("trPr", tag("cantSplit"), tag("tblHeader")), *_head(block, widths))
    rows = (_row(writer, row, block.columns, widths) for row in block.rows)
    return _table("SummaryTable", widths, [head, *rows], plain(block.caption))


def pairs(rows: Sequence[Pair], room: float, abreast: int) -> BaseOxmlElement:
    """Names with what they name, so many abreast."""
    widths = _shared([1, 4] if abreast == 1 else [2, 5] * abreast, twips(room))
    made = [
        tag("tr", tag("trPr", tag("cantSplit")), *_abreast(rows[at : at + abreast], widths))
        for at in range(0, len(rows), abreast)
    ]
    return _table("Facts", widths, made)


def _abreast(pairs: Sequence[Pair], widths: Sequence[int]) -> Iterator[BaseOxmlElement]:
    """The cells of a row, of which the last may be empty."""
    told = [
        each
        for name, value in pairs
        for each in (paragraph("FactName", [run(plain(name))]), paragraph("Fact", value))
    ]
    for width, content in zip_longest(widths, told):
        yield cell(width, [paragraph("Fact") if content is None else content])


def boxed(style: str, content: Iterable[BaseOxmlElement], room: float) -> BaseOxmlElement:
    """Paragraphs in a box."""
    width = twips(room)
    return _table(style, [width], [tag("tr", cell(width, content))])


def abreast(columns: Sequence[Iterable[BaseOxmlElement]], room: float) -> BaseOxmlElement:
    """Paragraphs in columns without a frame, of which the last may be empty."""
    widths = _shared([1] * len(columns), twips(room))
    filled = (list(column) or [paragraph("TableText")] for column in columns)
    return _table("TableNormal", widths, [tag("tr", *map(cell, widths, filled))])


def cell(
    width: int, content: Iterable[BaseOxmlElement], *properties: BaseOxmlElement
) -> BaseOxmlElement:
    """A cell with its paragraphs."""
    return tag("tc", tag("tcPr", tag("tcW", w=width, type="dxa"), *properties), *content)


def _table(
    style: str, widths: Sequence[int], rows: Sequence[BaseOxmlElement], caption: str = ""
) -> BaseOxmlElement:
    return tag(
        "tbl",
        tag(
            "tblPr",
            tag("tblStyle", val=style),
            tag("tblW", w=sum(widths), type="dxa"),
            tag("tblLayout", type="fixed"),
            tag("tblLook", val="0620", firstRow=1, noHBand=1, noVBand=1),
            tag("tblCaption", val=caption) if caption else None,
        ),
        tag("tblGrid", *(tag("gridCol", w=width) for width in widths)),
        *rows,
    )


def _shared(shares: Sequence[int], width: int) -> list[int]:
    """The width in shares."""
    return [width * share // sum(shares) for share in shares]


def _head(block: Table, widths: Sequence[int]) -> Iterator[BaseOxmlElement]:
    for column, width in zip(block.columns, widths, strict=True):
        words = [run(plain(column.title))]
        yield cell(width, [paragraph("TableHead", words, _side(column))])


def _row(
    writer: Writer, row: Row, columns: Sequence[Column], widths: Sequence[int]
) -> BaseOxmlElement:
    if row.spanning:
        words = paragraph("TableGroup", writer.runs(row.cells[0]))
        whole = cell(sum(widths), [words], tag("gridSpan", val=len(widths)), _shade("F1EFE9"))
        return tag("tr", tag("trPr", tag("cantSplit")), whole)
    cells = (
        cell(width, [paragraph("TableText", writer.runs(runs), _side(column))])
        for runs, column, width in zip(row.cells, columns, widths, strict=True)
    )
    return tag("tr", tag("trPr", None if paper.is_long(row) else tag("cantSplit")), *cells)


def _side(column: Column) -> BaseOxmlElement | None:
    """Numbers stand to the right."""
    return tag("jc", val="right") if column.numeric else None


def _shade(colour: str) -> BaseOxmlElement:
    return tag("shd", val="clear", color="auto", fill=colour)
