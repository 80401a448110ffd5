"""What a reader hands on: rows in batches, and what it could not take or thought worth telling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

BYTES = 0xDC00
"""A byte that is no text stands in decoded text as the lone surrogate this far above it."""
CUT = "\ud800"
"""Stands in decoded text where the rest of a line was left out, too long to be held."""
LONGEST_CONTENT = 4_000
"""Characters of a rejected row that are kept: enough to find it and to see what is wrong."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that cannot be taken, as the reader met it."""

    file: str
    line: int
    code: str
    message: str
    content: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What an importer must be told of a file although no row was lost by it."""

    file: str
    line: int
    code: str
    message: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class Part:
    """The elements of one list within the rows of a batch.

    Parameters
    ----------
    owners
        For each element the index, in the batch, of the row it stands in.
    """

    owners: list[int] = field(default_factory=list)
    rows: list[tuple[Any, ...]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Batch:
    """Some thousand rows, each with a value for every column.

    Parameters
    ----------
    lines
        For each row the line where it starts, from 1; of a JSON list and of Parquet its number.
    parts
        By the path of each list that was asked for, its elements.
    """

    lines: Sequence[int]
    rows: list[Any]
    rejected: list[Rejected] = field(default_factory=list)
    parts: Mapping[str, Part] = field(default_factory=dict)

    @property
    def given(self) -> int:
        """Rows that the file held here: those taken and those rejected."""
        return len(self.rows) + len(self.rejected)


def shown(content: str) -> str:
    r"""Text of a file, bounded, with each byte that is no text as `\xE9`."""
    cut = content if len(content) <= LONGEST_CONTENT else content[:LONGEST_CONTENT] + "…"
    return "".join(_visible(character) for character in cut.rstrip("\r\n"))


def _visible(character: str) -> str:
    code = ord(character)
    if BYTES <= code < BYTES + 256:
        return f"\\x{code - BYTES:02X}"
    return "…" if character == CUT else "\\x00" if code == 0 else character
