"""Whether a document of one page has room there: its text in lines, by the widths of letters.

Every format sets such a document in the same sizes and distances, in a type as narrow as Times.
Lengths are in em: the size of the type.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import ceil

from kb.exports.summary import paper
from kb.exports.summary.block import (
    Bibliography,
    Block,
    Callout,
    Document,
    Figure,
    Footnotes,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Reference,
    Runs,
    Table,
    Text,
)
from kb.exports.summary.inline import Words, words
from kb.figures.text import WIDEST, width

SERIF = 0.93 / WIDEST
"""How wide the type of a text is beside that of a figure."""
LINE = 1.1
"""From a line to the next."""
TITLE, HEAD, RECORD = 1.5, 1.2, 0.88
"""Sizes of the title, of headings, and of the ids of records."""
AIR = {"heading": 0.8, "paragraph": 0.25, "item": 0.1, "row": 0.3, "table": 0.7, "box": 0.5}
"""What is free above and below."""
CELL, BOX, LIST, REFERENCE = 0.9, 2.5, 2.0, 1.9
"""What of the width is free beside the text."""
ABREAST, FACT = 3, 0.235
"""How many facts stand side by side, and what of the width the value of each has."""
SPACE = " "
FULL, EASY = 0.99, 0.97
"""What of a page is filled at the most, and where nothing is left out for it to have room."""
COLUMNS = 3
"""Of references."""


def size(document: Document) -> float:
    """The largest size in which a document has room on its pages, else the smallest; in points."""
    larger = (each for each in paper.SIZES[:-1] if fits(document, each, EASY))
    return next(larger, paper.SIZES[-1])


def fits(document: Document, points: float = paper.SIZES[-1], share: float = FULL) -> bool:
    """Whether a share of each page has room for what is to stand on it, in type of some size."""
    edge = 2 * paper.NARROW_EDGE
    em = points * paper.POINT
    wide, high = (paper.WIDTH - edge) / em, (paper.HEIGHT - edge) / em
    heights = [_all(page, wide, points) for page in _pages(document.blocks)]
    heights[0] += _head(document, wide)
    return max(heights) <= share * high


def _pages(blocks: Iterable[Block]) -> list[list[Block]]:
    """The blocks by the pages they stand on."""
    pages: list[list[Block]] = [[]]
    for block in blocks:
        pages[-1].append(block)
        if isinstance(block, PageBreak):
            pages.append([])
    return pages


def _head(document: Document, wide: float) -> float:
    """Title, subtitle and facts."""
    title = LINE * TITLE * lines((Text(document.title, bold=True),), wide / TITLE)
    facts = [lines(runs, wide * FACT - CELL) for _, runs in document.facts]
    rows = (
        max(facts[at : at + ABREAST]) * LINE + AIR["row"] for at in range(0, len(facts), ABREAST)
    )
    return title + bool(document.subtitle) * LINE + 3 * AIR["paragraph"] + sum(rows)


def _all(blocks: Iterable[Block], wide: float, points: float) -> float:
    return sum(_block(block, wide, points) for block in blocks)


def _block(block: Block, wide: float, points: float) -> float:
    taken = 0.0
    match block:
        case Heading(text=text):
            taken = HEAD * LINE * lines((Text(text, bold=True),), wide / HEAD) + AIR["heading"]
        case Paragraph(runs):
            taken = LINE * lines(runs, wide) + AIR["paragraph"]
        case Items(items):
            taken = _listed(items, wide - LIST) + AIR["paragraph"]
        case Table():
            taken = _table(block, wide)
        case Figure():
            taken = _figure(block, wide, points) + AIR["paragraph"]
        case Callout(blocks=inside):
            taken = LINE + _all(inside, wide - BOX, points) + AIR["box"]
        case Footnotes(notes):
            taken = _listed((note.runs for note in notes), wide - LIST)
        case Bibliography(references):
            taken = _abreast(references, wide)
        case _:  # the end of a page
            pass
    return taken


def _abreast(references: Sequence[Reference], wide: float) -> float:
    """The highest of the columns."""
    column, high = wide / COLUMNS - REFERENCE, max(1, ceil(len(references) / COLUMNS))
    runs = [each.runs for each in references]
    starts = (high * number for number in range(COLUMNS))
    return max(_listed(runs[at : at + high], column) for at in starts) + AIR["paragraph"]


def _listed(items: Iterable[Runs], wide: float) -> float:
    return sum(LINE * lines(each, wide) + AIR["item"] for each in items)


def _figure(figure: Figure, wide: float, points: float) -> float:
    em = points * paper.POINT
    return paper.fitted(figure, wide * em, paper.HEIGHT, points) * figure.height / figure.width / em


def _table(table: Table, wide: float) -> float:
    share = wide / sum(column.share for column in table.columns)
    columns = [share * column.share - CELL for column in table.columns]
    caption = LINE * lines((Text(table.caption, bold=True),), wide) if table.caption else 0
    rows = (
        max(map(lines, row.cells, [wide - CELL] if row.spanning else columns)) for row in table.rows
    )
    return caption + LINE + sum(LINE * each + AIR["row"] for each in rows) + AIR["table"]


def lines(runs: Runs, wide: float) -> int:
    """How many lines runs take, each as full as it may be."""
    count, used = 1, 0.0
    for each in words(runs, {}):
        if each is None:
            count, used = count + 1, 0.0
            continue
        for token in _tokens(each):
            long = _wide(token, is_bold=each.bold) * (RECORD if each.is_record else 1)
            if used + long > wide and token != SPACE:
                count, used = count + ceil(long / wide) - (not used), 0.0
                long %= wide
            used += long
    return count


def _tokens(said: Words) -> Iterator[str]:
    """Words, parts of long ones, and the spaces between them."""
    for piece in paper.pieces(said.text):
        first, *others = piece.split(SPACE)
        yield first
        for word in others:
            yield from (SPACE, word)


@lru_cache(20_000)
def _wide(token: str, *, is_bold: bool) -> float:
    return width(token, 1, is_bold=is_bold) * SERIF
