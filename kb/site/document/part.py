"""A document in parts that a page can hold, cut at headings where that is possible."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from kb.site.site import Row

LARGEST = 68_000
"""Characters of a part's statements on a page: beside them stand the strip and the head."""

AROUND = 8
"""Parts before and after the one at hand that a list of parts names."""


@dataclass(frozen=True, slots=True)
class Part:
    """Statements that are shown together, and the text from the first to the next part's first."""

    number: int
    statements: tuple[Row, ...]

    @property
    def ids(self) -> list[str]:
        """The ids of its statements."""
        return [row["statement_id"] for row in self.statements]

    @property
    def headings(self) -> list[str]:
        """The headings that it has statements of."""
        found = groupby(self.statements, key=lambda row: row["heading"])
        return [heading or "Before the first heading" for heading, _ in found]

    @property
    def start(self) -> int:
        """Where its text begins: with the heading where its first statement does."""
        first = self.statements[0]
        begins = first["heading_start"] if first["is_first"] else None
        return int(first["char_start"] if begins is None else min(begins, first["char_start"]))


def parts(outline: Iterable[Row], largest: int = LARGEST) -> list[Part]:
    """The parts of a document, of which only one with a single statement is larger than asked."""
    found: list[list[Row]] = []
    left = 0
    for _, group in groupby(outline, key=lambda row: row["heading_position"]):
        rows = list(group)
        if sum(row["weight"] for row in rows) > left:
            left = 0
        for row in rows:
            if row["weight"] > left:
                found.append([])
                left = largest
            found[-1].append(row)
            left -= row["weight"]
    return [Part(number, tuple(rows)) for number, rows in enumerate(found, 1)]


def bounds(found: Sequence[Part], part: Part, characters: int) -> tuple[int, int]:
    """Where the text of a part begins and ends; what stands before the first belongs to it."""
    start = part.start if part.number > 1 else 0
    return start, found[part.number].start if part.number < len(found) else characters


def near(found: Sequence[Part], part: Part) -> list[Part]:
    """The parts around one, with the first and the last: as many as can be read in a list."""
    return [
        one
        for one in found
        if abs(one.number - part.number) <= AROUND or one.number in (1, len(found))
    ]
