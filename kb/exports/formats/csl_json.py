"""CSL-JSON: the sources as items of the Citation Style Language."""

from __future__ import annotations

from typing import BinaryIO

from kb.exports import bibliography
from kb.exports.selection import Selection

ABOUT = "The sources for citation processors, a list of JSON objects."
ACCEPTED_BY = "pandoc --citeproc, citeproc-js, Zotero, Quarto"
CANNOT = (
    *bibliography.CANNOT_SOURCES,
    "Fields of BibTeX that CSL 1.0.2 has no variable for.",
)
EXTENSION = "json"
MEDIA_TYPE = "application/vnd.citationstyles.csl+json"
STREAMS = True


def write(selection: Selection, out: BinaryIO) -> None:
    """An item a line."""
    bibliography.write(selection, out, "csl.json")
