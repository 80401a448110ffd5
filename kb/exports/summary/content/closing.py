"""The end of every document: the notice on advice, the references, and where it all comes from."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from kb.exports.selection import Selection
from kb.exports.summary.block import Block, Callout, Link, Paragraph, Run, Text
from kb.exports.summary.citations import Citations
from kb.exports.summary.content.phrase import heading, plain

OPTIONS = {"q": "topic"}
"""Options of the command that are named otherwise than in an address."""
NO_ADVICE = "This tells what documents say and what studies show. It is not medical advice."


def advice(selection: Selection) -> Callout:
    """The knowledge base's own notice, or one that holds of any."""
    notice = selection.about.advice or NO_ADVICE
    return Callout("advice", "Not medical advice", (Paragraph(plain(notice)),))


def closing(selection: Selection, citations: Citations) -> Iterator[Block]:
    """References, and where the document comes from."""
    yield from citations.bibliography()
    yield heading(1, "About this document")
    yield Paragraph(tuple(_origin(selection)), small=True)


def foot(selection: Selection, full: str) -> tuple[Paragraph, Paragraph]:
    """The notice and where the document comes from, where there is little room.

    Parameters
    ----------
    full
        The sheet that has what this one leaves out.
    """
    notice = selection.about.advice or NO_ADVICE
    told = (Text("Not medical advice. ", bold=True), Text(notice))
    return Paragraph(told, small=True), origin(selection, full)


def origin(selection: Selection, full: str) -> Paragraph:
    """Where a document of one page comes from, and where what it leaves out."""
    left = Text(f". SHA-256: {selection.about.digest}. What is left out here stands in full in ")
    return Paragraph((*_source(selection), left, *_command(selection, full)), small=True)


def _command(selection: Selection, sheet: str) -> Iterator[Run]:
    """The command that writes another sheet of the same selection."""
    filters = (
        f"--{OPTIONS.get(name, name.replace('_', '-'))} {shlex.quote(value)}"
        for name, values in selection.asked.parameters().items()
        for value in values
    )
    yield Text(" ".join(("kb export summary", *filters, f"--sheet {sheet}")), italic=True)
    yield Text(".")


def _origin(selection: Selection) -> Iterator[Run]:
    yield from _source(selection)
    yield Text(
        f". Selection: {selection.asked.told()}. SHA-256 of the text that it was built from:"
        f" {selection.about.digest}; the same text makes the same document."
        " Ids in small letters are those of records in the knowledge base."
    )


def _source(selection: Selection) -> Iterator[Run]:
    """What it was made from, and on what terms."""
    about = selection.about
    yield Text(f"Made by kb {about.kb_version} from the knowledge base “{about.title}”")
    if about.source_url:
        yield from (Text(" ("), Link(about.source_url, about.source_url), Text(")"))
    yield Text(". Licence of the data: ")
    yield Link(about.licence, about.licence_url) if about.licence_url else Text(about.licence)
