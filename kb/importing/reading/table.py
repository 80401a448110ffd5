"""What is known of a table before its rows are read."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import Literal, TypedDict


class Dialect(TypedDict):
    """How `csv.reader` tells cells apart; it stops at whatever it would have to guess."""

    delimiter: str
    quoting: Literal[0, 3]
    strict: bool


def dialect(delimiter: str, quoting: str) -> Dialect:
    """The dialect in which quotes surround cells (`standard`), or are text (`none`)."""
    if quoting == "none":
        return Dialect(delimiter=delimiter, quoting=csv.QUOTE_NONE, strict=True)
    return Dialect(delimiter=delimiter, quoting=csv.QUOTE_MINIMAL, strict=True)


@dataclass(frozen=True, slots=True)
class Table:
    """A table's file and shape, and how much of it one row may be.

    Parameters
    ----------
    longest, lines
        Bytes and lines of a row at most.
    """

    file: str
    width: int
    dialect: Dialect
    encoding: str
    longest: int
    lines: int
