"""The filters of sources, written from the schema by `python -m scripts.api`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Never

from kb.api.chooser import Chooser, Number, Some
from kb.api.results import Results

if TYPE_CHECKING:
    from kb.api import words
    from kb.api.records.source import Source


class SourceFilters(Chooser):
    """Sources of a knowledge base, by their columns."""

    def sources(  # noqa: PLR0913 - a filter for each column
        self,
        *,
        source_key: Some[str] | None = None,
        citation: Some[str] | None = None,
        year: Number | None = None,
        type: Some[str] | None = None,  # noqa: A002 - the column's name
        doi: Some[str] | bool | None = None,
        pmid: Some[str] | bool | None = None,
        url: Some[str] | bool | None = None,
        standing: Some[words.Standing] | None = None,
        n_studies: Number | None = None,
        n_claims: Number | None = None,
        title: Some[str] | bool | None = None,
        container: Some[str] | bool | None = None,
        reference: Some[str] | None = None,
        document_id: Some[str] | bool | None = None,
        import_id: Some[str] | bool | None = None,
        text: str | None = None,
        limit: int | None = None,
        order: Some[str] | None = None,
        **others: Never,
    ) -> Results[Source]:
        """Sources that meet all filters; `kb.Source` tells what each holds."""
        found: Results[Source] = self._chosen("sources", locals())
        return found

    def source(self, source_key: str) -> Source:
        """The source of an id; an error names those most like an unknown one."""
        found: Source = self._record("sources", source_key)
        return found
