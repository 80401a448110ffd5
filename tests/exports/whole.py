"""A document with every kind of block and run, and the words of any document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

from kb.exports.summary.block import (
    Bibliography,
    Block,
    Break,
    Callout,
    Cite,
    Column,
    Document,
    Figure,
    Footnotes,
    Heading,
    Items,
    Link,
    Mark,
    Note,
    PageBreak,
    Paragraph,
    Record,
    Reference,
    Row,
    Runs,
    Table,
    Text,
)

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" viewBox="0 0 200 100">'
    '<rect width="90" height="40" fill="#1f5f8b"/><text x="10" y="80">drawn</text></svg>'
)
HYPHENS = "-\N{HYPHEN}\N{SOFT HYPHEN}\x02\ufffe"
"""The last two are what pdfium makes of one at the end of a line."""
UNSAID = {"address", "anchor", "key", "kind", "language", "position", "svg", "alt", "author"}
"""Fields whose words are not part of the text."""


def plain(*texts: str) -> Runs:
    """Runs of unmarked words."""
    return tuple(Text(text) for text in texts)


def table(rows: int = 3, *, wide: bool = False) -> Table:
    """A table with a group, and as many rows below it."""
    columns = (Column("Outcome", 3), Column("Effect (95 % CI)", 2, numeric=True))
    cells = (
        (Text("Gait speed "), Record("finding", "mehrholz2018-gait_speed.3"), Mark("a")),
        (Text("0.21"), Break(), Text("m/s", italic=True), Text("2", position="sub")),
    )
    group = Row(((Text("After a stroke"),),), spanning=True)
    return Table("What studies show", columns, (group, *(Row(cells) for _ in range(rows))), wide)


def document(*blocks: Block, one_page: bool = False) -> Document:
    """A document of some blocks."""
    facts = (("Licence", (Link("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),)),)
    return Document(
        "evidence", "Walking & more", "A summary", "The base", facts, blocks, one_page=one_page
    )


def whole(*, one_page: bool = False) -> Document:
    """A document of everything."""
    advice = Callout("advice", "Not medical advice", (Paragraph(plain("Ask someone who knows.")),))
    message = Callout("message", "In short", (Items((plain("One thing."), plain("Another."))),))
    return document(
        Heading(1, "Key messages", "key"),
        message,
        advice,
        Paragraph((Text("It "), Text("may", bold=True), Text(" help "), Cite("(Smith 2001)", "s"))),
        Paragraph((Text("How to read: "), Link("below", "#found")), small=True),
        Items((plain("first"), plain("second")), ordered=True),
        Items((plain("again first"),), ordered=True),
        Heading(2, "What was found", "found"),
        table(),
        Footnotes((Note("a", plain("Lowered for imprecision.")),)),
        Figure("Forest plot: gait speed", "Smith 2001: 0.21 (0.10 to 0.32).", SVG, 200, 100),
        Heading(2, "Doses", "doses"),
        table(2, wide=True),
        Heading(3, "After that", "after"),
        Paragraph((Link("a script", "javascript:alert(1)"), Cite("[9]", "unknown"), Mark("z"))),
        PageBreak(),
        Heading(1, "References", "references"),
        Bibliography(
            (
                Reference("s", "1", (Text("Smith A. Walking. "), Text("Gait", italic=True))),
                Reference("t", "", (Text("Trent B. x"), Text("2", position="super"))),
            )
        ),
        one_page=one_page,
    )


def said(part: object) -> Iterator[str]:
    """Every text of a document, or of a part, that a reader is to see.

    On one page a figure has no caption: the picture itself has its title.
    """
    if isinstance(part, Document) and part.one_page:
        blocks = (replace(b, title="") if isinstance(b, Figure) else b for b in part.blocks)
        part = replace(part, blocks=tuple(blocks), one_page=False)
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from said(each)
    elif is_dataclass(part):
        skipped = UNSAID if not isinstance(part, Record) else {"kind"}
        for field in fields(part):
            if field.name not in skipped:
                yield from said(getattr(part, field.name))


def squeezed(text: str) -> str:
    """Text without what lines are broken with."""
    return "".join(text.split()).translate(dict.fromkeys(map(ord, HYPHENS)))
