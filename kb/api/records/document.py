"""Documents, their statements, and the numbers that they give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.api.amount import Amount, converted
from kb.api.record import Record
from kb.api.results import Results
from kb.api.rows import document, quantity, statement

if TYPE_CHECKING:
    from kb.api.records.claim import Claim, Gap
    from kb.api.records.source import Source


class Document(Record, document.DocumentRow):
    """An article or other text whose statements are structured; its text is not here."""

    __slots__ = ()
    table = document.TABLE
    page = "document"

    @property
    def source(self) -> Source:
        """Its bibliographic entry."""
        return self.base.source(self.source_key)

    @property
    def statements(self) -> Results[Statement]:
        """Its statements in reading order."""
        return self.base.statements(document_id=self.document_id, order="position")

    @property
    def claims(self) -> Results[Claim]:
        """The claims that it makes or denies."""
        return self.base.claims(document=self.document_id)

    @property
    def gaps(self) -> Results[Gap]:
        """The gaps of its statements."""
        return self.base.gaps(document_id=self.document_id)


class Statement(Record, statement.StatementRow):
    """One place in one document: what it says, in own words, and how it says it."""

    __slots__ = ()
    table = statement.TABLE
    page = "statement"

    @property
    def document(self) -> Document:
        """Its document."""
        return self.base.document(self.document_id)

    @property
    def claims(self) -> list[Claim]:
        """The claims that it makes or denies."""
        return [self.base.claim(one) for one in self.claim_ids]

    @property
    def quantities(self) -> Results[Quantity]:
        """The numbers that it gives."""
        return self.base.quantities(statement_id=self.statement_id)

    @property
    def gaps(self) -> Results[Gap]:
        """Its distances from what is known."""
        return self.base.gaps(statement_id=self.statement_id)


class Quantity(Record, quantity.QuantityRow):
    """A number, or range, that a document gives, in its own unit and in the canonical one."""

    __slots__ = ()
    table = quantity.TABLE

    @property
    def statement(self) -> Statement | None:
        """The statement that gives it."""
        return self.base.statement(self.statement_id) if self.statement_id else None

    @property
    def amount(self) -> Amount:
        """The number or range with its own unit."""
        return Amount(self.value, self.value_high, self.unit)

    def to(self, unit: str) -> Amount:
        """The same in another unit, exact until the last rounding.

        Parameters
        ----------
        unit
            A UCUM code, as `km/h`; `mph` is understood.

        Raises
        ------
        UnknownValueError
            If what is measured has no such unit.

        Examples
        --------
        >>> print(base.quantity("cold-hands-post.short-start.q1").to("s"))
        60–120 s
        """
        return converted(self, unit)

    def _title(self) -> str:
        return str(self.amount)
