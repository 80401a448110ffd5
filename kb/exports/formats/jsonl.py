"""JSON Lines: one object a row, JSON arrays as arrays."""

from __future__ import annotations

import json
from typing import BinaryIO

from kb.exports.format import Kind
from kb.exports.selection import Selection
from kb.exports.view import ALL, ONE, chosen

ABOUT = "Rows of the stable views for programs that read a stream, a JSON object a line."
ACCEPTED_BY = "any JSON parser, `jq`, `sqlite-utils insert --nl`, DuckDB, pandas"
CANNOT = ("title and licence, which `json` has",)
EXTENSION = "jsonl"
MEDIA_TYPE = "application/jsonl"
OPTIONS = ONE
RELEASE = ({"view": ALL},)


def kind(view: str) -> Kind:
    """Named by its view."""
    return Kind(EXTENSION, MEDIA_TYPE, "" if view == ALL else view, streams=True)


def write(selection: Selection, out: BinaryIO, view: str) -> None:
    """A line a row; where all views are written, each line names its view first."""
    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    for name in chosen(view):
        head: dict[str, object] = {"view": name} if view == ALL else {}
        out.writelines(f"{encode(head | row)}\n".encode() for row in selection.objects(name))
