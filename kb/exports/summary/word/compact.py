"""Styles of a document that is to fit on one page: as dense as `room` takes them to be."""

from __future__ import annotations

from collections.abc import Mapping

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from kb.exports.summary import room
from kb.exports.summary.word.element import tag

FONT = "Times New Roman"
"""As narrow as `room` takes type to be; everywhere, or with one as wide in its place."""
SIZES: Mapping[str, float] = {"Title": room.TITLE, "Heading1": room.HEAD, "Record": room.RECORD}
"""By the size of the text; all others are of that."""
DISTANCES: Mapping[str, tuple[float, float]] = {
    "Title": (0, 0.1),
    "Subtitle": (0, 0.2),
    "Heading1": (0.5, 0.25),
    "Heading2": (0.5, 0.25),
    "Heading3": (0.4, 0.2),
    "Caption": (0.1, 0.1),
    "Figure": (0.2, 0.2),
    "ListBullet": (0, 0.08),
    "ListNumber": (0, 0.08),
    **dict.fromkeys(("TableText", "TableHead", "TableGroup", "Fact", "FactName"), (0, 0)),
    "TableNote": (0, 0.15),
    "MessageTitle": (0, 0.2),
    "Bibliography": (0, 0.08),
    "Footer": (0, 0),
}
"""Above and below, by the size of the text."""
USUAL = (0, 0.2)
CELL = {"top": 0.12, "bottom": 0.12, "left": 0.45, "right": 0.45}
"""Edges of a cell, by the size of the text."""
GAP, HANGING = 0.2, 1.8
"""Height of what keeps blocks apart, and how far the lines of a reference are moved in."""
AUTOMATIC = 240
"""A line as high as what stands on it."""
TWENTIETHS = 20
"""Of a point: what Word measures distances in; sizes of type are in halves."""


def tighten(styles: BaseOxmlElement, points: float) -> None:
    """Make styles those of a document of one page, in type of some points."""
    for style in styles.iter(qn("w:style")):
        name, kind = style.get(qn("w:styleId")), style.get(qn("w:type"))
        if kind == "table":
            _cells(style, points)
        elif name == "Gap":
            _space(style, line=_twentieths(GAP * points), lineRule="exact")
        elif kind == "paragraph":
            _paragraph(style, name, points)
        elif name == "Record":
            _type(style, SIZES[name] * points)
    for named in styles.iter(qn("w:rFonts")):
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            named.set(qn(f"w:{script}"), FONT)


def _paragraph(style: BaseOxmlElement, name: str, points: float) -> None:
    """The type of a paragraph, and its lines; those of a picture are as high as it is."""
    size = SIZES.get(name, 1.0)
    _type(style, size * points)
    above, below = (_twentieths(each * points) for each in DISTANCES.get(name, USUAL))
    pitch = _twentieths(room.LINE * size * points)
    is_picture = name == "Figure"
    line, rule = (AUTOMATIC, "auto") if is_picture else (pitch, "exact")
    _space(style, before=above, after=below, line=line, lineRule=rule)
    if name == "Small":  # LibreOffice would begin a page with the last
        for kept in list(style.iter(qn("w:keepNext"))):
            kept.getparent().remove(kept)
    for moved in style.iter(qn("w:ind")):
        if name == "Bibliography":
            moved.set(qn("w:left"), str(_twentieths(HANGING * points)))
            moved.set(qn("w:hanging"), str(_twentieths(HANGING * points)))


def _type(style: BaseOxmlElement, points: float) -> None:
    """Its size, in the halves of points that there are."""
    look = style.get_or_add_rPr()
    for name in ("w:sz", "w:szCs"):
        for old in look.findall(qn(name)):
            look.remove(old)
    look.extend(tag(name, val=round(2 * points)) for name in ("sz", "szCs"))


def _space(style: BaseOxmlElement, **distances: object) -> None:
    spacing = style.get_or_add_pPr().get_or_add_spacing()
    spacing.attrib.clear()
    for name, value in distances.items():
        spacing.set(qn(f"w:{name}"), str(value))


def _cells(style: BaseOxmlElement, points: float) -> None:
    for edges in style.iter(qn("w:tblCellMar")):
        for side, share in CELL.items():
            for edge in edges.findall(qn(f"w:{side}")):
                edge.set(qn("w:w"), str(_twentieths(share * points)))


def _twentieths(points: float) -> int:
    return round(points * TWENTIETHS)
