"""Text in which `{column}` stands for what a row says there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kb.importing.refusal import Refused

NUMBER = "#"
"""`{#}`: the number of the row in its file, or of the element in its list, from 1."""
Columns = Mapping[str, Sequence[Any]]
"""What some rows say, by column."""

_BLANK = frozenset({""})
_NAME = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Template:
    """A text of a mapping; one without any column is a constant."""

    text: str

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The columns that it names."""
        return tuple(_NAME.findall(self.text))

    @property
    def lists(self) -> set[str]:
        """The lists whose elements it names: of `{evidence[].text}` that is `evidence`."""
        return {name.partition("[]")[0] for name in self.names if "[]" in name}

    @cached_property
    def _pattern(self) -> str:
        return _NAME.sub("%s", self.text.replace("%", "%%"))

    def values(self, columns: Columns, n: int, empty: frozenset[str]) -> Sequence[Any]:
        """What it gives for each of n rows; None where a row says nothing in any column of it."""
        if not self.names:
            return [self.text] * n
        if self.text == f"{{{self.names[0]}}}":
            return _said(columns[self.names[0]], empty)
        parts = [_said(columns[name], empty) for name in self.names]
        return list(self._filled(parts))

    def _filled(self, parts: Sequence[Sequence[Any]]) -> Iterator[str | None]:
        for row in zip(*parts, strict=True):
            if None not in row:
                yield self._pattern % tuple(map(as_text, row))
            elif any(value is not None for value in row):
                yield self._pattern % tuple("" if v is None else as_text(v) for v in row)
            else:
                yield None


def _said(values: Sequence[Any], empty: frozenset[str]) -> Sequence[Any]:
    """Values, with None for those that mean nothing."""
    if empty <= _BLANK and all(values):
        return values
    return [None if isinstance(value, str) and value in empty else value for value in values]


def as_text(value: object) -> str:
    """A single value as text: numbers as they are written, true and false as words.

    Raises
    ------
    Refused
        If it is a list or an object.
    """
    if type(value) is str:
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    message = f"a single value belongs here, and this is {str(value)[:60]}"
    raise Refused("not-single", message)
