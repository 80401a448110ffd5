"""Elements of WordprocessingML."""

from __future__ import annotations

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

TWIPS = 1440 / 2.54
"""A centimetre in the twentieths of a point that Word measures in."""


def tag(name: str, /, *content: BaseOxmlElement | None, **attributes: object) -> BaseOxmlElement:
    """An element `w:…` with its attributes and those of its children that are there."""
    element = OxmlElement(f"w:{name}", {qn(f"w:{key}"): str(attributes[key]) for key in attributes})
    element.extend(each for each in content if each is not None)
    return element


def text(words: str) -> BaseOxmlElement:
    """Words, with the spaces around them."""
    element = tag("t")
    element.set(qn("xml:space"), "preserve")
    element.text = words
    return element


def twips(centimetres: float) -> int:
    """A length as Word measures it."""
    return round(centimetres * TWIPS)
