"""What is advised: guidance, and doses beside those that were studied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.api.record import Record
from kb.api.results import Results
from kb.api.rows import dose, guidance

if TYPE_CHECKING:
    from kb.api.records.document import Document, Statement


class Guidance(Record, guidance.GuidanceRow):
    """A recommendation, protocol, hazard, control, precaution, and the like."""

    __slots__ = ()
    table = guidance.TABLE
    page = "guidance"

    @property
    def documents(self) -> Results[Document]:
        """The documents that give it."""
        return self.base.documents(document_id=self.document_ids)

    @property
    def statements(self) -> Results[Statement]:
        """The statements that give it or a part of it."""
        return self.base.statements(statement_id=self.statement_ids)

    @property
    def doses(self) -> Results[Dose]:
        """Its doses, those of its steps among them."""
        owners = self._ids("select id from protocol_step where guidance = ?")
        return self.base.doses(owner_id=[self.guidance_id, *owners])


class Dose(Record, dose.DoseRow):
    """A dose, advised by a document or used in a study, in canonical units."""

    __slots__ = ()
    table = dose.TABLE

    @property
    def is_studied(self) -> bool:
        """Whether a study used it; else a document advises it."""
        return self.owner_type == "arm"
