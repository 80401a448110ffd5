"""The filters of versions, written from the schema by `python -m scripts.api`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Never

from kb.api.chooser import Chooser, Number, Some
from kb.api.results import Results

if TYPE_CHECKING:
    from kb.api.records.claim import Version


class VersionFilters(Chooser):
    """Versions of a knowledge base, by their columns."""

    def versions(  # noqa: PLR0913 - a filter for each column
        self,
        *,
        version_id: Some[str] | None = None,
        claim_id: Some[str] | None = None,
        version: Some[str] | None = None,
        position: Number | None = None,
        date: Some[str] | bool | None = None,
        current: bool | None = None,
        n_changes: Number | None = None,
        limit: int | None = None,
        order: Some[str] | None = None,
        **others: Never,
    ) -> Results[Version]:
        """Versions that meet all filters; `kb.Version` tells what each holds."""
        found: Results[Version] = self._chosen("versions", locals())
        return found

    def version(self, version_id: str) -> Version:
        """The version of a claim of an id; an error names those most like an unknown one."""
        found: Version = self._record("versions", version_id)
        return found
