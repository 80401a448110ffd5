"""Paragraphs of Word: words in their looks, links, and places that links lead to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.document import DocumentPart

from kb.exports.summary.block import Runs
from kb.exports.summary.inline import Targets, Words, words
from kb.exports.summary.word.element import tag, text

POSITIONS = {"super": "superscript", "sub": "subscript"}


def run(words: str, *looks: BaseOxmlElement | None) -> BaseOxmlElement:
    """Words that look alike."""
    return tag(
        "r", tag("rPr", *looks) if any(each is not None for each in looks) else None, text(words)
    )


def paragraph(
    style: str, content: Iterable[BaseOxmlElement] = (), *layout: BaseOxmlElement | None
) -> BaseOxmlElement:
    """A paragraph of a style; its layout differs from the style's in some properties."""
    return tag("p", tag("pPr", tag("pStyle", val=style), *layout), *content)


@dataclass(slots=True)
class Writer:
    """Writes runs into a part of a file, which keeps the addresses of its links."""

    part: DocumentPart
    places: Targets
    _addresses: dict[str, str] = field(default_factory=dict)
    _marked: int = 0

    def runs(self, runs: Runs) -> Iterator[BaseOxmlElement]:
        """The elements of runs."""
        for each in words(runs, self.places):
            yield tag("r", tag("br")) if each is None else self._led(each)

    def place(self, name: str, content: Iterable[BaseOxmlElement]) -> Iterator[BaseOxmlElement]:
        """Content that links may lead to."""
        self._marked += 1
        yield tag("bookmarkStart", id=self._marked, name=name)
        yield from content
        yield tag("bookmarkEnd", id=self._marked)

    def _led(self, said: Words) -> BaseOxmlElement:
        if said.url:
            link = tag("hyperlink", _looking(said))
            link.set(qn("r:id"), self._address(said.url))
            return link
        if said.to:
            return tag("hyperlink", _looking(said), anchor=said.to)
        return _looking(said)

    def _address(self, url: str) -> str:
        """The id of an address in the part."""
        if url not in self._addresses:
            kind = RELATIONSHIP_TYPE.HYPERLINK
            self._addresses[url] = self.part.relate_to(url, kind, is_external=True)
        return self._addresses[url]


def _looking(said: Words) -> BaseOxmlElement:
    """Words with their looks, in the order that the format wants."""
    style = "Record" if said.is_record else "Hyperlink" if said.url or said.to else ""
    position = POSITIONS.get(said.position)
    return run(
        said.text,
        tag("rStyle", val=style) if style else None,
        tag("b") if said.bold else None,
        tag("i") if said.italic else None,
        tag("vertAlign", val=position) if position else None,
    )
