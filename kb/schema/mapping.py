"""Mappings: how the rows of foreign files become records, as text."""

from __future__ import annotations

from enum import StrEnum, auto
from typing import Annotated, Any

from pydantic import StringConstraints

from kb.schema.base import Count, Flag, Label, Slug, Text, Written, field, form

Prefix = Annotated[str, form(r"^[a-z0-9]+(-[a-z0-9]+)*-$", "words and a hyphen at the end, as ei-")]
"""What begins ids: `ei-`."""
Cell = Annotated[str, StringConstraints(max_length=1000)]
"""What stands in a cell, to be compared with."""


class FileFormat(StrEnum):
    """Formats of files with rows."""

    csv = auto()
    tsv = auto()
    jsonl = auto()
    json = auto()
    parquet = auto()


class Quoting(StrEnum):
    """Whether quotation marks around a cell belong to the format or to the text."""

    standard = auto()
    none = auto()


class MappedFile(Written):
    """One file of a set: how it is read, and what its rows become."""

    file: Label = field("Name of the file; the end of its name in an archive.")
    format: FileFormat | None = field("Its format, where its name does not say.", default=None)
    encoding: Label = field("How its text is encoded.", default="utf-8")
    delimiter: Label | None = field("What stands between cells; `tab` for a tab.", default=None)
    quoting: Quoting = field("Whether quotation marks are special.", default=Quoting.standard)
    header: Flag = field("Whether the first row names the columns.", default=True)
    skip: Count = field("Lines to leave out before that.", default=0)
    records: Label | None = field("Of JSON: where in it the list of rows is.", default=None)
    longest: Count | None = field("Bytes that a row may have.", default=None)
    lines: Count | None = field("Lines that a row may have.", default=None)
    expands_to: Count | None = field("Bytes that the unpacked file may have.", default=None)
    key: list[Label] = field("Columns that should tell rows apart; repeats are told.", default=[])
    refuse: dict[str, dict[str, Text]] = field(
        "By column and value: rows that are not taken, each with the reason.", default={}
    )
    make: list[dict[str, dict[str, Any]]] = field("What each row becomes, in this order.")
    left_out: dict[str, Text] = field(
        "Columns that are not used, each with the reason.", default={}
    )


class MappingFile(Written):
    """A mapping: whose set it is, and what its files become."""

    id: Slug = field("Id of the import.")
    title: Label = field("What the set is called.")
    origin: Label = field("Where the set is from, as an address.")
    licence: Label = field("Licence of the set, as an SPDX identifier where it has one.")
    licence_url: Label | None = field("Where the licence's text is.", default=None)
    about: Text | None = field("What the set holds.", default=None)
    prefix: Prefix | None = field(
        "What begins the ids of all its records; by default the id and a hyphen.", default=None
    )
    empty: list[Cell] = field("Cells that mean that nothing is said.", default=[""])
    vocabularies: dict[Slug, dict[str, str]] = field(
        "By name: words of the set, and what each is called here; `*` stands for any other.",
        default={},
    )
    files: list[MappedFile] = field("The files, those that others refer to first.")
