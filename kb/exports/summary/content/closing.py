"""The end of every document: the notice on advice, the references, and where it all comes from."""

from __future__ import annotations

from collections.abc import Iterator

from kb.exports.selection import Selection
from kb.exports.summary.block import Block, Callout, Link, Paragraph, Run, Text
from kb.exports.summary.citations import Citations
from kb.exports.summary.content.phrase import heading, plain

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


def foot(selection: Selection) -> tuple[Paragraph, Paragraph]:
    """The notice and where the document comes from, where there is little room."""
    notice = selection.about.advice or NO_ADVICE
    told = (Text("Not medical advice. ", bold=True), Text(notice))
    return Paragraph(told, small=True), origin(selection)


def origin(selection: Selection) -> Paragraph:
    """Where a document of one page comes from."""
    return Paragraph(
        (*_source(selection), Text(f". SHA-256: {selection.about.digest}.")), small=True
    )


def _origin(selection: Selection) -> Iterator[Run]:
    yield from _source(selection)
    yield Text(
        f". SHA-256 of the text that it was built from: {selection.about.digest}; the same text"
        " makes the same document. Ids in small letters are those of records in the knowledge base."
    )


def _source(selection: Selection) -> Iterator[Run]:
    about = selection.about
    yield Text(f"Made by kb {about.kb_version} from the knowledge base “{about.title}”")
    if about.source_url:
        yield from (Text(" ("), Link(about.source_url, about.source_url), Text(")"))
    yield Text(f". Selection: {selection.asked.told()}. Licence of the data: ")
    yield Link(about.licence, about.licence_url) if about.licence_url else Text(about.licence)
