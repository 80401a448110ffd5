"""BibTeX: the entries of the sources as they were written."""

from __future__ import annotations

from typing import BinaryIO

from kb.exports import bibliography
from kb.exports.selection import Selection

ABOUT = "The sources for LaTeX: each entry as it stands in the knowledge base."
ACCEPTED_BY = "BibTeX, biber, JabRef, Zotero, pandoc"
CANNOT = bibliography.CANNOT_SOURCES
EXTENSION = "bib"
MEDIA_TYPE = "application/x-bibtex"
STREAMS = True


def write(selection: Selection, out: BinaryIO) -> None:
    """An entry a source, an empty line between two."""
    bibliography.write(selection, out, EXTENSION)
