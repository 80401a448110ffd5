"""RO-Crate: the database and chosen exports in one archive that tells of itself."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from os import SEEK_END
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast
from zipfile import ZipFile

from kb.exports.archive import archive, member
from kb.exports.crate import METADATA, Part, metadata, newest_day
from kb.exports.error import ExportError, UnavailableError
from kb.exports.format import Format, Option, named
from kb.exports.linked import address
from kb.exports.selection import Selection

ABOUT = "A release to be deposited and cited: database, exports, sources, licence, provenance."
ACCEPTED_BY = "RO-Crate 1.3 tools: ro-crate-py, rocrate-validator, WorkflowHub, Zenodo (as a file)"
CANNOT = (
    "Who made it, beyond the publisher that the knowledge base names.",
    "The day it was made, without --published: it bears the newest day that the records tell.",
)
EXTENSION = "zip"
MEDIA_TYPE = "application/zip"
OPTIONS = {
    "published": Option("Day of publication, as 2026-01-31; else the newest in the records.", ""),
    **address.OPTIONS,
}

CONTENTS: Mapping[str, Mapping[str, str]] = {
    "sqlite": {},
    "jsonl": {"view": "all"},
    "bibtex": {},
    "csl-json": {},
    "turtle": {},
    "fhir": {},
}
"""Formats in the archive, the database first, with their options."""
IN_MEMORY = 1 << 24
"""Bytes of a part beyond which it waits on the disk."""
_DAY = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")


def write(selection: Selection, out: BinaryIO, published: str, base: str) -> None:
    """Write the parts, then what the archive says of them.

    Raises
    ------
    ExportError
        If the day of publication is none, or is not told anywhere.
    """
    day = _day(selection, published)
    records = address.addresses(selection, base)
    with archive(out) as made:
        parts = list(_parts(selection, made, base))
        told = json.dumps(metadata(selection, parts, day, records), ensure_ascii=False, indent=1)
        with member(made, METADATA) as file:
            file.write(f"{told}\n".encode())


def _day(selection: Selection, published: str) -> str:
    if published and not _DAY.fullmatch(published):
        message = f"--published is no day: “{published}”"
        raise ExportError(message, "write it as 2026-01-31")
    day = published or newest_day(selection)
    if day is None:
        message = "an RO-Crate needs a day of publication, and no record tells any"
        raise UnavailableError(message, "give one with --published 2026-01-31")
    return day


def _parts(selection: Selection, made: ZipFile, base: str) -> Iterator[Part]:
    """The formats, one file each."""
    for name, options in CONTENTS.items():
        form = named(name)
        given = {**options, "base": base} if "base" in form.options else options
        yield _part(selection, made, form, given)


def _part(selection: Selection, made: ZipFile, form: Format, options: Mapping[str, str]) -> Part:
    with SpooledTemporaryFile(IN_MEMORY) as content:
        form.write(selection, cast("BinaryIO", content), options)
        size = content.seek(0, SEEK_END)
        content.seek(0)
        file_name = form.file_name(selection, options)
        with member(made, file_name) as file:
            shutil.copyfileobj(content, file)
    return Part(file_name, form.about, form.kind(options).media_type, size)
