"""The filters of findings, written from the schema by `python -m scripts.api`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Never

from kb.api.chooser import Chooser, Number, Some
from kb.api.results import Results

if TYPE_CHECKING:
    from kb.api import words
    from kb.api.records.study import Finding


class FindingFilters(Chooser):
    """Findings of a knowledge base, by their columns."""

    def findings(  # noqa: PLR0913 - a filter for each column
        self,
        *,
        finding_id: Some[str] | None = None,
        study_id: Some[str] | None = None,
        source_key: Some[str] | None = None,
        locator: Some[str] | bool | None = None,
        arm_id: Some[str] | bool | None = None,
        comparator_arm_id: Some[str] | bool | None = None,
        outcome: Some[str] | None = None,
        outcome_id: Some[str] | None = None,
        measure: Some[str] | bool | None = None,
        measure_id: Some[str] | bool | None = None,
        timepoint: Some[str] | bool | None = None,
        conditions: Some[str] | bool | None = None,
        direction: Some[words.ClaimDirection] | bool | None = None,
        estimate_type: Some[words.Measure] | None = None,
        value: Number | None = None,
        unit: Some[str] | bool | None = None,
        ci_low: Number | None = None,
        ci_high: Number | None = None,
        ci_level: Number | None = None,
        se: Number | None = None,
        sd: Number | None = None,
        p: Number | None = None,
        p_operator: Some[words.Operator] | bool | None = None,
        n: Number | None = None,
        arm_value: Number | None = None,
        arm_sd: Number | None = None,
        comparator_value: Number | None = None,
        comparator_sd: Number | None = None,
        derivation: Some[words.Derivation] | None = None,
        result: Some[str] | bool | None = None,
        recipe: Some[str] | bool | None = None,
        recipe_input: Some[str] | bool | None = None,
        recipe_assumptions: Some[str] | bool | None = None,
        limit: int | None = None,
        order: Some[str] | None = None,
        **others: Never,
    ) -> Results[Finding]:
        """Findings that meet all filters; `kb.Finding` tells what each holds."""
        found: Results[Finding] = self._chosen("findings", locals())
        return found

    def finding(self, finding_id: str) -> Finding:
        """The finding of an id; an error names those most like an unknown one."""
        found: Finding = self._record("findings", finding_id)
        return found
