"""The filters of domains, written from the schema by `python -m scripts.api`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Never

from kb.api.chooser import Chooser, Some
from kb.api.results import Results

if TYPE_CHECKING:
    from kb.api import words
    from kb.api.records.claim import Domain


class DomainFilters(Chooser):
    """Domains of a knowledge base, by their columns."""

    def domains(  # noqa: PLR0913 - a filter for each column
        self,
        *,
        domain_id: Some[str] | None = None,
        claim_id: Some[str] | None = None,
        domain: Some[words.Domain] | None = None,
        rating: Some[words.Rating] | None = None,
        reason: Some[str] | None = None,
        limit: int | None = None,
        order: Some[str] | None = None,
        **others: Never,
    ) -> Results[Domain]:
        """Domains that meet all filters; `kb.Domain` tells what each holds."""
        found: Results[Domain] = self._chosen("domains", locals())
        return found

    def domain(self, domain_id: str) -> Domain:
        """The GRADE domain of an id; an error names those most like an unknown one."""
        found: Domain = self._record("domains", domain_id)
        return found
