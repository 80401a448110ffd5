"""A problem in curated text: a value with a place, shown as text, JSON or annotations."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

EXCERPT_WIDTH = 100


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands.

    Parameters
    ----------
    file
        Path as the curator knows it: relative to the root, with forward slashes.
    line, column
        Both from 1, in characters; 0 means the whole file.
    excerpt
        The line itself, without its end; empty where there is none to show.
    """

    file: str
    line: int = 0
    column: int = 0
    excerpt: str = ""

    def __str__(self) -> str:
        """`file:line:column`, as editors and terminals make it a link."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A curator's mistake: where, its code, what is wrong, and the smallest fix."""

    place: Place
    code: str
    message: str
    hint: str = ""


def printable(text: str) -> str:
    """Text with control and direction-changing characters made visible, each one column wide."""
    return "".join(_visible(character) for character in text)


def _visible(character: str) -> str:
    if character == "\t":
        return " "
    return "\N{REPLACEMENT CHARACTER}" if unicodedata.category(character)[0] == "C" else character


def _width(text: str) -> int:
    """Terminal columns, by the East Asian widths and combining classes of Unicode."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def _excerpt(place: Place) -> list[str]:
    """The line and a caret below it; a long line is cut to what stands around the place."""
    before = max(place.column - 1, 0)
    start = max(0, before - EXCERPT_WIDTH // 2) if len(place.excerpt) > EXCERPT_WIDTH else 0
    shown = printable(place.excerpt[start : start + EXCERPT_WIDTH])
    lead = "…" if start else ""
    caret = " " * (_width(lead) + _width(shown[: before - start])) + "^"
    tail = "…" if start + EXCERPT_WIDTH < len(place.excerpt) else ""
    return [f"    {lead}{shown}{tail}".rstrip(), f"    {caret}"]


def as_text(problem: Problem) -> str:
    """The form for people: place, code, message; the line with a caret; the hint."""
    head = f"{problem.place}: error[{problem.code}] {printable(problem.message)}"
    lines = [head, *(_excerpt(problem.place) if problem.place.excerpt.strip() else [])]
    return "\n".join([*lines, f"    hint: {printable(problem.hint)}"] if problem.hint else lines)


def as_object(problem: Problem) -> dict[str, str | int]:
    """The form for programs; keys are stable."""
    return {
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
    }


def as_annotation(problem: Problem) -> str:
    """A GitHub workflow command, shown at the line in a pull request."""
    where = {"file": problem.place.file, "title": problem.code}
    if problem.place.line:
        where |= {"line": str(problem.place.line), "col": str(problem.place.column)}
    properties = ",".join(f"{key}={_escaped(value, ',:')}" for key, value in where.items())
    body = f"{problem.message}\nhint: {problem.hint}" if problem.hint else problem.message
    return f"::error {properties}::{_escaped(body)}"


def _escaped(text: str, also: str = "") -> str:
    """Percent-escape what would end a workflow command or one of its properties."""
    return "".join(f"%{ord(c):02X}" if c in "%\r\n" + also else c for c in text)


def render(problems: Iterable[Problem], form: str = "text") -> str:
    """All problems, sorted by place, each once; `form` is a key of `FORMS`."""
    return FORMS[form](sorted(set(problems)))


def _json(problems: Iterable[Problem]) -> str:
    return json.dumps([as_object(p) for p in problems], ensure_ascii=False, indent=2)


FORMS: Mapping[str, Callable[[Iterable[Problem]], str]] = {
    "text": lambda problems: "\n".join(map(as_text, problems)),
    "json": _json,
    "github": lambda problems: "\n".join(map(as_annotation, problems)),
}
