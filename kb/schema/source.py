"""Sources: the entries of `citations.bib`."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from kb.schema.base import field, words
from kb.schema.vocabulary import Standing


class Source(SQLModel, table=True):
    """A publication or web page, from its BibTeX entry."""

    key: str = field("BibTeX key.", primary_key=True)
    citation: str = field("Short form for reading: authors and year.")
    type: str = field("BibTeX entry type.")
    title: str | None = field("Title.", default=None)
    authors: list[str] = field("Authors in order, family name first.", sa_type=sa.JSON, default=[])
    year: int | None = field("Year of publication; empty when the source gives none.", default=None)
    container: str | None = field("Journal, book or site it stands in.", default=None)
    volume: str | None = field("Volume.", default=None)
    number: str | None = field("Issue.", default=None)
    pages: str | None = field("Pages or article number.", default=None)
    doi: str | None = field("Digital object identifier, lower case, without address.", default=None)
    pmid: str | None = field("PubMed id.", default=None)
    url: str | None = field("Address.", default=None)
    note: str | None = field("The entry's note.", default=None)
    standing: Standing = field(
        "What has become of the source since it was published.",
        default=Standing.unknown,
        sa_type=words(Standing),
    )
    background: bool = field("1 when kept for context, without a record that cites it.")
    reference: str = field("Full reference, formatted.")
    bibtex: str = field(
        "The entry as written; its abbreviations and what it inherits put in, if it has such."
    )
    csl: dict[str, Any] = field("The entry as an item of CSL-JSON.", sa_type=sa.JSON)
    sort_key: str = field(
        "Names, year and title in plain small letters: a bibliography's order.", index=True
    )
    import_id: str | None = field(
        "The import that it is from; empty for what is curated.",
        default=None,
        foreign_key="imports.id",
    )
