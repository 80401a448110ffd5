"""A record's first text: what is known of it, and a comment for each field not yet told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from textwrap import wrap
from typing import Any, get_args

from kb.drafting.layout import WIDTH, comment, lines
from kb.drafting.order import Model, fields

TO_DESCRIBE = "To be described in own words."
"""Stands where a field must be filled and only a curator can: `kb todo` lists it."""


def draft(model: Model, told: Mapping[str, object], lead: str, tail: str = "") -> str:
    """The text of a record: its fields in order, those not told as comments.

    Parameters
    ----------
    told
        Values by the names of fields, as YAML is to have them.
    lead, tail
        What a curator is told above and below.
    """
    body = "".join(_entry(model, name, told.get(name)) for name in fields(model))
    return comment(lead) + body + comment(tail)


def _entry(model: Model, name: str, value: object) -> str:
    if value is not None:
        return lines({name: value})
    field = model.model_fields[name]
    words = " · ".join(_words(field.annotation))
    said = f"{name}: {field.description or ''}{f' ({words})' if words else ''}"
    return comment("\n".join(wrap(said, WIDTH - 2, subsequent_indent="  ")))


def _words(annotation: Any) -> Iterator[str]:  # noqa: ANN401 - any type expression
    """The words of a closed vocabulary."""
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        yield from annotation
    for argument in get_args(annotation):
        yield from _words(argument)
