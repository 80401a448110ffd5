"""The filters of syntheses, written from the schema by `python -m scripts.api`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Never

from kb.api.chooser import Chooser, Number, Some
from kb.api.results import Results

if TYPE_CHECKING:
    from kb.api import words
    from kb.api.records.claim import Synthesis


class SynthesisFilters(Chooser):
    """Syntheses of a knowledge base, by their columns."""

    def syntheses(  # noqa: PLR0913 - a filter for each column
        self,
        *,
        claim_id: Some[str] | None = None,
        measure: Some[words.Measure] | None = None,
        model: Some[str] | None = None,
        k_reports: Number | None = None,
        k_studies: Number | None = None,
        k_cohorts: Number | None = None,
        estimate: Number | None = None,
        ci_low: Number | None = None,
        ci_high: Number | None = None,
        pi_low: Number | None = None,
        pi_high: Number | None = None,
        tau2: Number | None = None,
        i2: Number | None = None,
        q: Number | None = None,
        synthesis_id: Some[str] | None = None,
        outcome: Some[str] | None = None,
        instrument: Some[str] | bool | None = None,
        unit: Some[str] | bool | None = None,
        n: Number | None = None,
        null_value: Number | None = None,
        n_dropped: Number | None = None,
        limit: int | None = None,
        order: Some[str] | None = None,
        **others: Never,
    ) -> Results[Synthesis]:
        """Syntheses that meet all filters; `kb.Synthesis` tells what each holds."""
        found: Results[Synthesis] = self._chosen("syntheses", locals())
        return found

    def synthesis(self, synthesis_id: str) -> Synthesis:
        """The synthesis of an id; an error names those most like an unknown one."""
        found: Synthesis = self._record("syntheses", synthesis_id)
        return found
