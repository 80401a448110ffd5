"""The filters of evidence, written from the schema by `python -m scripts.api`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Never

from kb.api.chooser import Chooser, Number, Some
from kb.api.results import Results

if TYPE_CHECKING:
    from kb.api import words
    from kb.api.records.study import Evidence


class EvidenceFilters(Chooser):
    """Evidence of a knowledge base, by their columns."""

    def evidence(  # noqa: PLR0913 - a filter for each column
        self,
        *,
        claim_id: Some[str] | None = None,
        study_id: Some[str] | None = None,
        citation: Some[str] | bool | None = None,
        year: Number | None = None,
        design: Some[words.Design] | None = None,
        n_analysed: Number | None = None,
        population: Some[str] | bool | None = None,
        intervention: Some[str] | bool | None = None,
        comparator: Some[str] | bool | None = None,
        outcome: Some[str] | bool | None = None,
        measure: Some[words.Measure] | bool | None = None,
        estimate: Number | None = None,
        ci_low: Number | None = None,
        ci_high: Number | None = None,
        direction: Some[words.EvidenceDirection] | None = None,
        directness: Some[words.Directness | words.DirectnessDegree] | None = None,
        reading_level: Some[words.ReadingLevel] | None = None,
        derived: bool | None = None,
        strength: Some[words.Weight | words.WeightDegree] | None = None,
        unit: Some[str] | bool | None = None,
        result: Some[str] | bool | None = None,
        source_key: Some[str] | bool | None = None,
        locator: Some[str] | bool | None = None,
        finding_id: Some[str] | bool | None = None,
        evidence_id: Some[str] | None = None,
        import_id: Some[str] | bool | None = None,
        limit: int | None = None,
        order: Some[str] | None = None,
        **others: Never,
    ) -> Results[Evidence]:
        """Evidence that meet all filters; `kb.Evidence` tells what each holds."""
        found: Results[Evidence] = self._chosen("evidence", locals())
        return found

    def evidence_line(self, evidence_id: str) -> Evidence:
        """The evidence line of an id; an error names those most like an unknown one."""
        found: Evidence = self._record("evidence", evidence_id)
        return found
