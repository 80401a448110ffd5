"""Summaries as PDF: typeset, tagged, with bookmarks, by Typst.

Typst is given the document as JSON, and its template shows every text as it is: none can be code.
Fonts are those that come with Typst, so that every machine makes the same bytes; only a document
with letters that these lack is set again with those of the machine.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import singledispatchmethod
from importlib import resources

from kb.exports.error import UnavailableError
from kb.exports.summary import paper, room
from kb.exports.summary.block import (
    Bibliography,
    Block,
    Callout,
    Document,
    Figure,
    Footnotes,
    Heading,
    Items,
    Paragraph,
    Row,
    Runs,
    Table,
)
from kb.exports.summary.inline import Place, Targets, Words, plain, targets, words
from kb.figures.style import FONT

SERIF = "Libertinus Serif"
"""What the figures are lettered in: the font of the text."""
SMALLEST = 7.4
"""Type for a document that is to fit on one page and was thought to, in points."""
LETTER = 0.19
"""Width of a letter in a table with its share of the cell's edges, in cm."""
Node = dict[str, object]
"""What the template reads, in JSON's terms."""


def render(document: Document) -> bytes:
    """The document as PDF/UA-1; without that name where no font has all its letters.

    Raises
    ------
    UnavailableError
        If Typst is not installed.
    """
    try:
        import typst  # noqa: PLC0415 - 81 MB that only PDF needs
    except ImportError:
        message = "PDF is set by Typst, which is not installed"
        raise UnavailableError(message, "install kb[pdf], or typst by itself") from None
    template = resources.files(__package__).joinpath("summary.typ").read_bytes()
    told = {"document": json.dumps(_document(document), ensure_ascii=False)}
    for is_own in (True, False):
        with suppress(typst.TypstError):
            return typst.compile(
                template,
                format="pdf",
                sys_inputs=told,
                ignore_system_fonts=is_own,
                pdf_standards=["ua-1"],
            )
    return typst.compile(template, format="pdf", sys_inputs=told)


def _document(document: Document) -> Node:
    """The document as its template reads it."""
    edge, places = paper.edge(one_page=document.one_page), targets(document)
    points = room.size(document) if document.one_page else None
    return {
        "title": plain(document.title),
        "subtitle": plain(document.subtitle),
        "author": plain(document.author),
        "language": document.language,
        "small": document.one_page,
        "sizes": (*paper.SIZES, SMALLEST),
        "width": paper.WIDTH,
        "height": paper.HEIGHT,
        "edge": edge,
        "facts": [
            {"name": plain(name), "runs": _runs(runs, places)} for name, runs in document.facts
        ],
        "sections": [
            _section(each, edge, places, points) for each in paper.sections(document.blocks)
        ],
    }


def _section(section: paper.Section, edge: float, places: Targets, points: float | None) -> Node:
    setter = _Setter(places, *paper.room(section, edge), points)
    return {"wide": section.is_wide, "blocks": [setter.block(each) for each in section.blocks]}


def _runs(runs: Runs, places: Targets) -> list[Node]:
    return [_run(each) for each in words(runs, places)]


def _run(each: Words | None) -> Node:
    """The node of words, or of a new line."""
    if each is None:
        return {"break": True}
    return {"break": False, "pieces": paper.pieces(each.text), **asdict(each)}


@dataclass(frozen=True, slots=True)
class _Setter:
    """Makes nodes of blocks, for a text of some width and height in cm."""

    places: Targets
    width: float
    height: float
    points: float | None
    """The type of a document of one page."""

    @singledispatchmethod
    def block(self, block: Block) -> Node:
        """The node of a block: of a page's end, if of no other."""
        del block
        return {"is": "break"}

    @block.register
    def _(self, block: Heading) -> Node:
        label = self.places["heading", block.anchor]
        return {"is": "heading", "level": block.level, "text": plain(block.text), "label": label}

    @block.register
    def _(self, block: Paragraph) -> Node:
        return {"is": "paragraph", "runs": self.runs(block.runs), "small": block.small}

    @block.register
    def _(self, block: Items) -> Node:
        return {"is": "items", "items": [*map(self.runs, block.items)], "ordered": block.ordered}

    @block.register
    def _(self, block: Table) -> Node:
        columns = [
            {"title": paper.pieces(plain(each.title)), "share": each.share, "numeric": each.numeric}
            for each in block.columns
        ]
        share = self.width / sum(each.share for each in block.columns)
        widths = [share * each.share for each in block.columns]
        return {
            "is": "table",
            "caption": plain(block.caption),
            "columns": columns,
            "rows": [self.row(row, widths) for row in block.rows],
        }

    @block.register
    def _(self, block: Figure) -> Node:
        return {
            "is": "figure",
            "title": "" if self.points else plain(block.title),  # the picture has it
            "alt": plain(block.alt),
            "svg": block.svg.replace(FONT, SERIF),
            "width": paper.fitted(block, self.width, self.height, self.points),
        }

    @block.register
    def _(self, block: Callout) -> Node:
        inside = [self.block(each) for each in block.blocks]
        told = {"kind": block.kind, "title": plain(block.title)}
        return {"is": "callout", "blocks": inside, **told}

    @block.register
    def _(self, block: Footnotes) -> Node:
        notes = [self.led(("note", each.label), each.label, each.runs) for each in block.notes]
        return {"is": "notes", "notes": notes}

    @block.register
    def _(self, block: Bibliography) -> Node:
        references = [
            self.led(("reference", each.key), each.mark, each.runs) for each in block.references
        ]
        return {"is": "references", "references": references}

    def row(self, row: Row, widths: Sequence[float]) -> Node:
        """The node of a row: words are hyphenated where a column is too narrow for one."""
        cells = [
            {"runs": self.runs(cell), "hyphenate": paper.longest(cell) * LETTER > width}
            for cell, width in zip(row.cells, widths, strict=False)  # one cell, if it spans all
        ]
        return {"cells": cells, "spanning": row.spanning, "long": paper.is_long(row)}

    def led(self, place: Place, mark: str, runs: Runs) -> Node:
        """The node of what marks and citations lead to."""
        return {"label": self.places[place], "mark": plain(mark), "runs": self.runs(runs)}

    def runs(self, runs: Runs) -> list[Node]:
        """The nodes of runs."""
        return _runs(runs, self.places)
