"""What must be known of a file beside its name, and how much of it may be held at once."""

from __future__ import annotations

from dataclasses import dataclass

FORMATS = ("csv", "tsv", "jsonl", "json", "parquet")
QUOTINGS = ("standard", "none")
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|", "space": " "}
"""Words for delimiters that are hard to see."""


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How a file is to be read; nothing here is guessed, except the format by the name's ending.

    Parameters
    ----------
    format
        One of `FORMATS`; None: by the ending of the name.
    member
        Which file of an archive; None: the only one.
    delimiter
        Between cells: a character or one of the words in `DELIMITERS`; None: comma, in TSV tab.
    quoting
        `standard`: quotes surround a cell and are doubled within; `none`: quotes are text.
    header
        Whether the first line names the columns; else they are `column_1`, `column_2`, ….
    skip
        Lines before the first that counts.
    records
        JSON: the path of the list of records; empty: the file is that list.
    longest
        Bytes of a row at most; a longer one is rejected without being held.
    lines
        Lines of a row at most.
    expands_to
        Bytes that a compressed file may become; None: up to 200 times its own.
    """

    format: str | None = None
    member: str | None = None
    encoding: str = "utf-8"
    delimiter: str | None = None
    quoting: str = "standard"
    header: bool = True
    skip: int = 0
    records: str = ""
    longest: int = 1_000_000
    lines: int = 1_000
    expands_to: int | None = None
