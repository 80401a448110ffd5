"""The stable views: one SQL file each, whose comments describe the view and its columns."""

from __future__ import annotations

from typing import NamedTuple

SCHEMA_VERSION = 1
"""Raised when a column of a view is taken away or changes its meaning."""


class View(NamedTuple):
    """A view: its name, what a row is, its columns with descriptions, and its query."""

    name: str
    description: str
    columns: dict[str, str]
    query: str


def views() -> list[View]:
    """All views, by name."""
    from importlib import resources  # noqa: PLC0415 - a tenth of the time in which Python opens a base

    folder = resources.files("kb.schema").joinpath("views")
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    return [_read(file.name.removesuffix(".sql"), file.read_text("utf-8")) for file in files]


def _read(name: str, text: str) -> View:
    lines = text.splitlines()
    comments = [line.removeprefix("-- ") for line in lines if line.startswith("-- ")]
    query = "\n".join(line for line in lines if not line.startswith("--"))
    columns = dict(comment.split(": ", 1) for comment in comments[1:])
    return View(name, comments[0], columns, query)
