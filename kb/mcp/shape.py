"""Parts of which answers are made; what is not known is left out or said in a word."""

from __future__ import annotations

from typing import Annotated, Generic, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

Item = TypeVar("Item")
LONGEST = 2_000
"""Characters of one text; what goes on is cut, and says so."""


def cut(text: str) -> str:
    """A text, or its beginning."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


Words = Annotated[str, AfterValidator(cut)]
"""Free text, as long as an answer has room for."""


class Part(BaseModel):
    """Something with named fields and nothing else."""

    model_config = ConfigDict(extra="forbid")


class Quote(Part):
    """Words or a number that may be quoted as they stand."""

    text: str
    token: str | None = Field(None, description="Give it to `verify`; a text that was cut has none")
    cut: bool | None = Field(None, description="True: the text goes on")


class Span(Part):
    """Where a statement, or a number of it, stands in a document."""

    document: str
    statement: str
    heading: Words | None = None
    char_start: int | None = None
    char_end: int | None = None


class Pico(Part):
    """Of whom, what was done, against what, and what changed: what is not told is left out."""

    population: Words | None = None
    intervention: Words | None = None
    comparator: Words | None = None
    outcome: Words | None = None


class Page(Part, Generic[Item]):
    """Some of a list."""

    items: list[Item]
    total: int = Field(description="Items there are in all")
    next_offset: int | None = Field(None, description="Offset to ask for the rest; absent: no more")


class Told(Part):
    """An answer: a sentence of the server's own, and what it tells of."""

    summary: str
    data: BaseModel
