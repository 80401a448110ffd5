"""The filters of quantities, written from the schema by `python -m scripts.api`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Never

from kb.api.chooser import Chooser, Number, Some
from kb.api.results import Results

if TYPE_CHECKING:
    from kb.api import words
    from kb.api.records.document import Quantity


class QuantityFilters(Chooser):
    """Quantities of a knowledge base, by their columns."""

    def quantities(  # noqa: PLR0913 - a filter for each column
        self,
        *,
        quantity_id: Some[str] | None = None,
        owner_type: Some[str] | None = None,
        owner_id: Some[str] | None = None,
        statement_id: Some[str] | bool | None = None,
        role: Some[words.QuantityRole] | None = None,
        arm: Some[str] | bool | None = None,
        operator: Some[words.Operator] | None = None,
        value: Number | None = None,
        value_high: Number | None = None,
        unit: Some[str] | None = None,
        scale: Some[words.Scale] | None = None,
        qualifier: Some[str] | bool | None = None,
        canonical_value: Number | None = None,
        canonical_unit: Some[str] | None = None,
        canonical_value_high: Number | None = None,
        kind: Some[words.QuantityKind] | None = None,
        stage: Some[words.DoseStage] | bool | None = None,
        reference: Some[str] | bool | None = None,
        per: Some[str] | bool | None = None,
        conditions: Some[str] | bool | None = None,
        derived: bool | None = None,
        recipe: Some[str] | bool | None = None,
        document_id: Some[str] | bool | None = None,
        char_start: Number | None = None,
        char_end: Number | None = None,
        limit: int | None = None,
        order: Some[str] | None = None,
        **others: Never,
    ) -> Results[Quantity]:
        """Quantities that meet all filters; `kb.Quantity` tells what each holds."""
        found: Results[Quantity] = self._chosen("quantities", locals())
        return found

    def quantity(self, quantity_id: str) -> Quantity:
        """The quantity of an id; an error names those most like an unknown one."""
        found: Quantity = self._record("quantities", quantity_id)
        return found
