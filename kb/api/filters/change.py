"""The filters of changes, written from the schema by `python -m scripts.api`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Never

from kb.api.chooser import Chooser, Some
from kb.api.results import Results

if TYPE_CHECKING:
    from kb.api import words
    from kb.api.records.claim import Change


class ChangeFilters(Chooser):
    """Changes of a knowledge base, by their columns."""

    def changes(  # noqa: PLR0913 - a filter for each column
        self,
        *,
        change_id: Some[str] | None = None,
        claim_id: Some[str] | None = None,
        version: Some[str] | None = None,
        part: Some[words.VersionPart] | None = None,
        record: Some[str] | bool | None = None,
        kind: Some[words.ChangeKind] | None = None,
        field_name: Some[str] | None = None,
        before: Some[str] | bool | None = None,
        now: Some[str] | bool | None = None,
        limit: int | None = None,
        order: Some[str] | None = None,
        **others: Never,
    ) -> Results[Change]:
        """Changes that meet all filters; `kb.Change` tells what each holds."""
        found: Results[Change] = self._chosen("changes", locals())
        return found

    def change(self, change_id: str) -> Change:
        """The change of an id; an error names those most like an unknown one."""
        found: Change = self._record("changes", change_id)
        return found
