"""How wide text is, and where it breaks, without a font at hand."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from kb.figures.svg import clean
from kb.figures.unbroken import KEPT, unbroken

SIZE, HEAD, NOTE = 13, 15, 12
"""Sizes of text, as in the stylesheet."""
WIDEST = 1.2
"""How much wider than Helvetica a font may be that takes its place, as DejaVu Sans."""
_ASCII = (
    *(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278),
    *(556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556),
    *(1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778),
    *(667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556),
    *(333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556),
    *(556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584),
)
"""Helvetica's widths from the space to the tilde, in thousandths of its size."""
_OTHERS = {
    **dict.fromkeys("\N{NO-BREAK SPACE}·‘’", 278),
    **dict.fromkeys("²³¹“”°", 400),
    **dict.fromkeys("–−×±≤≥≈µ", 584),
}
_BOLD = 1.07
_SPACES = re.compile(rf"[^\S{KEPT}]+")
"""Where a line may end."""
_USUAL, _WIDE = 700, 1000
"""Of letters that are not in the table: wider than most; and of those that fill a square."""


@cache
def _letter(letter: str) -> int:
    """The width of a letter, of an accented one that of its base."""
    if unicodedata.combining(letter):
        return 0
    base = unicodedata.normalize("NFD", letter)[0]
    place = ord(base) - ord(" ")
    if 0 <= place < len(_ASCII):
        return _ASCII[place]
    is_wide = unicodedata.east_asian_width(letter) in "WF" or letter in "←→—…"
    return _OTHERS.get(letter, _WIDE if is_wide or ord(letter) > 0xFFFF else _USUAL)  # noqa: PLR2004 - the last of the plane of common scripts


def width(text: str, size: float = SIZE, *, is_bold: bool = False) -> float:
    """How wide a line of text may be drawn."""
    return sum(map(_letter, clean(text))) / 1000 * size * WIDEST * (_BOLD if is_bold else 1)


def wrapped(text: str, room: float, size: float = SIZE, *, is_bold: bool = False) -> list[str]:
    """Text in lines that have room; a word that has none is broken."""
    lines = [""]
    for word in _SPACES.split(unbroken(clean(text))):
        longer = f"{lines[-1]} {word}".lstrip()
        if width(longer, size, is_bold=is_bold) <= room:
            lines[-1] = longer
            continue
        *whole, rest = _pieces(word, room, size, is_bold=is_bold)
        lines += [*whole, rest]
    return [each for each in lines if each]


def _pieces(word: str, room: float, size: float, *, is_bold: bool) -> list[str]:
    """A word in parts that have room, of at least one letter each."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(pieces[-1] + letter, size, is_bold=is_bold) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces
