"""The sentences of a text, as people paste it: wrapped lines, bullets, abbreviations."""

from __future__ import annotations

import re

_PARAGRAPH = re.compile(r"\s*\n\s*\n\s*|\s*\n\s*(?=(?:[-*•–]|\d+[.)])\s)")
"""A blank line, or a line that begins an item of a list; any other line end is a blank."""
_END = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[^\W_a-z])|(?<=[。！？])")  # noqa: RUF001
"""Where a sentence may end: a mark, and after a blank no small letter."""
_SHORT = re.compile(
    r"(?:\b(?:al|approx|ca|cf|dr|e\.g|etc|fig|i\.e|mr|mrs|ms|prof|ref|st|vs)|\b[^\W\d_])\.$",
    re.IGNORECASE,
)
"""What ends with a point and ends no sentence: an abbreviation, an initial."""
_BULLET = re.compile(r"^(?:[-*•–]|\d+[.)])\s+")


def sentences(text: str) -> list[str]:
    """The sentences of a text in order, single-spaced, without the marks of a list."""
    paragraphs = (" ".join(_BULLET.sub("", one).split()) for one in _PARAGRAPH.split(text.strip()))
    return [one for paragraph in paragraphs for one in _of_paragraph(paragraph)]


def _of_paragraph(text: str) -> list[str]:
    found, start = [], 0
    for end in _END.finditer(text):
        if not _SHORT.search(text[start : end.start()]):
            found.append(text[start : end.end()].strip())
            start = end.end()
    return [one for one in (*found, text[start:].strip()) if re.search(r"\w", one)]
