"""JSON: a list of records, or an object that holds one; read as it comes, never whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

import ijson

from kb.importing.reading.batch import Batch
from kb.importing.reading.blocks import as_utf8
from kb.importing.reading.content import Content
from kb.importing.reading.fault import InputError, fault
from kb.importing.reading.notices import Notices
from kb.importing.reading.options import ReadingOptions
from kb.importing.reading.shape import Shape

ESCAPES = re.compile(
    rb"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|(?P<half>\\u[dD][89a-fA-F]..)|(?P<zero>\\u0000)|\\."
)
"""Where JSON writes characters by number; half of a pair is no text (the parser makes it `?`)."""
ELSEWHERE = 64
"""How much longer than a record what stands beside the list may be."""
SAID = re.compile(r"\w+ error: [^\n\\]+")
"""What the parser says, without the bytes that it shows."""


def read(
    content: Content, options: ReadingOptions, shape: Shape, notices: Notices
) -> Iterator[Batch]:
    """The records of a list, in batches; their numbers are their places in it, from 1.

    Raises
    ------
    InputError
        If the file is no JSON to its end, or holds no list where the options say.
    """
    count = 0
    for records in _records(content, options, notices):
        yield shape.filled(content.file, records, count + 1)
        count += len(records)
    if options.records and not count:
        message = f"there is no list `{options.records}` with anything in it"
        hint = "say where the records are: `records:` and the keys that lead there, with dots"
        raise fault("no-records", content.file, message, hint)


def _records(content: Content, options: ReadingOptions, notices: Notices) -> Iterator[list[Any]]:
    """Records as the pieces of the file complete them."""
    found = ijson.sendable_list()
    path = f"{options.records}.item" if options.records else "item"
    parser = ijson.items_coro(found, path, use_float=True)
    count = held = 0
    try:
        for number, piece in enumerate(_pieces(as_utf8(content, options, notices))):
            if not number and not options.records:
                _require_list(piece, content.file)
            _require_text(piece, content.file, count)
            parser.send(piece)
            held = 0 if found else held + len(piece)
            if held > options.longest * (ELSEWHERE if options.records else 1):
                raise _too_long(content.file, count + 1, options.longest)
            count += len(found)
            yield list(found)
            found.clear()
        parser.close()
    except ijson.JSONError as error:
        raise _no_json(content.file, count + len(found), str(error)) from None


def _pieces(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The bytes, cut behind commas where there are any, so that no escape is torn."""
    held = b""
    for chunk in chunks:
        whole, comma, rest = held.rpartition(b",")
        if held:
            yield whole + comma or rest
        held = rest + chunk if comma else chunk
    if held:
        yield held


def lists_in(start: bytes) -> list[str]:
    """The paths of lists that an object's beginning shows, those of objects first."""
    events = ijson.sendable_list()
    with suppress(ijson.JSONError):
        ijson.parse_coro(events).send(start)
    lists = [path for path, event, _ in events if event == "start_array" and "item" not in path]
    of_objects = {path for path, event, _ in events if event == "start_map"}
    return sorted(lists, key=lambda path: f"{path}.item" not in of_objects)


def _require_list(start: bytes, file: str) -> None:
    """Refuse a file that is one object; its lists are offered, as far as its beginning shows."""
    if not start.lstrip().startswith(b"{"):
        return
    hint = f"say where the records are, as `records: {(lists_in(start) or ['data'])[0]}`"
    raise fault("no-records", file, "this is one object, not a list of records", hint)


def _require_text(piece: bytes, file: str, count: int) -> None:
    for escape in ESCAPES.finditer(piece) if b"\\u" in piece else ():
        if escape["half"] or escape["zero"]:
            message = f"behind record {count}, `{escape[0].decode()}` stands for no character"
            raise fault("no-json", file, message, "correct or take it out")


def _too_long(file: str, number: int, longest: int) -> InputError:
    message = f"record {number} is longer than {longest:,} bytes"
    hint = "if that is right, say how long one may be: `longest: …`"
    return fault("row-too-long", file, message, hint)


def _no_json(file: str, count: int, said: str) -> InputError:
    """The error of the parser, with the last record that was whole."""
    found = SAID.search(said)
    message = f"this is no JSON behind record {count}: {found[0] if found else said}"
    if "premature EOF" in said:
        message = f"the file ends in the middle, behind record {count}"
        return fault("damaged-input", file, message, "copy or download it again")
    return fault("no-json", file, message, "correct it, or write one record a line (JSON Lines)")
