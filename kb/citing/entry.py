"""An item that has no BibTeX entry of its own, as one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ESCAPES = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "%&#_$"},
}
BRACES = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
"""BibTeX counts braces, escaped or not: so none may stand for itself."""

_SPECIAL = re.compile(r"[\\~^%&#_${}]")
_BLANKS = re.compile(r"\s+")


def entry(item: Mapping[str, Any]) -> str:
    """A `@misc`; its title keeps its case."""
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(item))
    return f"@misc{{{item['id']},\n{fields}}}"


def _fields(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "title", f"{{{_braced(item['title'])}}}"
    yield "howpublished", _braced(item["container-title"])
    if "publisher" in item:
        yield "publisher", _braced(item["publisher"])
    parts = item["issued"]["date-parts"][0] if "issued" in item else []
    for name, part in zip(("year", "month", "day"), parts, strict=False):
        yield name, MONTHS[part - 1] if name == "month" else f"{{{part}}}"
    yield "version", _braced(item["version"])
    if "URL" in item:
        yield "url", f"{{{item['URL']}}}"


def _braced(text: str) -> str:
    single = _BLANKS.sub(" ", text).strip()
    return f"{{{_SPECIAL.sub(_escaped, single)}}}"


def _escaped(match: re.Match[str]) -> str:
    return BRACES.get(match[0]) or ESCAPES[match[0]]
