"""Sources, and the terms by which claims are told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.api import citing
from kb.api.record import Record
from kb.api.results import Results
from kb.api.rows import source, term

if TYPE_CHECKING:
    from kb.api.records.document import Document
    from kb.api.records.study import Study


class Source(Record, source.SourceRow):
    """A publication or web page, with what rests on it."""

    __slots__ = ()
    table = source.TABLE
    page = "source"

    @property
    def studies(self) -> Results[Study]:
        """The studies that it reports."""
        reported = self._ids("select study from study_report where source = ?")
        return self.base.studies(study_id=reported)

    @property
    def document(self) -> Document | None:
        """The document, where it is one whose statements are structured."""
        return self.base.document(self.document_id) if self.document_id else None

    def cite(self, style: str = "apa") -> str:
        """A reference to it, in a citation style or as `bibtex`.

        Raises
        ------
        UnknownValueError
            If there is no such style.

        Examples
        --------
        >>> base.source("coldhands2023").cite("vancouver").partition(".")[0]
        'Inventa I'
        """
        return citing.of_source(self, style)


class Term(Record, term.TermRow):
    """A population, intervention, outcome, measure, part of the body or piece of equipment."""

    __slots__ = ()
    table = term.TABLE
    page = "term"

    @property
    def broader(self) -> Results[Term]:
        """The terms that include it."""
        sql = "select broader from term_broader where term = ?"
        return self.base.terms(term_id=self._ids(sql))

    @property
    def narrower(self) -> Results[Term]:
        """The terms that it includes, and not those that these include."""
        return self.base.terms(term_id=self._ids("select term from term_broader where broader = ?"))
