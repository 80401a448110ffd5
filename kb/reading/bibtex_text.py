"""The text of a BibTeX file, and where in it something stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from kb.problems import Place

_LINE_END = re.compile(r"\r\n?")


class BibtexText:
    """A file's text with one kind of line end and no byte-order mark; offsets become places."""

    def __init__(self, text: str, file: str) -> None:
        self.text = _LINE_END.sub("\n", text.removeprefix("\ufeff"))
        self.file = file

        self._excerpt = (0, "")

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def line(self, offset: int) -> int:
        """The line's number, from 1."""
        return bisect_right(self._line_starts, offset)

    def place(self, offset: int) -> Place:
        """File, line, column and the line itself."""
        line = self.line(offset)
        start = self._line_starts[line - 1]
        if self._excerpt[0] != line:  # places on one long line share its text
            end = self.text.find("\n", start)
            self._excerpt = (line, self.text[start : end if end >= 0 else None])
        return Place(self.file, line, offset - start + 1, self._excerpt[1])
