"""The fields of a source, written from the schema by `python -m scripts.api`."""

from __future__ import annotations

from typing import NamedTuple, get_args

from kb.api import words
from kb.api.table import Column, Table


class SourceRow(NamedTuple):
    """A source with what rests on it.

    Parameters
    ----------
    source_key
        BibTeX key.
    citation
        Short form.
    year
        Year of publication.
    type
        BibTeX entry type.
    doi
        Digital object identifier.
    pmid
        PubMed id.
    url
        Address.
    standing
        What has become of it since it was published.
    n_studies
        Studies that it reports.
    n_claims
        Claims made by it, or with evidence from studies that it reports.
    title
        Title.
    container
        Journal, book or site.
    reference
        Full reference.
    document_id
        The document, where it is one whose statements are structured; of several, one.
    import_id
        The import that it is from; empty for one of the bibliography.
    """

    source_key: str
    citation: str
    year: int | None
    type: str
    doi: str | None
    pmid: str | None
    url: str | None
    standing: words.Standing
    n_studies: int
    n_claims: int
    title: str | None
    container: str | None
    reference: str
    document_id: str | None
    import_id: str | None


TABLE = Table(
    name="sources",
    one="source",
    several="sources",
    source="source_list",
    key="source_key",
    title="citation",
    searched="source",
    columns={
        "source_key": Column("text", refers="source"),
        "citation": Column("text"),
        "year": Column("number", is_whole=True),
        "type": Column("text"),
        "doi": Column("text"),
        "pmid": Column("text"),
        "url": Column("text"),
        "standing": Column("word", words=get_args(words.Standing)),
        "n_studies": Column("number", is_whole=True),
        "n_claims": Column("number", is_whole=True),
        "title": Column("text"),
        "container": Column("text"),
        "reference": Column("text"),
        "document_id": Column("text", refers="document"),
        "import_id": Column("text", refers="imports"),
    },
    loaded=None,
)
