"""The filters of figures, written from the schema by `python -m scripts.api`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Never

from kb.api.chooser import Chooser, Number, Some
from kb.api.results import Results

if TYPE_CHECKING:
    from kb.api import words
    from kb.api.records.claim import Figure


class FigureFilters(Chooser):
    """Figures of a knowledge base, by their columns."""

    def figures(  # noqa: PLR0913 - a filter for each column
        self,
        *,
        figure_id: Some[str] | None = None,
        claim_id: Some[str] | None = None,
        kind: Some[words.FigureKind] | None = None,
        title: Some[str] | None = None,
        description: Some[str] | None = None,
        width: Number | None = None,
        height: Number | None = None,
        svg: Some[str] | None = None,
        limit: int | None = None,
        order: Some[str] | None = None,
        **others: Never,
    ) -> Results[Figure]:
        """Figures that meet all filters; `kb.Figure` tells what each holds."""
        found: Results[Figure] = self._chosen("figures", locals())
        return found

    def figure(self, figure_id: str) -> Figure:
        """The figure of an id; an error names those most like an unknown one."""
        found: Figure = self._record("figures", figure_id)
        return found
