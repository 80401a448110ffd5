"""The filters of gaps, written from the schema by `python -m scripts.api`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Never

from kb.api.chooser import Chooser, Some
from kb.api.results import Results

if TYPE_CHECKING:
    from kb.api import words
    from kb.api.records.claim import Gap


class GapFilters(Chooser):
    """Gaps of a knowledge base, by their columns."""

    def gaps(  # noqa: PLR0913 - a filter for each column
        self,
        *,
        gap_id: Some[str] | None = None,
        statement_id: Some[str] | bool | None = None,
        claim_id: Some[str] | bool | None = None,
        kind: Some[str] | None = None,
        severity: Some[words.Severity | words.SeverityDegree] | None = None,
        audit: Some[str] | None = None,
        said: Some[str] | None = None,
        evidence_says: Some[str] | None = None,
        explanation: Some[str] | None = None,
        record: Some[str] | bool | None = None,
        document_id: Some[str] | bool | None = None,
        limit: int | None = None,
        order: Some[str] | None = None,
        **others: Never,
    ) -> Results[Gap]:
        """Gaps that meet all filters; `kb.Gap` tells what each holds."""
        found: Results[Gap] = self._chosen("gaps", locals())
        return found

    def gap(self, gap_id: str) -> Gap:
        """The gap of an id; an error names those most like an unknown one."""
        found: Gap = self._record("gaps", gap_id)
        return found
