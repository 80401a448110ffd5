"""The package of a Word file: its styles, its properties, and bytes that are the same each time."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from importlib import resources
from zipfile import ZipFile

import docx
from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from kb.exports.archive import EARLIEST, archive, member
from kb.exports.summary.block import Document
from kb.exports.summary.inline import plain
from kb.exports.summary.word import compact

ORDERED, BULLETS = 1, 1
"""In `numbering.xml`: how ordered lists count, and the one list of all that do not."""
MODE = "15"
"""Word's own form of today, in which it opens a file without `compatibility mode`."""
DATE = datetime(*EARLIEST, tzinfo=UTC)
"""When the file was made, as it says: no clock is read."""
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
_EFFECTS = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"
LEFT = {RELATIONSHIP_TYPE.THUMBNAIL, _CUSTOM, _EFFECTS}
"""What a new file of the library brings along that is of no use."""


def opened(document: Document, points: float | None) -> Word:
    """A Word file without content, in our styles; in type of some points if on one page."""
    word = docx.Document()
    _replace(word.styles.element, _styles(document, points))
    _replace(word.part.numbering_part.element, _read("numbering.xml"))
    for owner in (word.part, word.part.package):
        for key in [key for key, each in owner.rels.items() if each.reltype in LEFT]:
            del owner.rels[key]
    for setting in word.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), MODE)
    _describe(word, document)
    return word


def new_list(word: Word) -> int:
    """The id of a list that counts from one."""
    number = word.part.numbering_part.element.add_num(ORDERED)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(number.numId)


def saved(word: Word) -> bytes:
    """The bytes of the file, whenever it is made."""
    first, fixed = io.BytesIO(), io.BytesIO()
    word.save(first)
    with ZipFile(first) as made, archive(fixed) as packed:
        for name in made.namelist():
            with member(packed, name) as part:
                part.write(made.read(name))
    return fixed.getvalue()


def _describe(word: Word, document: Document) -> None:
    """The properties that a reader sees, all of them fixed."""
    told = word.core_properties
    told.title, told.subject = _short(document.title), _short(document.subtitle)
    told.author = told.last_modified_by = _short(document.author)
    told.language, told.comments, told.revision = document.language, "", 1
    told.created = told.modified = DATE


def _short(text: str) -> str:
    """As long as a property may be."""
    return plain(text)[:255]


def _styles(document: Document, points: float | None) -> BaseOxmlElement:
    """Our styles, in the document's language, denser where it is to fit on one page."""
    styles = _read("styles.xml")
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:val"), document.language)
    if points:
        compact.tighten(styles, points)
    return styles


def _read(name: str) -> BaseOxmlElement:
    return parse_xml(resources.files(__package__).joinpath(name).read_bytes())


def _replace(old: BaseOxmlElement, new: BaseOxmlElement) -> None:
    """Put the content of one element in the place of another's."""
    old[:] = new[:]
