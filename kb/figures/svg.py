"""A writer of SVG: elements whose text cannot become anything else, and a picture around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from kb.figures.style import STYLE
from kb.schema.vocabulary import FigureKind

NAMESPACE = "http://www.w3.org/2000/svg"
UNWRITABLE = re.compile(
    "[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"  # no character of XML
    "|[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"  # controls, turns of direction
)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture with what is said of it: the text stands for it where it is not seen."""

    id: str
    kind: FigureKind
    title: str
    description: str
    width: int
    height: int
    svg: str


def element(name: str, *content: str, **attributes: object) -> str:
    """An element; `class_` and `stroke_width` are written as `class` and `stroke-width`.

    Parameters
    ----------
    content
        Elements, or text that went through `written`.
    """
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_value(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(content)
    return f"<{name}{given}>{inside}</{name}>" if inside else f"<{name}{given}/>"


def written(text: str) -> str:
    """Text that is nothing but text."""
    return escape(clean(text), quote=False)


def clean(text: str) -> str:
    """Text without characters that XML forbids, and without marks that turn its direction."""
    return UNWRITABLE.sub("", text).replace("\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}")


def label(x: float, y: float, text: str, **attributes: object) -> str:
    """A line of text; `anchor` says which of its points x is."""
    anchor = attributes.pop("anchor", None)
    return element("text", written(text), x=x, y=y, text_anchor=anchor, **attributes)


def line(x1: float, y1: float, x2: float, y2: float, style: str) -> str:
    """A line from one point to another."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=style)


def figure(
    key: tuple[str, FigureKind], size: tuple[float, float], told: tuple[str, str], drawn: list[str]
) -> Drawing:
    """The whole picture.

    Parameters
    ----------
    key
        Its id and its kind.
    size
        Width and height.
    told
        Its title and its description.
    """
    own, kind = key
    width, height = (int(-(-each // 1)) for each in size)
    title, description = (clean(text) for text in told)
    parts = (
        element("title", written(title), id=f"{own}-title"),
        element("desc", written(description), id=f"{own}-desc"),
        element("style", STYLE),
        element("rect", width=width, height=height, class_="kbf-paper"),
        *drawn,
    )
    svg = element(
        "svg",
        "\n".join(["", *parts, ""]),
        xmlns=NAMESPACE,
        width=width,
        height=height,
        viewBox=f"0 0 {width} {height}",
        class_="kbf",
        role="img",
        aria_labelledby=f"{own}-title {own}-desc",
    )
    return Drawing(own, kind, title, description, width, height, f"{svg}\n")


def _value(value: object) -> str:
    """A coordinate with one decimal, where it needs one."""
    if isinstance(value, float):
        return f"{round(value, 1) + 0.0:g}" if abs(value) < 1e5 else f"{value:.0f}"  # noqa: PLR2004
    return str(value)
