"""Frictionless Data Package: the stable views as CSV, with types and keys declared."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from shutil import copyfileobj
from typing import IO, Any, BinaryIO
from zipfile import ZipFile

from kb.exports.archive import archive, member
from kb.exports.belonging import VIEWS
from kb.exports.column import Column, described
from kb.exports.selection import Selection
from kb.exports.spreadsheet import write as write_view

ABOUT = "All stable views as CSV in a ZIP archive, with types, keys and checksums declared."
ACCEPTED_BY = "Frictionless, data portals as CKAN, any reader of CSV"
CANNOT = (
    "references by ids whose kind another column names: `owner_id`, `from_id`, `to_id`",
    "text that a spreadsheet would take for a formula, but with an apostrophe before it",
)
EXTENSION = "zip"
MEDIA_TYPE = "application/zip"

KEYS: Mapping[str, tuple[str, ...]] = {
    "claim_gap": ("claim_id", "gap_id"),
    "claim_overview": ("claim_id",),
    "dose_table": ("dose_id",),
    "evidence_table": ("evidence_id",),
    "gap_report": ("gap_id",),
    "guidance_overview": ("guidance_id",),
    "quantity_overview": ("quantity_id",),
    "relation_overview": ("record", "from_id", "kind", "to_id"),
    "safety_matrix": ("hazard", "control", "document_id"),
    "source_list": ("source_key",),
    "statement_overview": ("statement_id",),
    "synthesis_table": ("synthesis_id",),
}
"""The columns that tell the rows of each view apart."""
REFERENCES: Mapping[str, tuple[str, str]] = {
    **{keys[0]: (view, keys[0]) for view, keys in KEYS.items() if len(keys) == 1},
    "hazard": ("guidance_overview", "guidance_id"),
    "control": ("guidance_overview", "guidance_id"),
}
"""Columns that name a row of a view, wherever they stand."""
TYPES = {"TEXT": "string", "INTEGER": "integer", "REAL": "number"}


def write(selection: Selection, out: BinaryIO) -> None:
    """The tables one after the other, then what describes them."""
    with archive(out) as made:
        resources = [_resource(selection, made, view) for view in VIEWS]
        with member(made, "datapackage.json") as file:
            text = json.dumps(_package(selection, resources), ensure_ascii=False, indent=2)
            file.write(f"{text}\n".encode())


def _package(selection: Selection, resources: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    about = selection.about
    licence = {"name": about.licence, "path": about.licence_url}
    publisher = {"title": about.publisher, "role": "publisher"}
    made = {
        "profile": "tabular-data-package",
        "name": about.slug,
        "id": about.digest,
        "title": about.title,
        "description": "\n\n".join(filter(None, [about.about, about.advice])),
        "homepage": about.source_url,
        "version": str(about.schema_version),
        "licenses": [{name: value for name, value in licence.items() if value}],
        "contributors": [publisher] if about.publisher else None,
        "resources": list(resources),
    }
    return {name: value for name, value in made.items() if value is not None}


def _resource(selection: Selection, made: ZipFile, view: str) -> dict[str, Any]:
    """Write a table; what describes it."""
    columns = selection.columns(view)
    path = f"data/{view}.csv"
    with tempfile.TemporaryFile() as apart:
        write_view(selection, view, apart)
        size = apart.tell()
        digest = _digest(apart)
        with member(made, path) as file:
            apart.seek(0)
            copyfileobj(apart, file)
    return {
        "profile": "tabular-data-resource",
        "name": view,
        "description": described()[view].description,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{digest}",
        "schema": {
            "fields": [_field(view, column) for column in columns],
            "primaryKey": list(KEYS[view]),
            "foreignKeys": list(_references(view, columns)),
            "missingValues": [""],
        },
    }


def _digest(file: IO[bytes]) -> str:
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type] # as open files


def _field(view: str, column: Column) -> dict[str, Any]:
    made = {
        "name": column.name,
        "type": "array" if column.is_list else TYPES[column.type],
        "description": column.description,
    }
    return made | ({"constraints": {"required": True}} if column.name in KEYS[view] else {})


def _references(view: str, columns: Sequence[Column]) -> Iterator[dict[str, Any]]:
    """The columns that name a row of another view."""
    for column in columns:
        other, key = REFERENCES.get(column.name, (view, ""))
        if other != view:
            yield {"fields": column.name, "reference": {"resource": other, "fields": key}}
