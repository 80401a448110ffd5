"""What all parts of the schema stand on: fields, aliases for constrained words and numbers."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar

import sqlalchemy as sa
from pydantic import AfterValidator, StringConstraints
from pydantic import Field as Constraint
from pydantic_core import PydanticCustomError
from sqlmodel import Field, SQLModel
from sqlmodel._compat import SQLModelConfig

FORMS: dict[str, str] = {}
"""What a pattern asks for, in plain words, by the pattern."""


def form(pattern: str, meaning: str, *, longest: int | None = None) -> StringConstraints:
    """Constrain text to a pattern; a message about other text says the pattern's meaning."""
    FORMS[pattern] = meaning
    return StringConstraints(pattern=pattern, max_length=longest)


def _real_day(value: str) -> str:
    """Refuse days that no calendar has, as February 30."""
    try:
        date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError as error:
        context = {"day": value, "hint": "correct the day, or leave it out: `2024-01`"}
        raise PydanticCustomError("wrong-form", "there is no day {day}", context) from error
    return value


_SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
_KEY = r"[^\s,{}\[\]\"#%'()=\\]+"
SOME_WORDS = form(r"\S", "some words")
Slug = Annotated[
    str, form(f"^{_SLUG}$", "lower-case words and digits joined by single hyphens", longest=80)
]
"""An id: lower-case words and digits joined by single hyphens."""
StatementId = Annotated[str, form(rf"^{_SLUG}\.{_SLUG}$", "`document-id.statement-id`")]
"""A statement from outside its document: `document.statement`."""
Key = Annotated[str, form(f"^{_KEY}$", "a BibTeX key, as smith2001", longest=200)]
"""A BibTeX key."""
Citation = Annotated[
    str,
    form(
        rf"^{_KEY}(\[[^\[\]]+\])?$",
        "a BibTeX key, with a locator in brackets where one belongs: smith2001[p. 12]",
        longest=300,
    ),
]
"""A BibTeX key with an optional locator: `smith2001[p. 12]`."""
FileName = Annotated[
    str,
    form(
        r"^[^\s/\\.\x00-\x1f]([^/\\\x00-\x1f]*[^\s/\\\x00-\x1f])?$",
        "the plain name of a file, without folders, as post.txt",
        longest=200,
    ),
]
"""The name of a file, without folders: not hidden, no blanks around it, neither `.` nor `..`."""
Text = Annotated[str, SOME_WORDS, StringConstraints(max_length=20_000)]
"""Words of the curator's own; never empty."""
Label = Annotated[str, SOME_WORDS, StringConstraints(max_length=200)]
"""A short name."""
Date = Annotated[
    str,
    form(
        r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
        "a date such as 2024, 2024-01 or 2024-01-28",
    ),
    AfterValidator(_real_day),
]
"""An ISO 8601 date, as precise as it is known: `2024`, `2024-01` or `2024-01-28`."""
Digest = Annotated[str, form(r"^[0-9a-f]{64}$", "64 hexadecimal digits (SHA-256)")]
"""SHA-256 in lower-case hexadecimal."""
Number = Annotated[float, Constraint(strict=True, allow_inf_nan=False, ge=-1e15, le=1e15)]
"""A finite number that any unit can be converted to; text and true/false are refused."""
Count = Annotated[int, Constraint(strict=True, ge=0, le=10**15)]
"""A whole number of things."""
Share = Annotated[float, Constraint(strict=True, ge=0, le=1, allow_inf_nan=False)]
"""A part of one."""
Flag = Annotated[bool, Constraint(strict=True)]
"""`true` or `false`."""
Span = Annotated[list[Count], Constraint(min_length=2, max_length=2)]
"""`[start, end]`: code points from 0 in the file decoded as UTF-8, the end not included."""


class Written(SQLModel):
    """The base of whatever a curator writes: an unknown key is a problem.

    Validators are made at first use: most models are parts of others, or describe tables.
    """

    model_config = SQLModelConfig(extra="forbid", defer_build=True)
    leading: ClassVar[tuple[str, ...]] = ("id", "span", "digest")
    """What a record begins with in its file; single values follow, then lists, as declared."""


def words(vocabulary: type[StrEnum]) -> sa.Enum:
    """A text column that holds only a vocabulary's words, by a CHECK in the database."""
    return sa.Enum(
        vocabulary,
        values_callable=lambda members: [member.value for member in members],
        native_enum=False,
        create_constraint=True,
        validate_strings=True,
        name=vocabulary.__name__.lower(),
    )


def field(description: str, *, unit: str | None = None, **options: Any) -> Any:  # noqa: ANN401
    """A field with its description and, where it measures, the unit (UCUM) of its column.

    A missing `default` makes the field required, as in SQLModel.
    """
    extra = dict(options.pop("schema_extra", {}))
    if unit is not None:
        extra["json_schema_extra"] = {"unit": unit}
    return Field(description=description, schema_extra=extra, **options)
