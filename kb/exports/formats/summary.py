"""Evidence summaries: a document for people, made of what a selection holds."""

from __future__ import annotations

from importlib import import_module
from typing import BinaryIO

from kb.citing.style import DEFAULT, STYLES
from kb.exports.error import TooMuchError
from kb.exports.format import Kind, Option
from kb.exports.selection import Selection

ABOUT = "Documents for people: claim sheets, evidence summaries, audits, practice cards."
ACCEPTED_BY = "code hosts and editors (md), browsers (html), word processors (docx), readers of PDF"
MOST_CLAIMS = 5_000
"""A document is made whole, in memory."""
CANNOT = (
    "records that no chosen claim or its population leads to: `sqlite` has them all",
    f"more than {MOST_CLAIMS:,} claims, which are refused",
)
WITHOUT_PICTURES = "pictures, where their words stand for them: `--format html` has them"
EXTENSION = "md"
MEDIA_TYPE = "text/markdown"
FITTING = "fitting"
"""The usual sheet: of one claim its sheet, of one document its audit, else a summary."""
SHEETS = ("claim", "claim-full", "evidence", "document", "practice")
RENDERERS = {
    "md": ("markdown", "text/markdown"),
    "html": ("html", "text/html"),
    "docx": (
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "pdf": ("pdf", "application/pdf"),
}
"""By the ending of the file's name: the module that writes it, and its media type."""
RELEASE = tuple({"format": name} for name in RENDERERS)
OPTIONS = {
    "format": Option(
        "How the document is written; `md` has words in the place of pictures.",
        "md",
        tuple(RENDERERS),
    ),
    "sheet": Option(
        "Claim sheets of a page each, the same in full, an evidence summary, an audit of documents"
        " statement by statement, or a practice card; `fitting` is the sheet of a single"
        " --claim, the audit of a single --document, else the evidence summary.",
        FITTING,
        (FITTING, *SHEETS),
    ),
    "style": Option("The citation style.", DEFAULT.name, tuple(STYLES)),
}


def kind(format: str, sheet: str, style: str) -> Kind:  # noqa: A002 - the option's name
    """Named by its sheet; written as asked."""
    del style
    stem = "summary" if sheet == FITTING else f"{sheet}-summary"
    return Kind(format, RENDERERS[format][1], stem)


def write(
    selection: Selection,
    out: BinaryIO,
    format: str,  # noqa: A002 - the option's name
    sheet: str,
    style: str,
) -> None:
    """Make the document, then write it.

    Raises
    ------
    TooMuchError
        If it is of more claims than a document is made of.
    """
    if selection.n_claims > MOST_CLAIMS:
        message = f"a summary of {selection.n_claims:,} claims is one that nobody reads"
        hint = f"narrow it to {MOST_CLAIMS:,} by filters, or take `xlsx` or `csv`"
        raise TooMuchError(message, hint)
    from kb.exports.summary.block import Figure  # noqa: PLC0415 - only when one is made
    from kb.exports.summary.content import document  # noqa: PLC0415 - only when one is made

    made = document(selection, sheet, style)
    if format == "md" and any(isinstance(block, Figure) for block in made.blocks):
        selection.note(f"not carried: {WITHOUT_PICTURES}")
    renderer = import_module(f"kb.exports.summary.{RENDERERS[format][0]}")
    out.write(renderer.render(made))
