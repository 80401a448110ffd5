"""The filters of guidance, written from the schema by `python -m scripts.api`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Never

from kb.api.chooser import Chooser, Some
from kb.api.results import Results

if TYPE_CHECKING:
    from kb.api import words
    from kb.api.records.guidance import Guidance


class GuidanceFilters(Chooser):
    """Guidance of a knowledge base, by their columns."""

    def guidance(  # noqa: PLR0913 - a filter for each column
        self,
        *,
        guidance_id: Some[str] | None = None,
        kind: Some[words.GuidanceKind] | None = None,
        population: Some[str] | bool | None = None,
        strength: Some[words.Strength] | bool | None = None,
        document_id: Some[str] | bool | None = None,
        statement_id: Some[str] | bool | None = None,
        condition: Some[str] | bool | None = None,
        rationale: Some[str] | bool | None = None,
        intervention: Some[str] | bool | None = None,
        detail: Some[str] | bool | None = None,
        note: Some[str] | bool | None = None,
        text: str | None = None,
        limit: int | None = None,
        order: Some[str] | None = None,
        **others: Never,
    ) -> Results[Guidance]:
        """Guidance that meet all filters; `kb.Guidance` tells what each holds."""
        found: Results[Guidance] = self._chosen("guidance", locals())
        return found

    def guidance_piece(self, guidance_id: str) -> Guidance:
        """The piece of guidance of an id; an error names those most like an unknown one."""
        found: Guidance = self._record("guidance", guidance_id)
        return found
