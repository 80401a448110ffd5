"""JSON: the stable views in one object, with what the knowledge base says of itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from kb.exports.format import Kind
from kb.exports.selection import Row, Selection
from kb.exports.view import ALL, SEVERAL, chosen

ABOUT = "The stable views in one JSON object, with title, licence and digest."
ACCEPTED_BY = "any JSON parser, `jq`"
CANNOT = ("the type of a missing value, which is null",)
EXTENSION = "json"
MEDIA_TYPE = "application/json"
OPTIONS = SEVERAL

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def kind(view: str) -> Kind:
    """Named by its view, if it is one."""
    return Kind(EXTENSION, MEDIA_TYPE, "" if view == ALL else view, streams=True)


def write(selection: Selection, out: BinaryIO, view: str) -> None:
    """`about`, `asked`, and `views`: an array of objects for each, one on a line."""
    out.writelines(text.encode() for text in _texts(selection, view))


def _texts(selection: Selection, view: str) -> Iterator[str]:
    yield f'{{"about": {_encode(selection.about._asdict())},\n'
    yield f'"asked": {_encode(selection.asked.parameters())},\n"views": {{'
    for number, name in enumerate(chosen(view)):
        yield f'{"," if number else ""}\n"{name}": ['
        yield from _array(selection.objects(name))
        yield "]"
    yield "\n}}\n"


def _array(rows: Iterable[Row]) -> Iterator[str]:
    for number, row in enumerate(rows):
        yield f"{',' if number else ''}\n{_encode(row)}"
