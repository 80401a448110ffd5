"""JSON Lines: one record a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from pydantic_core import from_json

from kb.importing.reading.batch import Batch, Rejected, shown
from kb.importing.reading.blocks import Block, blocks
from kb.importing.reading.content import Content
from kb.importing.reading.notices import Notices
from kb.importing.reading.odd import oddity
from kb.importing.reading.options import ReadingOptions
from kb.importing.reading.repeated import Repeats
from kb.importing.reading.shape import Shape, ShapeError

ZERO = "\\u0000"
"""How JSON writes the character that no text holds."""
PLACE = re.compile(r" at line \d+ column (\d+)$")
UNFINISHED = "EOF while parsing"
parsed = partial(from_json, allow_inf_nan=False)
"""A record, where no number is infinite or none at all: these are no JSON."""


def read(
    content: Content, options: ReadingOptions, shape: Shape, notices: Notices
) -> Iterator[Batch]:
    """The records of a file, one a line."""
    reader = _Reader(content.file, options, shape, notices)
    for block in blocks(content, options, notices):
        yield reader.batch(block)


class _Reader:
    def __init__(self, file: str, options: ReadingOptions, shape: Shape, notices: Notices) -> None:
        self._file = file
        self._options = options
        self._shape = shape
        self._notices = notices
        self._line = 1
        lists = [path for path, names in shape.parts.items() if "" not in names]
        self._repeats = Repeats(file, lists, notices)

    def batch(self, block: Block) -> Batch:
        """The records of some lines."""
        may_be_odd = not block.is_clean or ZERO in block.text
        lines = block.text.removesuffix("\n").split("\n")
        found = None if may_be_odd else self._at_once(lines, block.data)
        found = found or self._one_by_one(lines, block.data, may_be_odd=may_be_odd)
        self._line += len(lines)
        return found

    def _at_once(self, lines: Sequence[str], data: bytes) -> Batch | None:
        """All records, if each line is one and all are alike."""
        try:
            records = list(map(parsed, lines))
        except ValueError:
            return None
        found = self._shape.at_once(records, self._line)
        if found:
            self._repeats.watch(data, found.lines, lines, records, are_alike=True)
        return found

    def _one_by_one(self, lines: Sequence[str], data: bytes, *, may_be_odd: bool) -> Batch:
        numbers: list[int] = []
        taken: list[str] = []
        records: list[object] = []
        batch = self._shape.batch(numbers)
        for number, line in enumerate(lines, self._line):
            if not line or line.isspace():
                self._notices.tell(self._file, number, "empty-line", "an empty line is passed over")
                continue
            wrong = self._oddity(line) if may_be_odd else None
            if wrong := wrong or self._added(line, batch, records):
                code, message = wrong
                batch.rejected.append(Rejected(self._file, number, code, message, shown(line)))
            else:
                numbers.append(number)
                taken.append(line)
        self._repeats.watch(data, numbers, taken, records, are_alike=False)
        return batch

    def _oddity(self, line: str) -> tuple[str, str] | None:
        """What is wrong with a line that may be no text."""
        if ZERO in line:
            return "no-text", f"`{ZERO}` stands for no character of a text; take it out"
        return oddity(line, self._options.encoding, self._options.longest)

    def _added(self, line: str, batch: Batch, records: list[object]) -> tuple[str, str] | None:
        """Add a line's record to a batch and to the others; else what is wrong with it."""
        try:
            record = parsed(line)
            self._shape.add(record, batch)
            records.append(record)
        except ShapeError as error:
            return "wrong-shape", str(error)
        except ValueError as error:
            message = PLACE.sub(r" in column \1", str(error))
            code = "cut-short" if message.startswith(UNFINISHED) else "no-json"
            return code, f"this is no JSON: {message}"
        return None
