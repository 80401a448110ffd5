"""Summaries as DOCX: headings, tables and lists in real styles, made with python-docx."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from math import ceil

from docx.document import Document as Word
from docx.enum.section import WD_ORIENTATION
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm

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
    Note,
    Paragraph,
    Reference,
    Table,
)
from kb.exports.summary.inline import plain, targets
from kb.exports.summary.word import package, table
from kb.exports.summary.word.element import tag
from kb.exports.summary.word.paragraph import Writer, paragraph, run
from kb.figures.raster import png

SHARPNESS = 2.5
"""Points of a picture for each of the figure's: about 240 an inch in print."""


def render(document: Document) -> bytes:
    """The document as DOCX."""
    points = room.size(document) if document.one_page else None
    word, places = package.opened(document, points), targets(document)
    writer = Writer(word.part, places)
    edge = paper.edge(one_page=document.one_page)
    _foot(word, document)
    for number, section in enumerate(paper.sections(document.blocks)):
        setter = _Setter(word, writer, *paper.room(section, edge), points)
        if number == 0:
            _add(word, setter.head(document))
        else:
            _turn(word)
        _lay(word, edge, is_wide=section.is_wide)
        for block in section.blocks:
            _add(word, setter.block(block))
    return package.saved(word)


@dataclass(frozen=True, slots=True)
class _Setter:
    """Makes elements of blocks, for a text of some width and height in cm."""

    word: Word
    writer: Writer
    width: float
    height: float
    points: float | None
    """The type of a document of one page."""

    def head(self, document: Document) -> Iterator[BaseOxmlElement]:
        """Title, subtitle and facts."""
        yield paragraph("Title", [run(plain(document.title))])
        if document.subtitle:
            yield paragraph("Subtitle", [run(plain(document.subtitle))])
        if document.facts:
            facts = [(name, self.writer.runs(runs)) for name, runs in document.facts]
            yield table.pairs(facts, self.width, room.ABREAST if self.points else 1)
            yield paragraph("Gap")

    def block(self, block: Block) -> Iterator[BaseOxmlElement]:
        """The elements of a block."""
        match block:
            case Heading():
                yield self.heading(block)
            case Paragraph(runs, small):
                yield paragraph("Small" if small else "Normal", self.writer.runs(runs))
            case Items():
                yield from self.items(block)
            case Table():
                yield from self.table(block)
            case Figure():
                yield from self.figure(block)
            case Callout():
                yield from self.callout(block)
            case Footnotes(notes):
                yield from map(self.note, notes)
            case Bibliography(references):
                yield from self.references(references)
            case _:  # the end of a page
                yield paragraph("Gap", (), tag("pageBreakBefore"))

    def heading(self, block: Heading) -> BaseOxmlElement:
        """A heading that links may lead to."""
        place = self.writer.places["heading", block.anchor]
        return paragraph(
            f"Heading{block.level}", self.writer.place(place, [run(plain(block.text))])
        )

    def items(self, block: Items) -> Iterator[BaseOxmlElement]:
        """A list; an ordered one counts from one."""
        style = "ListNumber" if block.ordered else "ListBullet"
        number = package.new_list(self.word) if block.ordered else package.BULLETS
        for each in block.items:
            count = tag("numPr", tag("ilvl", val=0), tag("numId", val=number))
            yield paragraph(style, self.writer.runs(each), count)

    def table(self, block: Table) -> Iterator[BaseOxmlElement]:
        """A table below its caption, and what keeps it from the next."""
        if block.caption:
            yield paragraph("Caption", [run(plain(block.caption))])
        yield table.table(self.writer, block, self.width)
        yield paragraph("Gap")

    def figure(self, block: Figure) -> Iterator[BaseOxmlElement]:
        """A picture above its title, with its words for whoever does not see it."""
        width = Cm(paper.fitted(block, self.width, self.height, self.points))
        drawn = io.BytesIO(png(block.svg, SHARPNESS))
        inline = self.word.part.new_pic_inline(drawn, width)
        inline.docPr.set("descr", plain(block.alt))
        inline.docPr.set("title", plain(block.title))
        yield paragraph("Figure", [tag("r", tag("drawing", inline))])
        if block.title and not self.points:  # the picture has it
            yield paragraph("FigureCaption", [run(plain(block.title))])

    def callout(self, block: Callout) -> Iterator[BaseOxmlElement]:
        """A box."""
        name = block.kind.capitalize()
        title = [paragraph(f"{name}Title", [run(plain(block.title))])] if block.title else []
        inside = chain.from_iterable(map(self.block, block.blocks))
        yield table.boxed(name, [*title, *inside], self.width)
        yield paragraph("Gap")

    def note(self, note: Note) -> BaseOxmlElement:
        """A note below a table."""
        place = self.writer.places["note", note.label]
        mark = run(plain(note.label), tag("vertAlign", val="superscript"))
        return paragraph(
            "TableNote", [*self.writer.place(place, [mark]), run(" "), *self.writer.runs(note.runs)]
        )

    def references(self, references: Sequence[Reference]) -> Iterator[BaseOxmlElement]:
        """References; where there is little room, side by side.

        That is a table: columns of a page let LibreOffice lay out some documents for ever.
        """
        if self.points:
            high = max(1, ceil(len(references) / room.COLUMNS))
            starts = (high * column for column in range(room.COLUMNS))
            columns = [map(self.reference, references[at : at + high]) for at in starts]
            yield table.abreast(columns, self.width)
            yield paragraph("Gap")
        else:
            yield from map(self.reference, references)

    def reference(self, reference: Reference) -> BaseOxmlElement:
        """A reference; its number stands before it, where the style has one."""
        place = self.writer.places["reference", reference.key]
        told = list(self.writer.runs(reference.runs))
        if reference.mark:
            told = [run(plain(reference.mark)), tag("r", tag("tab")), *told]
        return paragraph("Bibliography", self.writer.place(place, told))


def _add(word: Word, content: Iterable[BaseOxmlElement]) -> None:
    """Add to the end of the text, which the layout of its last pages follows."""
    layout = word.element.body.sectPr
    for each in content:
        layout.addprevious(each)


def _turn(word: Word) -> None:
    """Begin pages that stand another way."""
    word.add_section()
    end = word.element.body.sectPr.getprevious()
    end.style = "Gap"


def _lay(word: Word, edge: float, *, is_wide: bool) -> None:
    """Lay the last pages out."""
    pages = word.sections[-1]
    sides = (paper.WIDTH, paper.HEIGHT)
    pages.page_width, pages.page_height = map(Cm, reversed(sides) if is_wide else sides)
    pages.orientation = WD_ORIENTATION.LANDSCAPE if is_wide else WD_ORIENTATION.PORTRAIT
    pages.left_margin = pages.right_margin = pages.top_margin = pages.bottom_margin = Cm(edge)
    pages.header_distance = pages.footer_distance = Cm(edge / 2)


def _foot(word: Word, document: Document) -> None:
    """Title and page below every page."""
    foot = word.sections[0].footer.paragraphs[0]._p  # noqa: SLF001 - python-docx has no fields
    foot.style = "Footer"
    foot.extend(
        [run(f"{plain(document.title)}  ·  "), _counted("PAGE"), run(" / "), _counted("NUMPAGES")]
    )


def _counted(what: str) -> BaseOxmlElement:
    """A number that Word counts."""
    return tag("fldSimple", run("1"), instr=what)
