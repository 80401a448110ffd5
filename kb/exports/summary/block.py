"""A document as blocks of runs: what content makes, and each renderer puts into its format.

All text is plain text: renderers escape it. Labels of notes, marks of citations and the order of
references are decided here once, so that every format tells the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Text:
    """Words, plain or marked."""

    text: str
    bold: bool = False
    italic: bool = False
    position: Literal["", "super", "sub"] = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address (`https:`, `http:`, `mailto:`), or inside (`#anchor`)."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Record:
    """The record that a number or sentence comes from: shown small, by its id."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Cite:
    """A mark such as `[3]` or `(Smith 2001)` that leads to a reference of the bibliography."""

    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The raised label of a note that stands in the next `Footnotes`."""

    label: str


@dataclass(frozen=True, slots=True)
class Break:
    """A new line within a cell or paragraph."""


Run = Text | Link | Record | Cite | Mark | Break
Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1 stands below the document's title."""

    level: Literal[1, 2, 3]
    text: str
    anchor: str
    """Distinct in its document: letters, digits and hyphens."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a small one stands back (how to read a table, where data come from)."""

    runs: Runs
    small: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Runs, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its share of the width beside the others', figures to the right."""

    title: str
    share: int = 1
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row; the one cell of a spanning row is a heading over the rows below it."""

    cells: tuple[Runs, ...]
    key: str = ""
    """Id of the record it shows."""
    spanning: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose header repeats on every page and whose rows are not split."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    wide: bool = False
    """Better on a page turned sideways."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture: SVG that stands alone, without scripts, in pixels; and the same in words."""

    title: str
    alt: str
    svg: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Callout:
    """A box: `message` says the main thing, `advice` the notice that this is no medical advice."""

    kind: Literal["message", "advice"]
    title: str
    blocks: tuple[Paragraph | Items, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a page; on a screen, a rule."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note below a table."""

    label: str
    runs: Runs


@dataclass(frozen=True, slots=True)
class Footnotes:
    """The notes whose marks stand in the block before; labels are distinct in the document."""

    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference, in its style; the mark is its number in a numeric style, else empty."""

    key: str
    mark: str
    runs: Runs


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The references, in their order; each is what `Cite` of its key leads to."""

    references: tuple[Reference, ...]


Block = (
    Heading | Paragraph | Items | Table | Figure | Callout | PageBreak | Footnotes | Bibliography
)


@dataclass(frozen=True, slots=True)
class Document:
    """A document: what it is, where it comes from, and its blocks."""

    kind: Literal["claim", "evidence", "document", "practice"]
    title: str
    subtitle: str
    author: str
    """The knowledge base, or who publishes it."""
    facts: tuple[tuple[str, Runs], ...]
    """What stands below the title, and what it is about: name and value."""
    blocks: tuple[Block, ...]
    language: str = "en"
    one_page: bool = False
    """Set small enough for one printed page where possible."""
