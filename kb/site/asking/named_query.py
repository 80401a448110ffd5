"""Queries that people want, each a file of `named/` with what is to be said of it.

The file begins with lines `-- title:`, `-- about:`, `-- choose NAME: LABEL = CHOICES` (SQL that
gives values and labels, or words between commas), `-- number NAME: LABEL = DEFAULT` and, for the
column that is drawn, `-- bar: COLUMN`.
A line that begins with `--` and three blanks goes on with the one before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

_LINE = re.compile(r"-- (\w+)(?: (\w+))?: (.+(?:\n--   .+)*)\n")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that the reader may give; `choices` is None for a number."""

    name: str
    label: str
    choices: str | None
    default: str

    @property
    def listed(self) -> list[str] | None:
        """The choices, where they are words and no SQL."""
        if self.choices is None or self.choices.startswith("select "):
            return None
        return [choice.strip() for choice in self.choices.split(",")]


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query with its description; `bar` is the column that is drawn."""

    name: str
    title: str
    about: str
    parameters: tuple[Parameter, ...]
    bar: str | None
    sql: str


@cache
def named() -> dict[str, NamedQuery]:
    """All named queries, by name, in the order of their titles."""
    folder = resources.files("kb.site").joinpath("named")
    read = [
        parsed(file.name.removesuffix(".sql"), file.read_text("utf-8"))
        for file in folder.iterdir()
        if file.name.endswith(".sql")
    ]
    return {query.name: query for query in sorted(read, key=lambda query: query.title)}


def parsed(name: str, text: str) -> NamedQuery:
    """A query from its file."""
    lines = [
        (word, of, re.sub(r"\s*\n--\s*", " ", value)) for word, of, value in _LINE.findall(text)
    ]
    said = {word: value for word, of, value in lines if not of}
    return NamedQuery(
        name=name,
        title=said["title"],
        about=said["about"],
        parameters=tuple(_parameter(*line) for line in lines if line[1]),
        bar=said.get("bar"),
        sql=_LINE.sub("", text).strip(),
    )


def _parameter(word: str, name: str, value: str) -> Parameter:
    label, _, rest = value.partition(" = ")
    if word == "number":
        return Parameter(name, label, None, rest)
    return Parameter(name, label, rest, "")
