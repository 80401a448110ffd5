"""The filters of verdicts, written from the schema by `python -m scripts.api`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Never

from kb.api.chooser import Chooser, Some
from kb.api.results import Results

if TYPE_CHECKING:
    from kb.api import words
    from kb.api.records.claim import Verdict


class VerdictFilters(Chooser):
    """Verdicts of a knowledge base, by their columns."""

    def verdicts(  # noqa: PLR0913 - a filter for each column
        self,
        *,
        claim_id: Some[str] | None = None,
        rating: Some[words.VerdictRating | words.VerdictRatingDegree] | None = None,
        reason: Some[str] | None = None,
        would_change: Some[str] | bool | None = None,
        safe_wording: Some[str] | bool | None = None,
        date: Some[str] | bool | None = None,
        do_not_say: Some[str] | bool | None = None,
        limit: int | None = None,
        order: Some[str] | None = None,
        **others: Never,
    ) -> Results[Verdict]:
        """Verdicts that meet all filters; `kb.Verdict` tells what each holds."""
        found: Results[Verdict] = self._chosen("verdicts", locals())
        return found

    def verdict(self, claim_id: str) -> Verdict:
        """The verdict of an id; an error names those most like an unknown one."""
        found: Verdict = self._record("verdicts", claim_id)
        return found
