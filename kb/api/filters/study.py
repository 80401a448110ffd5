"""The filters of studies, written from the schema by `python -m scripts.api`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Never

from kb.api.chooser import Chooser, Number, Some
from kb.api.results import Results

if TYPE_CHECKING:
    from kb.api import words
    from kb.api.records.study import Study


class StudyFilters(Chooser):
    """Studies of a knowledge base, by their columns."""

    def studies(  # noqa: PLR0913 - a filter for each column
        self,
        *,
        study_id: Some[str] | None = None,
        cohort_id: Some[str] | None = None,
        title: Some[str] | None = None,
        design: Some[words.Design] | None = None,
        reading_level: Some[words.ReadingLevel] | None = None,
        population: Some[str] | bool | None = None,
        population_id: Some[str] | bool | None = None,
        sample: Some[str] | bool | None = None,
        country: Some[str] | bool | None = None,
        setting: Some[str] | bool | None = None,
        n_randomised: Number | None = None,
        n_analysed: Number | None = None,
        n_studies: Number | None = None,
        age_mean: Number | None = None,
        age_sd: Number | None = None,
        female_share: Number | None = None,
        masking: Some[words.Masking] | bool | None = None,
        allocation: Some[str] | bool | None = None,
        registration: Some[str] | bool | None = None,
        funding: Some[str] | bool | None = None,
        registered_n: Number | None = None,
        registered_masking: Some[words.Masking] | bool | None = None,
        registered_note: Some[str] | bool | None = None,
        note: Some[str] | bool | None = None,
        import_id: Some[str] | bool | None = None,
        text: str | None = None,
        limit: int | None = None,
        order: Some[str] | None = None,
        **others: Never,
    ) -> Results[Study]:
        """Studies that meet all filters; `kb.Study` tells what each holds."""
        found: Results[Study] = self._chosen("studies", locals())
        return found

    def study(self, study_id: str) -> Study:
        """The study of an id; an error names those most like an unknown one."""
        found: Study = self._record("studies", study_id)
        return found
