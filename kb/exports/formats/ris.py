"""RIS: the sources for reference managers and the tools of systematic reviews."""

from __future__ import annotations

from typing import BinaryIO

from kb.exports import bibliography
from kb.exports.selection import Selection

ABOUT = "The sources for reference managers and the tools of systematic reviews."
ACCEPTED_BY = "EndNote, Mendeley, Zotero, Covidence, Rayyan"
CANNOT = (
    *bibliography.CANNOT_SOURCES,
    "Fields of BibTeX that RIS has no tag for; line breaks within a field become spaces.",
    "A part of a name before the family's (van, de la) is written with the family's name.",
)
EXTENSION = "ris"
MEDIA_TYPE = "application/x-research-info-systems"
STREAMS = True


def write(selection: Selection, out: BinaryIO) -> None:
    """A line a tag, an empty line between two sources."""
    bibliography.write(selection, out, EXTENSION)
