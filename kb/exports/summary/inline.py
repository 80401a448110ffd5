"""Runs as words with a look and a destination: what every typeset format makes of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Literal
from urllib.parse import quote

from kb.exports.summary.block import (
    Bibliography,
    Cite,
    Document,
    Footnotes,
    Heading,
    Link,
    Mark,
    Record,
    Run,
    Runs,
    Text,
)
from kb.figures.svg import clean
from kb.figures.unbroken import unbroken

Place = tuple[Literal["heading", "reference", "note"], str]
"""What can be led to: a sort, and its anchor, key or label."""
Targets = Mapping[Place, str]
"""The name of each place in its document: a letter sort and a number."""
_OUTSIDE = ("http://", "https://", "mailto:")
_SAFE = "%/:=&?~#+!$,;'@()*[]"
_SPACES = re.compile("[\t\n\r \u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Words:
    """Words that look alike: a new line where they are None.

    Parameters
    ----------
    url, to
        The address that they lead to, or the name of a place in the document; else empty.
    """

    text: str
    bold: bool = False
    italic: bool = False
    position: Literal["", "super", "sub"] = ""
    is_record: bool = False
    url: str = ""
    to: str = ""


def plain(text: str) -> str:
    """Text on one line, without what no document can hold; numbers stay with their units."""
    return unbroken(_line(text))


def _line(text: str) -> str:
    return _SPACES.sub(" ", clean(text))


def words(runs: Runs, targets: Targets) -> list[Words | None]:
    """Runs as words; None is a new line."""
    return [_words(run, targets) for run in runs]


def spoken(runs: Runs) -> str:
    """The text of runs, with spaces for new lines."""
    return "".join(" " if each is None else each.text for each in words(runs, {}))


def targets(document: Document) -> dict[Place, str]:
    """The places that can be led to."""
    numbers = count(1)
    return {place: f"{place[0]}_{next(numbers)}" for place in _places(document)}


def _places(document: Document) -> Iterator[Place]:
    for block in document.blocks:
        match block:
            case Heading(anchor=anchor):
                yield "heading", anchor
            case Footnotes(notes=notes):
                yield from (("note", note.label) for note in notes)
            case Bibliography(references):
                yield from (("reference", each.key) for each in references)


def _words(run: Run, targets: Targets) -> Words | None:
    match run:
        case Text():
            return Words(plain(run.text), run.bold, run.italic, run.position)
        case Link(text, address):
            return Words(plain(text), url=_outside(address), to=_inside(address, targets))
        case Record():
            return Words(plain(run.id), is_record=True)
        case Cite(text, key):
            return Words(plain(text), to=targets.get(("reference", key), ""))
        case Mark(label):
            return Words(plain(label), position="super", to=targets.get(("note", label), ""))
    return None


def _outside(address: str) -> str:
    """An address outside the document, else nothing."""
    return quote(_line(address).strip(), safe=_SAFE) if address.lower().startswith(_OUTSIDE) else ""


def _inside(address: str, targets: Targets) -> str:
    """The name of a heading's place, else nothing."""
    return targets.get(("heading", address[1:]), "") if address.startswith("#") else ""
