"""Which columns may tell the rows of a file apart, by their names or by how they look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kb.importing.guessing.column import Column
from kb.importing.guessing.kind import Kind
from kb.importing.guessing.role import Role, Roles, is_id

NEARLY = 0.9
"""Share of values that must be known elsewhere for a column to refer there; some always dangle."""
LONGEST = 40
"""Characters of an id, on average, that has no name as one."""
UNNAMED = re.compile(r"column_\d+")
DIGIT = re.compile(r"\d")


def keys(columns: Sequence[Column], roles: Roles, *, is_sources: bool) -> list[Column]:
    """The columns that may be the key of a file, those that are called so before the others."""
    free = {name for role, name in roles.items() if role is not Role.own_id}
    if is_sources:
        free.discard(roles.get(Role.source, ""))
    named = [column for column in columns if is_id(column)]
    looking_so = [
        column
        for number, column in enumerate(columns)
        if column.name not in free and column not in named and _is_code(column, is_first=not number)
    ]
    return [*named, *looking_so]


def own(candidates: Iterable[Column], others: Sequence[Column]) -> list[Column]:
    """Of several candidates those that are not the keys of another file."""
    return [
        column
        for column in candidates
        if not any(column.within(other) >= NEARLY for other in others)
    ]


def _is_code(column: Column, *, is_first: bool) -> bool:
    """Whether values look like ids: short, all different, without blanks; numbers only in front."""
    if not column.is_unique or column.mean_length > LONGEST:
        return False
    if column.kind is Kind.whole:
        return is_first and not UNNAMED.fullmatch(column.name)
    is_whole = not any(re.search(r"\s", value) for value in column.values)
    return column.kind is Kind.text and is_whole and (is_first or _has_digits(column.values))


def _has_digits(values: Sequence[str]) -> bool:
    return sum(bool(DIGIT.search(value)) for value in values) >= NEARLY * len(values)


def alike(name: str, file: str) -> bool:
    """Whether a column is called as a file is: `claim_ref` as `the-claims.csv`."""
    return bool(set(_stems(name)) & set(_stems(file.rpartition("/")[2].partition(".")[0])))


def _stems(text: str) -> Iterator[str]:
    for word in re.findall("[a-z]+", text.lower()):
        yield word.removesuffix("s")
