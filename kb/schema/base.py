"""What all parts of the schema stand on: fields, aliases for constrained words and numbers."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import sqlalchemy as sa
from pydantic import Field as Constraint
from pydantic import StringConstraints
from sqlmodel import Field, SQLModel
from sqlmodel._compat import SQLModelConfig

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
"""An id: lower-case words and digits joined by single hyphens."""
StatementId = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*$")
]
"""A statement from outside its document: `document.statement`."""
Key = Annotated[str, StringConstraints(pattern=r"^[^\s,{}\[\]\"#%'()=\\]+$", max_length=200)]
"""A BibTeX key."""
Citation = Annotated[
    str, StringConstraints(pattern=r"^[^\s,{}\[\]\"#%'()=\\]+(\[[^\[\]]+\])?$", max_length=300)
]
"""A BibTeX key with an optional locator: `smith2001[p. 12]`."""
Text = Annotated[str, StringConstraints(min_length=1, pattern=r"\S", max_length=20_000)]
"""Words of the curator's own; never empty."""
Label = Annotated[str, StringConstraints(min_length=1, pattern=r"\S", max_length=200)]
"""A short name."""
Date = Annotated[str, StringConstraints(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")]
"""An ISO 8601 date, as precise as it is known: `2024`, `2024-01` or `2024-01-28`."""
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""SHA-256 in lower-case hexadecimal."""
Number = Annotated[float, Constraint(strict=True, allow_inf_nan=False)]
"""A finite number; text and true/false are refused."""
Count = Annotated[int, Constraint(strict=True, ge=0)]
"""A whole number of things."""
Share = Annotated[float, Constraint(strict=True, ge=0, le=1, allow_inf_nan=False)]
"""A part of one."""
Flag = Annotated[bool, Constraint(strict=True)]
"""`true` or `false`."""
Span = Annotated[list[Count], Constraint(min_length=2, max_length=2)]
"""`[start, end]`: code points from 0 in the file decoded as UTF-8, the end not included."""


class Written(SQLModel):
    """The base of whatever a curator writes: an unknown key is a problem."""

    model_config = SQLModelConfig(extra="forbid")


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
