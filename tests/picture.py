"""A picture taken apart: its elements, and the boxes that its words fill."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree as ET

from kb.figures.svg import Drawing
from kb.figures.text import HEAD, NOTE, SIZE, width

SVG = "{http://www.w3.org/2000/svg}"
SIZES = {"kbf-head": (HEAD, True), "kbf-strong": (SIZE, True), "kbf-note": (NOTE, False)}


@dataclass(frozen=True)
class Box:
    """A rectangle, and the words in it."""

    left: float
    top: float
    right: float
    bottom: float
    text: str = ""

    def holds(self, other: Box) -> bool:
        """Whether another lies within it."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def touches(self, other: Box) -> bool:
        """Whether another has room in common with it."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def parsed(drawing: Drawing) -> ET.Element:
    """Give the picture as XML."""
    return ET.fromstring(drawing.svg)  # noqa: S314 - our own text


def words(drawing: Drawing) -> list[str]:
    """Give the lines of text."""
    return ["".join(text.itertext()) for text in parsed(drawing).iter(f"{SVG}text")]


def classed(drawing: Drawing, name: str) -> list[ET.Element]:
    """Give the elements of a class."""
    return [part for part in parsed(drawing).iter() if part.get("class") == name]


def frame(drawing: Drawing) -> Box:
    """Give the view box."""
    left, top, right, bottom = map(float, (parsed(drawing).get("viewBox") or "").split())
    return Box(left, top, right, bottom)


def boxes(drawing: Drawing) -> list[Box]:
    """Give the boxes of all lines of text, as wide as a wide font sets them."""
    return [_box(text) for text in parsed(drawing).iter(f"{SVG}text")]


def _box(text: ET.Element) -> Box:
    size, is_bold = SIZES.get(text.get("class") or "", (SIZE, False))
    told = "".join(text.itertext())
    wide = width(told, size, is_bold=is_bold)
    part = {"middle": 0.5, "end": 1.0}.get(text.get("text-anchor") or "", 0.0)
    x, y = float(text.get("x") or 0) - part * wide, float(text.get("y") or 0)
    return Box(x, y - 0.8 * size, x + wide, y + 0.25 * size, told)


def marks(drawing: Drawing) -> list[Box]:
    """Give the boxes of squares, lines and shapes."""
    found = []
    for part in parsed(drawing).iter():
        value = {name: float(part.get(name) or 0) for name in ("x", "y", "width", "height")}
        if part.tag == f"{SVG}rect":
            x, y = value["x"], value["y"]
            found.append(Box(x, y, x + value["width"], y + value["height"]))
        elif part.tag == f"{SVG}line":
            ends = [float(part.get(name) or 0) for name in ("x1", "y1", "x2", "y2")]
            across, down = sorted(ends[::2]), sorted(ends[1::2])
            found.append(Box(across[0], down[0], across[1], down[1]))
        elif part.tag == f"{SVG}path":
            points = [point.split() for point in (part.get("d") or "")[1:-1].split("L")]
            xs, ys = ([float(point[at]) for point in points] for at in (0, 1))
            found.append(Box(min(xs), min(ys), max(xs), max(ys)))
    return found
