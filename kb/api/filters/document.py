"""The filters of documents, written from the schema by `python -m scripts.api`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Never

from kb.api.chooser import Chooser, Number, Some
from kb.api.results import Results

if TYPE_CHECKING:
    from kb.api import words
    from kb.api.records.document import Document


class DocumentFilters(Chooser):
    """Documents of a knowledge base, by their columns."""

    def documents(  # noqa: PLR0913 - a filter for each column
        self,
        *,
        document_id: Some[str] | None = None,
        source_key: Some[str] | None = None,
        title: Some[str] | None = None,
        language: Some[str] | None = None,
        published: Some[str] | bool | None = None,
        published_missing: Some[words.Missing] | bool | None = None,
        file_name: Some[str] | None = None,
        sha256: Some[str] | None = None,
        characters: Number | None = None,
        about: Some[str] | None = None,
        limit: int | None = None,
        order: Some[str] | None = None,
        **others: Never,
    ) -> Results[Document]:
        """Documents that meet all filters; `kb.Document` tells what each holds."""
        found: Results[Document] = self._chosen("documents", locals())
        return found

    def document(self, document_id: str) -> Document:
        """The document of an id; an error names those most like an unknown one."""
        found: Document = self._record("documents", document_id)
        return found
