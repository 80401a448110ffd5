"""Citations of one document: marks in its text, and the list of references that they lead to."""

from __future__ import annotations

import json

from kb.citing.reference import refer
from kb.citing.style import STYLES
from kb.exports.selection import Selection
from kb.exports.summary.block import (
    Bibliography,
    Cite,
    Heading,
    Link,
    Reference,
    Runs,
    Text,
)
from kb.exports.summary.markup import runs
from kb.exports.summary.rows import Row

RESOLVER = "https://doi.org/"


class Citations:
    """Gives out marks, and remembers what they were given for.

    Parameters
    ----------
    numbered
        Whether marks are numbers in any style, where there is little room.
    short
        Whether references are author, year and address, where there is less.
    """

    def __init__(
        self, selection: Selection, style: str, *, numbered: bool = False, short: bool = False
    ) -> None:
        self._selection = selection
        self._asked = (style, numbered, short)
        self._style = STYLES[style]
        self._is_short = short
        self._is_numbered = numbered or self._style.is_numeric
        self._sources: dict[str, Row] = {}
        self._marks: dict[str, Cite] = {}

    def copy(self) -> Citations:
        """Others of the same style, that have given out nothing."""
        style, numbered, short = self._asked
        return Citations(self._selection, style, numbered=numbered, short=short)

    def cite(self, key: str) -> Cite:
        """The mark of a source: a number, or its short form."""
        if key not in self._marks:
            sql = "select citation, csl, sort_key, doi, url from source where key = :key"
            self._sources[key] = next(self._selection.query(sql, key=key))
            number = f"[{len(self._marks) + 1}]"
            text = number if self._is_numbered else str(self._sources[key]["citation"])
            self._marks[key] = Cite(text, key)
        return self._marks[key]

    def named(self, key: str) -> Cite:
        """The same where a name is needed: a number stands behind the short form."""
        mark = self.cite(key)
        short = self._sources[key]["citation"]
        return Cite(f"{short} {mark.text}", key) if self._is_numbered else mark

    def bibliography(self) -> tuple[Heading, Bibliography] | tuple[()]:
        """The references, by their numbers, or by their authors."""
        keys = list(self._marks)
        if not self._is_numbered:
            keys.sort(key=lambda key: (str(self._sources[key]["sort_key"]), key))
        listed = tuple(self._reference(number, key) for number, key in enumerate(keys, 1))
        return (Heading(1, "References", "references"), Bibliography(listed)) if listed else ()

    def _reference(self, number: int, key: str) -> Reference:
        mark = str(number) if self._is_numbered else ""
        if self._is_short:
            return Reference(key, mark, _short(self._sources[key]))
        item = json.loads(str(self._sources[key]["csl"]))
        return Reference(key, mark, runs(refer(item, self._style).html))


def _short(source: Row) -> Runs:
    """Who and when, and where it is found."""
    if source["doi"]:
        return (Text(f"{source['citation']}. "), Link(source["doi"], RESOLVER + source["doi"]))
    if source["url"]:
        return (Text(f"{source['citation']}. "), Link(source["url"], source["url"]))
    return (Text(f"{source['citation']}."),)
