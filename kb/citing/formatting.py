"""An item in a style, by citeproc-py: text with signs where its markup begins and ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from threading import Lock
from types import SimpleNamespace
from typing import Any

from citeproc import (
    VARIABLES,
    Citation,
    CitationItem,
    CitationStylesBibliography,
)
from citeproc.model import DATES, NAMES
from citeproc.source import Date, DateRange, LiteralDate, Name, Reference
from citeproc.string import String

from kb.citing import element

SIGNS = {"Italic": "\ue000", "Bold": "\ue001", "Superscript": "\ue002", "Subscript": "\ue003"}
"""What opens each kind of markup; letters of the private area, which no text keeps."""
END = "\ue004"
UNMARKED = ("Oblique", "Light", "Underline", "SmallCaps")
ASKED = ("type", "key", "language")
"""What is asked for to decide and not to show, and so no text of theirs."""

KEEP = "\ue005"
"""Stands in a text where nothing may be mended: what is odd there is the text's own."""

_ANY_SIGN = re.compile("[\ue000-\ue005]")
_OWN = re.compile(
    r"(?<=[.?!])(?=[.”’])|(?<=[”’])(?=[.,])|(?<=\[)(?=Preprint\])|(?<=\bPublished)(?= online )"
    r"|(?<=\bRetrieved)(?= http)"
)
_STOP = re.compile(r"(?<![.\s])\.$")
_LOCK = Lock()
"""citeproc-py keeps in its styles what it is doing."""


class Source(Reference):  # type: ignore[misc]  # citeproc-py publishes no types
    """An item as citeproc-py reads it; a variable may be asked for as styles write it."""

    def __init__(self, item: Mapping[str, Any]) -> None:
        given = {name.replace("-", "_"): value for name, value in item.items()}
        known = {name: _value(name, given[name]) for name in given if name in VARIABLES}
        super().__init__("item", item["type"], **known)
        object.__setattr__(self, "met", [])
        object.__setattr__(self, "shown", [])

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - citeproc-py publishes no types
        """The value of a variable."""
        return super().__getitem__(name.replace("-", "_"))

    def __contains__(self, name: object) -> bool:
        """Whether a variable has a value."""
        return bool(super().__contains__(str(name).replace("-", "_")))


def _value(name: str, value: Any) -> Any:  # noqa: ANN401 - JSON in, citeproc-py out
    if name == "title":
        value = _STOP.sub("", value)  # styles end titles themselves
    if name in NAMES:
        return [Name(**{part: bare(text) for part, text in each.items()}) for each in value]
    if name in DATES:
        return _date(value)
    return value if name in ASKED else String(bare(value))


def _date(value: Mapping[str, Any]) -> Any:  # noqa: ANN401 - citeproc-py publishes no types
    if "literal" in value:
        return LiteralDate(bare(value["literal"]))
    parts = ("year", "month", "day")
    days = [Date(**dict(zip(parts, each, strict=False))) for each in value["date-parts"]]
    return days[0] if len(days) == 1 else DateRange(begin=days[0], end=days[1])


def bare(text: str) -> str:
    """Text without our signs, but with one where it must stay as it is."""
    return _OWN.sub(KEEP, _ANY_SIGN.sub("", text))


def _between(sign: str) -> Callable[[object], str]:
    return lambda text: f"{sign}{text}{END}"


MARKING = SimpleNamespace(
    preformat=str,
    **{kind: _between(sign) for kind, sign in SIGNS.items()},
    **dict.fromkeys(UNMARKED, str),
)
"""What citeproc-py is told to write: signs, so that escaping is ours and comes after all."""


@cache
def _style(file: str, locale: str) -> Any:  # noqa: ANN401 - citeproc-py publishes no types
    with resources.as_file(resources.files("kb.citing").joinpath("styles", file)) as path:
        return element.load(str(path), locale)


def formatted(item: Mapping[str, Any], file: str, locale: str) -> str:
    """The item as the style of a file has it in its list of references."""
    with _LOCK:
        listed = CitationStylesBibliography(_style(file, locale), {"item": Source(item)}, MARKING)
        listed.register(Citation([CitationItem("item")]))
        return str(listed.bibliography()[0])


def is_quoted_within(file: str, locale: str) -> bool:
    """Whether full stops and commas stand inside closing quotation marks."""
    with _LOCK:
        root = _style(file, locale).root
        return bool(root.get_locale_option("punctuation-in-quote") == "true")
