"""The fields of a quantity, written from the schema by `python -m scripts.api`."""

from __future__ import annotations

from typing import NamedTuple, get_args

from kb.api import words
from kb.api.table import Column, Table


class QuantityRow(NamedTuple):
    """A number that a document gives, in its own unit and in the canonical one.

    Parameters
    ----------
    quantity_id
        Id of the quantity.
    owner_type
        Kind of record that gives it.
    owner_id
        Id of that record.
    statement_id
        The statement that gives it.
    role
        What the number does.
    arm
        Which of the compared conditions it belongs to.
    operator
        How the value stands to the thing measured.
    value
        The number; of a range, its lower end.
    value_high
        Upper end of a range.
    unit
        UCUM code of the unit.
    scale
        What the number is relative to.
    qualifier
        The wording's own qualifier.
    canonical_value
        The value in the canonical unit.
    canonical_unit
        UCUM code of the canonical unit.
    canonical_value_high
        The upper end in the canonical unit.
    kind
        What is measured.
    stage
        For a dose, the part of the programme it speaks of.
    reference
        What a relative number is a part of or compared with.
    per
        The base that the wording names.
    conditions
        Under what the number holds.
    derived
        1 when computed from other numbers.
    recipe
        How a derived number follows from others.
    document_id
        The document.
    char_start
        First character of the number in the document.
    char_end
        End of the number, not included.
    """

    quantity_id: str
    owner_type: str
    owner_id: str
    statement_id: str | None
    role: words.QuantityRole
    arm: str | None
    operator: words.Operator
    value: float
    value_high: float | None
    unit: str
    scale: words.Scale
    qualifier: str | None
    canonical_value: float
    canonical_unit: str
    canonical_value_high: float | None
    kind: words.QuantityKind
    stage: words.DoseStage | None
    reference: str | None
    per: str | None
    conditions: str | None
    derived: int
    recipe: str | None
    document_id: str | None
    char_start: int | None
    char_end: int | None


TABLE = Table(
    name="quantities",
    one="quantity",
    several="quantities",
    source="quantity_overview",
    key="quantity_id",
    title="unit",
    searched="",
    columns={
        "quantity_id": Column("text", refers="quantity"),
        "owner_type": Column("text"),
        "owner_id": Column("text"),
        "statement_id": Column("text", refers="statement"),
        "role": Column("word", words=get_args(words.QuantityRole)),
        "arm": Column("text"),
        "operator": Column("word", words=get_args(words.Operator)),
        "value": Column("number"),
        "value_high": Column("number"),
        "unit": Column("text"),
        "scale": Column("word", words=get_args(words.Scale)),
        "qualifier": Column("text"),
        "canonical_value": Column("number"),
        "canonical_unit": Column("text"),
        "canonical_value_high": Column("number"),
        "kind": Column("word", words=get_args(words.QuantityKind)),
        "stage": Column("word", words=get_args(words.DoseStage)),
        "reference": Column("text"),
        "per": Column("text"),
        "conditions": Column("text"),
        "derived": Column("flag", is_whole=True),
        "recipe": Column("text"),
        "document_id": Column("text", refers="document"),
        "char_start": Column("number", is_whole=True),
        "char_end": Column("number", is_whole=True),
    },
    loaded=None,
)
