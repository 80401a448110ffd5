"""The filters of statements, written from the schema by `python -m scripts.api`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Never

from kb.api.chooser import Chooser, Number, Some
from kb.api.results import Results

if TYPE_CHECKING:
    from kb.api import words
    from kb.api.records.document import Statement


class StatementFilters(Chooser):
    """Statements of a knowledge base, by their columns."""

    def statements(  # noqa: PLR0913 - a filter for each column
        self,
        *,
        statement_id: Some[str] | None = None,
        document_id: Some[str] | None = None,
        file_name: Some[str] | None = None,
        heading: Some[str] | bool | None = None,
        char_start: Number | None = None,
        char_end: Number | None = None,
        kind: Some[words.StatementKind] | None = None,
        gist: Some[str] | bool | None = None,
        anchor: Some[str] | bool | None = None,
        attribution: Some[words.Attribution] | bool | None = None,
        hedging: Some[words.Hedging] | bool | None = None,
        claim_id: Some[str] | bool | None = None,
        position: Number | None = None,
        attribution_words: Some[str] | bool | None = None,
        note: Some[str] | bool | None = None,
        import_id: Some[str] | bool | None = None,
        text: str | None = None,
        limit: int | None = None,
        order: Some[str] | None = None,
        **others: Never,
    ) -> Results[Statement]:
        """Statements that meet all filters; `kb.Statement` tells what each holds."""
        found: Results[Statement] = self._chosen("statements", locals())
        return found

    def statement(self, statement_id: str) -> Statement:
        """The statement of an id; an error names those most like an unknown one."""
        found: Statement = self._record("statements", statement_id)
        return found
