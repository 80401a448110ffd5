"""A statement more in a document's file, in reading order, and nothing else changed there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kb.drafting.layout import item
from kb.drafting.order import fields
from kb.reading.yaml_text import YamlText, read_yaml
from kb.schema.document import DocumentFile
from kb.spans import Span

PROPOSALS = """\
Sentences without a statement. `kb mark {id} "first words" "last words." --add`
writes one, and takes its line away:
"""
_PROPOSALS = re.compile(
    r"^# Sentences without a statement\. .*\r?\n# writes one, .*(?:\r?\n|$)", re.MULTILINE
)
_PROPOSED = re.compile(r"^# \[([0-9]+), ([0-9]+)\] .*(?:\r?\n|$)", re.MULTILINE)
"""A line of a draft that shows a sentence without a statement."""
_UNTOLD = re.compile(r"^# statements: .*\r?\n", re.MULTILINE)
"""The line of a draft that stands where statements are to be."""


def proposed(span: Span, words: str) -> str:
    """The line of a draft that shows a sentence without a statement."""
    return f"[{span[0]}, {span[1]}] {words}"


def proposals(text: str) -> int:
    """How many sentences a draft still shows."""
    return len(_PROPOSED.findall(text))


def with_statement(text: YamlText, record: Mapping[str, object], span: Span) -> str | None:
    """The file's text with a statement more; None where it is laid out so that none fits in.

    Lines of a draft that show a sentence of the span are taken away.
    """
    there: list[dict[str, Any]] = text.data.get("statements") or []
    index = next((at for at, one in enumerate(there) if tuple(one["span"]) > span), len(there))
    ending = "\r\n" if "\r\n" in text.text else "\n"
    lines = text.text.splitlines(keepends=True)
    if not lines[-1].endswith("\n"):
        lines[-1] += ending
    at = _line(text, lines, index, len(there))
    new = ("" if there else "statements:\n") + item(record)
    written = "".join([*lines[:at], new.replace("\n", ending), *lines[at:]])
    written = _UNTOLD.sub("", written)
    written = _PROPOSED.sub(lambda match: "" if _touches(match, span) else match[0], written)
    if not proposals(written):
        written = _PROPOSALS.sub("", written)
    again, _ = read_yaml(written, text.file)
    expected = [*there[:index], _plain(record), *there[index:]]
    fits = again is not None and again.data == {**text.data, "statements": expected}
    return written if fits else None


def _line(text: YamlText, lines: list[str], index: int, count: int) -> int:
    """The line, from 0, that the new statement is to begin at."""
    if index < count:
        at = text.place(("statements", index)).line - 1
        while lines[at - 1].lstrip().startswith("#"):
            at -= 1
        return at
    order = fields(DocumentFile)
    later = order[order.index("statements") + 1 :]
    starts = [text.place((name,), key=True).line - 1 for name in later if name in text.data]
    at = min(starts, default=len(lines))
    while at and (not lines[at - 1].strip() or lines[at - 1].startswith("#")):
        at -= 1
    return at


def _touches(match: re.Match[str], span: Span) -> bool:
    return int(match[1]) < span[1] and span[0] < int(match[2])


def _plain(record: Mapping[str, object]) -> dict[str, object]:
    """What a reader makes of the record."""
    return {name: value for name, value in record.items() if value is not None}
