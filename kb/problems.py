"""A problem in curated text: a value with a place, shown as text, JSON or annotations."""

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

EXCERPT_WIDTH = 100
_UNUSUAL = re.compile(r"[^\x20-\x7e]")  # the few characters worth a look at their category


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
    """Text whose control, line-ending and direction-changing characters are visible and inert."""
    return _UNUSUAL.sub(lambda match: _visible(match[0]), text)


def _visible(character: str) -> str:
    if character == "\t":
        return " "
    return "\N{REPLACEMENT CHARACTER}" if _acts(character) else character


def _acts(character: str) -> bool:
    """Whether a character does something to its line: controls, surrogates, line separators."""
    category = unicodedata.category(character)
    return category[0] == "C" or category in {"Zl", "Zp"}


def _width(text: str) -> int:
    """Columns that printable text takes in a terminal, by Unicode's widths and categories."""
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _excerpt(place: Place) -> list[str]:
    """The line and a caret below it; a long line is cut to what stands around the place."""
    if not place.excerpt.strip():
        return []
    before = max(place.column - 1, 0)
    start = max(0, before - EXCERPT_WIDTH // 2) if len(place.excerpt) > EXCERPT_WIDTH else 0
    shown = printable(place.excerpt[start : start + EXCERPT_WIDTH])
    lead = "…" if start else ""
    caret = " " * (_width(lead) + _width(shown[: before - start])) + "^"
    tail = "…" if start + EXCERPT_WIDTH < len(place.excerpt) else ""
    return [f"    {lead}{shown}{tail}".rstrip(), f"    {caret}"]


def as_text(problem: Problem) -> str:
    """The form for people: place, code, message; the line with a caret; the hint."""
    head = printable(f"{problem.place}: error[{problem.code}] {problem.message}")
    hint = [f"    hint: {printable(problem.hint)}"] if problem.hint else []
    return "\n".join([head, *_excerpt(problem.place), *hint])


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
    hint = f"%0Ahint: {_escaped(problem.hint)}" if problem.hint else ""
    return f"::error {properties}::{_escaped(problem.message)}{hint}"


def _escaped(text: str, also: str = "") -> str:
    """Percent-escape what would end a workflow command or one of its properties."""
    escaped = re.sub(f"[%\r\n{also}]", lambda match: f"%{ord(match[0]):02X}", text)
    return printable(escaped)


def render(problems: Iterable[Problem], form: str = "text") -> str:
    """All problems, sorted by place, each once; `form` is a key of `FORMS`."""
    return FORMS[form](sorted(set(problems)))


def as_json(value: object) -> str:
    """Indented JSON; what acts upon a terminal (or is not Unicode) is escaped, and nothing else."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return _UNUSUAL.sub(lambda match: _json_character(match[0]), text)


def _json_character(character: str) -> str:
    is_meant = character == "\n" or not _acts(character)
    return character if is_meant else json.dumps(character)[1:-1]


FORMS: Mapping[str, Callable[[Iterable[Problem]], str]] = {
    "text": lambda problems: "\n".join(map(as_text, problems)),
    "json": lambda problems: as_json([as_object(problem) for problem in problems]),
    "github": lambda problems: "\n".join(map(as_annotation, problems)),
}


def nearest(word: str, words: Iterable[str]) -> str:
    """A hint that names the likeliest word meant; empty when none is near."""
    return _nearest(word, tuple(sorted(words)))


@lru_cache(maxsize=256)  # one mistake is often made in every record of a file
def _nearest(word: str, words: tuple[str, ...]) -> str:
    matches = difflib.get_close_matches(word, words, 1)
    return f"did you mean `{matches[0]}`?" if matches else ""
