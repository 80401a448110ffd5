"""A file read to its end, so that tests can look at all of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest

from kb.importing.reading import Batch, InputError, Reading, ReadingOptions, Rejected, open_reading
from kb.problems import Problem


@dataclass(frozen=True, slots=True)
class Taken:
    """All that came out of a file."""

    reading: Reading
    batches: list[Batch]

    @property
    def rows(self) -> list[Any]:
        """Rows of all batches."""
        return [row for batch in self.batches for row in batch.rows]

    @property
    def lines(self) -> list[int]:
        """Where they start."""
        return [line for batch in self.batches for line in batch.lines]

    @property
    def rejected(self) -> list[Rejected]:
        """What is none."""
        return [each for batch in self.batches for each in batch.rejected]

    @property
    def refusals(self) -> list[tuple[int, str]]:
        """Their lines and codes."""
        return [(each.line, each.code) for each in self.rejected]

    @property
    def told(self) -> list[tuple[int, str, int]]:
        """Lines, codes and frequencies of the notices."""
        return [(each.line, each.code, each.times) for each in self.reading.notices]


def taken(
    file: Path | Literal["-"],
    options: ReadingOptions | None = None,
    wanted: Sequence[str] = (),
) -> Taken:
    """Read a file to its end."""
    with open_reading(file, options or ReadingOptions(), wanted) as reading:
        return Taken(reading, list(reading.batches()))


def taken_or_refused(
    file: Path, options: ReadingOptions | None = None, wanted: Sequence[str] = ()
) -> Taken | Problem:
    """Read a file to its end, or say why that cannot be."""
    try:
        return taken(file, options, wanted)
    except InputError as error:
        return error.problem


def refused(
    file: Path | Literal["-"],
    options: ReadingOptions | None = None,
    wanted: Sequence[str] = (),
) -> Problem:
    """Say why a file cannot be read."""
    with pytest.raises(InputError) as caught:
        taken(file, options, wanted)
    return caught.value.problem
