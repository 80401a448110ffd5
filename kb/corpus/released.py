"""The released versions of claims, by which an old quotation can be told from a wrong one.

`kb versions --write` adds a line for each new version, with what it was computed over: whoever
alters a line alters its digest, and of an old version it can be told what changed since.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from typing import Annotated, Any

from pydantic import StringConstraints, TypeAdapter, ValidationError

from kb.problems import Place, Problem
from kb.schema.base import Date, Slug

NAME = "versions.jsonl"
FILE = f"data/{NAME}"
LENGTH = 12
"""Hexadecimal digits: among a million versions, two of one claim are never alike by chance."""
CODES: Mapping[str, str] = {
    "altered-version": """A line of data/versions.jsonl is not what `kb versions --write` wrote.

    Each line is a released version of a claim, and its number is the digest of the line's content.

    Wrong: {"claim":"pain","content":[...],"date":"2026-02-01","version":"written by hand"}
    Right: the line as it was, from the history of the text
    """,
}


Content = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Released:
    """A version of a claim: the day of its release, and what it was computed over."""

    claim: Slug
    content: Content
    date: Date
    version: Annotated[str, StringConstraints(pattern=f"^[0-9a-f]{{{LENGTH}}}$")]


def digest(content: Content) -> str:
    """The version of which this is the content: first digits of its SHA-256."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return sha256(text.encode()).hexdigest()[:LENGTH]


def read(text: str) -> tuple[list[Released], list[Problem]]:
    """The versions that a file tells, in its order, and every line that was altered."""
    found: dict[tuple[str, str], Released] = {}
    problems: list[Problem] = []
    for number, line in _lines(text):
        released = _released(line)
        if released is None:
            problems.append(_altered(number, "this is not what `kb versions --write` writes"))
        elif released.version != digest(released.content):
            what = f"this is not version {released.version} of `{released.claim}`"
            problems.append(_altered(number, what))
        elif (released.claim, released.version) in found:
            problems.append(_altered(number, f"`{released.claim}` has this version already"))
        else:
            found[released.claim, released.version] = released
    return [*found.values()], problems


def as_line(released: Released) -> str:
    """A version as it is written, the same for ever."""
    told = asdict(released)
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines with something on them; what only Python takes for the end of a line is none."""
    return ((number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip())


@cache
def _adapter() -> TypeAdapter[Released]:
    return TypeAdapter(Released)


def _released(line: str) -> Released | None:
    try:
        return _adapter().validate_json(line)
    except (ValidationError, UnicodeEncodeError):  # the latter for half of a surrogate pair
        return None


def _altered(line: int, message: str) -> Problem:
    hint = "restore the line from the history of the text, or delete it"
    return Problem(Place(FILE, line, 1), "altered-version", message, hint)
