"""Paper: how large a page is, what stands on one turned sideways, how large a figure may be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kb.exports.summary.block import (
    Block,
    Figure,
    Footnotes,
    Heading,
    PageBreak,
    Paragraph,
    Row,
    Runs,
    Table,
)
from kb.exports.summary.inline import spoken
from kb.figures.text import NOTE

WIDTH, HEIGHT = 21.0, 29.7
"""Of a page, in cm: A4."""
EDGE, NARROW_EDGE = 2.2, 1.1
"""What is free around the text, in cm; and where a document is to fit on one page."""
SIZES = (10.0, 9.5, 9.0, 8.5, 8.0, 7.6)
"""Of the type of a document that is to fit on one page, in points: the largest that does."""
POINT, PIXEL = 2.54 / 72, 2.54 / 96
"""Of type, and of a figure as drawn, in cm."""
HIGHEST = 0.92
"""What share of the text's height a figure may take: its caption stands with it."""
FIGURE, LEGIBLE = 0.89, 7.05
"""A figure's smallest type by that of the text around, where there is little room; in points."""
PIECE = 16
"""Letters after which a word may break that has no better place to."""
LONG = 1200
"""Letters of a cell from which on its row may be split."""
_WORD = re.compile(rf"\S{{{PIECE + 1},}}")
_PIECE = re.compile(rf"[^-/._,;:=&?]{{1,{PIECE}}}[-/._,;:=&?]*|[-/._,;:=&?]{{1,{PIECE}}}")


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks on pages that all stand the same way."""

    is_wide: bool
    blocks: tuple[Block, ...]


def edge(*, one_page: bool) -> float:
    """What is free around the text, in cm."""
    return NARROW_EDGE if one_page else EDGE


def room(section: Section, margin: float) -> tuple[float, float]:
    """Width and height of the text, in cm."""
    width, height = (HEIGHT, WIDTH) if section.is_wide else (WIDTH, HEIGHT)
    return width - 2 * margin, height - 2 * margin


def fitted(figure: Figure, width: float, height: float, points: float | None = None) -> float:
    """How wide a figure is drawn, in cm: as drawn, or what the page has room for.

    Parameters
    ----------
    points
        The type of a document of one page, which the figure's smallest follows.
    """
    pixel = PIXEL if points is None else max(LEGIBLE, points * FIGURE) / NOTE * POINT
    tallest = HIGHEST * height * figure.width / figure.height
    return min(figure.width * pixel, width, tallest)


def sections(blocks: Sequence[Block]) -> list[Section]:
    """The blocks by how their pages stand: a wide table takes along what belongs to it."""
    wide = _wide(blocks)
    turned = groupby(enumerate(blocks), lambda each: each[0] in wide)
    made = (Section(is_wide, _inner([block for _, block in each])) for is_wide, each in turned)
    return [section for section in made if section.blocks] or [Section(is_wide=False, blocks=())]


def _wide(blocks: Sequence[Block]) -> set[int]:
    """Places of the wide tables, of their heads and of their notes."""
    found = set()
    for place, block in enumerate(blocks):
        if isinstance(block, Table) and block.wide:
            found |= {*_head(blocks, place), place, *_foot(blocks, place)}
    return found


def _head(blocks: Sequence[Block], place: int) -> range:
    """Where the headings right before a table stand, with a paragraph below them."""
    first = place
    if first and isinstance(blocks[first - 1], Paragraph):
        first -= 1
    if not (first and isinstance(blocks[first - 1], Heading)):
        return range(place, place)
    while first and isinstance(blocks[first - 1], Heading):
        first -= 1
    return range(first, place)


def _foot(blocks: Sequence[Block], place: int) -> range:
    """Where the notes of a table stand."""
    after = place + 1
    has_notes = after < len(blocks) and isinstance(blocks[after], Footnotes)
    return range(after, after + has_notes)


def _inner(blocks: list[Block]) -> tuple[Block, ...]:
    """Without breaks at the ends: pages begin and end there anyway."""
    shown = [place for place, block in enumerate(blocks) if not isinstance(block, PageBreak)]
    return tuple(blocks[shown[0] : shown[-1] + 1]) if shown else ()


def is_long(row: Row) -> bool:
    """Whether a row may be split, for hardly a page has room for it."""
    return any(len(spoken(cell)) > LONG for cell in row.cells)


def longest(runs: Runs) -> int:
    """Letters of the longest word that does not break."""
    parts = (part for piece in pieces(spoken(runs)) for part in piece.split())
    return max(map(len, parts), default=0)


def pieces(text: str) -> list[str]:
    """The text in parts between which a line may break that spaces do not break."""
    return list(_pieces(text)) or [""]


def _pieces(text: str) -> Iterator[str]:
    end = 0
    for word in _WORD.finditer(text):
        first, *others = _PIECE.findall(word[0])
        yield text[end : word.start()] + first
        yield from others
        end = word.end()
    if end < len(text):
        yield text[end:]
