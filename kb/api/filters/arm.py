"""The filters of arms, written from the schema by `python -m scripts.api`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Never

from kb.api.chooser import Chooser, Number, Some
from kb.api.results import Results

if TYPE_CHECKING:
    from kb.api.records.study import Arm


class ArmFilters(Chooser):
    """Arms of a knowledge base, by their columns."""

    def arms(  # noqa: PLR0913 - a filter for each column
        self,
        *,
        arm_id: Some[str] | None = None,
        study_id: Some[str] | None = None,
        label: Some[str] | None = None,
        intervention: Some[str] | bool | None = None,
        intervention_id: Some[str] | bool | None = None,
        n: Number | None = None,
        cointerventions: Some[str] | bool | None = None,
        limit: int | None = None,
        order: Some[str] | None = None,
        **others: Never,
    ) -> Results[Arm]:
        """Arms that meet all filters; `kb.Arm` tells what each holds."""
        found: Results[Arm] = self._chosen("arms", locals())
        return found

    def arm(self, arm_id: str) -> Arm:
        """The arm of an id; an error names those most like an unknown one."""
        found: Arm = self._record("arms", arm_id)
        return found
