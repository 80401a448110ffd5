"""How much of a page blocks take: an estimate in lines of small type, rather long than short."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil

from kb.exports.summary import paper
from kb.exports.summary.block import Block, Break, Callout, Figure, Heading, Items, Paragraph, Runs
from kb.exports.summary.block import Table as TableBlock
from kb.exports.summary.inline import spoken

PAGE = 66
"""Lines of a page between its head and its references."""
LETTERS = 135
"""Of a line."""
LINE = 0.36
"""Height of a line, in cm."""
HEADING, ROW = 1.8, 0.2
"""Lines: of a heading, and between rows."""


def lines(blocks: Iterable[Block]) -> float:
    """The lines that blocks take, one below the other."""
    return sum(map(_block, blocks))


def _block(block: Block) -> float:
    match block:
        case Heading():
            taken = HEADING
        case Paragraph(runs):
            taken = _text(runs)
        case Items(items):
            taken = sum(map(_text, items))
        case TableBlock():
            taken = _table(block)
        case Figure():
            taken = _figure(block)
        case Callout(blocks=inside):
            taken = HEADING + lines(inside)
        case _:
            taken = 0
    return taken


def _text(runs: Runs, share: float = 1) -> float:
    """The lines of runs in a share of the width."""
    parts = (spoken(part) for part in _parts(runs))
    return sum(max(1, ceil(len(part) / (LETTERS * share))) for part in parts)


def _parts(runs: Runs) -> Iterator[Runs]:
    """The runs between new lines."""
    start = 0
    for end, run in enumerate((*runs, Break())):
        if isinstance(run, Break):
            yield runs[start:end]
            start = end + 1


def _table(table: TableBlock) -> float:
    whole = sum(column.share for column in table.columns)
    shares = [column.share / whole for column in table.columns]
    rows = (max(map(_text, row.cells, shares)) + ROW for row in table.rows)
    return 1 + bool(table.caption) + sum(rows)


def _figure(figure: Figure) -> float:
    edge = 2 * paper.edge(one_page=True)
    width = paper.fitted(figure, paper.WIDTH - edge, paper.HEIGHT - edge, one_page=True)
    return 1.5 + width * figure.height / figure.width / LINE
