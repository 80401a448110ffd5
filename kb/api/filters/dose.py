"""The filters of doses, written from the schema by `python -m scripts.api`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Never

from kb.api.chooser import Chooser, Number, Some
from kb.api.results import Results

if TYPE_CHECKING:
    from kb.api import words
    from kb.api.records.guidance import Dose


class DoseFilters(Chooser):
    """Doses of a knowledge base, by their columns."""

    def doses(  # noqa: PLR0913 - a filter for each column
        self,
        *,
        owner_type: Some[str] | None = None,
        owner_id: Some[str] | None = None,
        population: Some[str] | bool | None = None,
        session_min_low: Number | None = None,
        session_min_high: Number | None = None,
        sessions_per_week_low: Number | None = None,
        sessions_per_week_high: Number | None = None,
        weeks_low: Number | None = None,
        weeks_high: Number | None = None,
        speed_mps_low: Number | None = None,
        speed_mps_high: Number | None = None,
        grade_pct_low: Number | None = None,
        grade_pct_high: Number | None = None,
        total_min: Number | None = None,
        stage: Some[words.DoseStage] | None = None,
        wording: Some[str] | bool | None = None,
        intensity: Some[str] | bool | None = None,
        supervision: Some[str] | bool | None = None,
        progression: Some[str] | bool | None = None,
        dose_id: Some[str] | None = None,
        limit: int | None = None,
        order: Some[str] | None = None,
        **others: Never,
    ) -> Results[Dose]:
        """Doses that meet all filters; `kb.Dose` tells what each holds."""
        found: Results[Dose] = self._chosen("doses", locals())
        return found

    def dose(self, dose_id: str) -> Dose:
        """The dose of an id; an error names those most like an unknown one."""
        found: Dose = self._record("doses", dose_id)
        return found
