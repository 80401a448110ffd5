"""The sentences of a text, as people paste it: wrapped lines, bullets, abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.spans.word import Span

_PARAGRAPH = re.compile(r"\s*\n\s*\n\s*|\s*\n\s*(?=(?:[-*•–]|\d+[.)])\s)")
"""A blank line, or a line that begins an item of a list; any other line end is a blank."""
_END = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[^\W_a-z])|(?<=[。！？])")  # noqa: RUF001
"""Where a sentence may end: a mark, and after a blank no small letter."""
_SHORT = re.compile(
    r"(?:\b(?:al|approx|ca|cf|dr|e\.g|etc|fig|i\.e|mr|mrs|ms|prof|ref|st|vs)|\b[^\W\d_])\.$",
    re.IGNORECASE,
)
"""What ends with a point and ends no sentence: an abbreviation, an initial."""
_BULLET = re.compile(r"\s*(?:[-*•–]|\d+[.)])\s+")


def sentences(text: str) -> list[str]:
    """The sentences of a text in order, single-spaced, without the marks of a list."""
    return [" ".join(text[start:end].split()) for start, end in sentence_spans(text)]


def sentence_spans(text: str) -> list[Span]:
    """Where each sentence stands in a text, in order; the marks of a list stand in none."""
    ends = [*(gap.span() for gap in _PARAGRAPH.finditer(text)), (len(text), len(text))]
    starts = [0, *(end for _, end in ends)]
    paragraphs = zip(starts, (end for end, _ in ends), strict=False)
    return [span for paragraph in paragraphs for span in _of_paragraph(text, *paragraph)]


def _of_paragraph(text: str, start: int, end: int) -> Iterator[Span]:
    bullet = _BULLET.match(text, start, end)
    start = bullet.end() if bullet else start
    for gap in _END.finditer(text, start, end):
        if not _SHORT.search(text, start, gap.start()):
            yield from _worded(text, start, gap.end())
            start = gap.end()
    yield from _worded(text, start, end)


def _worded(text: str, start: int, end: int) -> Iterator[Span]:
    """A span without the white space around it, if it has a word."""
    bare = text[start:end]
    if re.search(r"\w", bare):
        yield start + len(bare) - len(bare.lstrip()), start + len(bare.rstrip())
