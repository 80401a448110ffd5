"""The filters of terms, written from the schema by `python -m scripts.api`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Never

from kb.api.chooser import Chooser, Number, Some
from kb.api.results import Results

if TYPE_CHECKING:
    from kb.api import words
    from kb.api.records.source import Term


class TermFilters(Chooser):
    """Terms of a knowledge base, by their columns."""

    def terms(  # noqa: PLR0913 - a filter for each column
        self,
        *,
        term_id: Some[str] | None = None,
        kind: Some[words.TermKind] | None = None,
        label: Some[str] | None = None,
        definition: Some[str] | bool | None = None,
        mesh: Some[str] | bool | None = None,
        better: Some[words.Better] | bool | None = None,
        unit: Some[str] | bool | None = None,
        low: Number | None = None,
        high: Number | None = None,
        synonym: Some[str] | bool | None = None,
        measures: Some[str] | bool | None = None,
        measures_id: Some[str] | bool | None = None,
        import_id: Some[str] | bool | None = None,
        text: str | None = None,
        limit: int | None = None,
        order: Some[str] | None = None,
        **others: Never,
    ) -> Results[Term]:
        """Terms that meet all filters; `kb.Term` tells what each holds."""
        found: Results[Term] = self._chosen("terms", locals())
        return found

    def term(self, term_id: str) -> Term:
        """The term of an id; an error names those most like an unknown one."""
        found: Term = self._record("terms", term_id)
        return found
