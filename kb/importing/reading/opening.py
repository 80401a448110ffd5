"""A file of rows, of whatever format and however packed, opened to be read in batches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Literal

from kb.importing.reading import delimited, json_lines, json_list, parquet
from kb.importing.reading.batch import Batch, Notice
from kb.importing.reading.blocks import SIZE
from kb.importing.reading.content import Content, open_content
from kb.importing.reading.fault import fault
from kb.importing.reading.notices import Notices
from kb.importing.reading.options import FORMATS, ReadingOptions
from kb.importing.reading.pipe import PIPE
from kb.importing.reading.shape import Shape, ShapeError
from kb.problems import nearest

ENDINGS = {
    "csv": "csv",
    "tsv": "tsv",
    "tab": "tsv",
    "jsonl": "jsonl",
    "ndjson": "jsonl",
    "json": "json",
    "parquet": "parquet",
    "pq": "parquet",
}
"""Formats by the endings of names."""
DELIMITED = {"csv": ",", "tsv": "\t"}
"""Formats of lines and cells, with their usual delimiters."""
RECORDS = {"jsonl": json_lines.read, "json": json_list.read, "parquet": parquet.read}
"""Formats of records that have shapes."""
LINES = frozenset({*DELIMITED, "jsonl"})
"""Formats in which a row begins with a line."""
LINE = "line"
PACKINGS = (".gz", ".bz2", ".xz", ".zst")
"""Endings that say how a file is compressed, not what it holds."""


@dataclass(slots=True)
class Reading:
    """A file that is being read; what it is like as a whole is known at the end.

    Parameters
    ----------
    columns
        Names of the values in each row.
    parts
        By the path of each list asked for, the names of the values of its elements.
    numbered
        What the numbers of rows count: `line`, or `record` where lines mean nothing.
    strays
        Paths in records that nobody asked for, with how often something stands there.
    given
        Rows met so far: those taken and those rejected.
    """

    content: Content
    columns: tuple[str, ...]
    source: Iterator[Batch]
    told: Notices
    numbered: str = LINE
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    strays: Counter[str] = field(default_factory=Counter)
    given: int = 0

    def batches(self) -> Iterator[Batch]:
        """All rows, some thousand at a time.

        Raises
        ------
        InputError
            If the file cannot be read to its end.
        """
        for batch in self.source:
            self.given += batch.given
            yield batch

    @property
    def notices(self) -> list[Notice]:
        """What was worth telling so far, though it kept no row out."""
        return self.told.all()

    @property
    def file(self) -> str:
        """The file as it is called in messages."""
        return self.content.file

    @property
    def read_bytes(self) -> int:
        """Bytes read of the file as it is stored, to tell how far this is."""
        return self.content.read_bytes

    @property
    def total_bytes(self) -> int | None:
        """Bytes of the file as it is stored; None where a pipe does not tell."""
        return self.content.total_bytes

    @property
    def n_bytes(self) -> int:
        """Bytes read, unpacked."""
        return self.content.n_bytes

    @property
    def sha256(self) -> str:
        """The digest of these."""
        return self.content.sha256


@contextmanager
def open_reading(
    file: Path | Literal["-"], options: ReadingOptions, wanted: Sequence[str] = ()
) -> Iterator[Reading]:
    """Open a file, or standard input (`-`), to be read once.

    Parameters
    ----------
    wanted
        Of JSON, the paths of values: `claim`, `trial.year`, `evidence[].text`; else all columns
        are read.

    Raises
    ------
    InputError
        If there is no such file, or nothing in it can be read.
    """
    with open_content(file, options) as content:
        yield _reading(content, options, wanted)


def digest(file: Path, options: ReadingOptions) -> str:
    """The digest of what a reading of the file would read."""
    with open_content(file, options) as content:
        while content.read(SIZE):
            pass
        return content.sha256


def _reading(content: Content, options: ReadingOptions, wanted: Sequence[str]) -> Reading:
    told = Notices()
    form = format_of(content.file, options)
    if form in DELIMITED:
        columns, batches = delimited.read(content, options, DELIMITED[form], told)
        return Reading(content, columns, batches, told)
    try:
        shape = Shape(wanted)
    except ShapeError as error:
        hint = "take the inner list whole, or turn the file into one with a row for each"
        raise fault("wrong-option", content.file, str(error), hint) from None
    batches = RECORDS[form](content, options, shape, told)
    numbered = LINE if form in LINES else "record"
    return Reading(content, shape.columns, batches, told, numbered, shape.parts, shape.strays)


def format_of(file: str, options: ReadingOptions) -> str:
    """The format that the options say, else the one that the name's ending tells.

    Raises
    ------
    InputError
        If there is no such format, or the name tells none.
    """
    if options.format is not None:
        if options.format not in FORMATS:
            hint = nearest(options.format, FORMATS) or f"one of {', '.join(FORMATS)}"
            raise fault("wrong-option", file, f"there is no format `{options.format}`", hint)
        return options.format
    if is_known(file):
        return ENDINGS[_ending(file)]
    message = "the name does not tell the format"
    raise fault("wrong-option", file, message, f"say it: `format:` {', '.join(FORMATS)}")


def is_known(file: str) -> bool:
    """Whether the ending of a name tells the format."""
    return file != PIPE and _ending(file) in ENDINGS


def _ending(file: str) -> str:
    path = PurePosixPath(file.lower())
    return (PurePosixPath(path.stem) if path.suffix in PACKINGS else path).suffix[1:]
