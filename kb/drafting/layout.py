"""YAML as curators write it: keys at the margin, long text wrapped, comments between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import indent

import yaml

WIDTH = 100
"""Columns of a line."""


class _Layout(yaml.SafeDumper):
    """Lists stand below their key, two columns in."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - PyYAML's own
        super().increase_indent(flow, indentless=False)


class _Row(list[int]):
    """A list of numbers in brackets, on one line."""


_Layout.add_representer(
    _Row,
    lambda dumper, row: dumper.represent_sequence("tag:yaml.org,2002:seq", row, flow_style=True),
)


def row(numbers: Sequence[int]) -> list[int]:
    """Numbers that are written in brackets, as a span is."""
    return _Row(numbers)


def lines(record: Mapping[str, object]) -> str:
    """The entries of a mapping, without those that are None."""
    told = {name: value for name, value in record.items() if value is not None}
    text: str = yaml.dump(told, Dumper=_Layout, allow_unicode=True, sort_keys=False, width=WIDTH)
    return text


def item(record: Mapping[str, object]) -> str:
    """A mapping as an item of a list below a key at the margin."""
    return "  - " + indent(lines(record), "    ").removeprefix("    ")


def comment(text: str) -> str:
    """Lines that YAML leaves out."""
    return "".join(f"# {line}".rstrip() + "\n" for line in text.splitlines())
