"""Write the digests of statements into their documents' files, and change nothing else there."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path

import click

from kb.corpus.places import Checked, Copy
from kb.drafting.writing import replace
from kb.reading.yaml_text import YamlText, read_yaml
from kb.spans import State


def write_digests(root: Path, copy: Copy, items: Sequence[Checked]) -> int:
    """Write what is new into the file of a document; how many digests that were.

    Raises
    ------
    click.ClickException
        If the file is laid out so that a line cannot be added below each span.
    """
    new = {index: item for index, item in enumerate(items) if _is_new(item)}
    if new:
        text = copy.document.text
        written = with_digests(text, new)
        if not _is_same_but_for(written, text, new):
            message = f"{text.file} is as it was: give each `span:` a line of its own, then again"
            raise click.ClickException(message)
        replace(root / text.file, written)
    return len(new)


def _is_new(item: Checked) -> bool:
    return item.location.state is State.found and item.digest not in (None, item.stored)


def with_digests(text: YamlText, items: dict[int, Checked]) -> str:
    """A file's text with the digest of each item, by its number among the statements."""
    lines = text.text.splitlines(keepends=True)
    for index, item in sorted(items.items(), reverse=True):
        base = ("statements", index)
        if item.stored:
            at = text.place((*base, "digest")).line - 1
            lines[at] = lines[at].replace(item.stored, str(item.digest))
        else:
            at = text.place((*base, "span", 1)).line - 1
            column = text.place((*base, "span"), key=True).column
            lines[at : at + 1] = _with_line(lines[at], f"{' ' * (column - 1)}digest: {item.digest}")
    return "".join(lines)


def _with_line(line: str, new: str) -> tuple[str, str]:
    """A line and a new one below it, ended as it is; the last line of a file may have no end."""
    ending = line[len(line.rstrip("\r\n")) :]
    return line if ending else f"{line}\n", new + ending


def _is_same_but_for(written: str, text: YamlText, items: dict[int, Checked]) -> bool:
    """Whether a text says what it said before, and the digests beside."""
    expected = deepcopy(text.data)
    for index, item in items.items():
        expected["statements"][index]["digest"] = item.digest
    again, _ = read_yaml(written, text.file)
    return again is not None and again.data == expected
