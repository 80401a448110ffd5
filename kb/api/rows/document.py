"""The fields of a document, written from the schema by `python -m scripts.api`."""

from __future__ import annotations

from typing import NamedTuple, get_args

from kb.api import words
from kb.api.table import Column, Table


class DocumentRow(NamedTuple):
    """An article or other text whose statements are structured; its text is not stored.

    Parameters
    ----------
    document_id
        Id of the document.
    source_key
        BibTeX key of the document.
    title
        The document's own title, without a subtitle.
    language
        BCP 47 code of its language.
    published
        When it was published, as it says itself.
    published_missing
        Why there is no date.
    file_name
        Name of the file that holds its text, in curators' own folders.
    sha256
        SHA-256 of that file's bytes.
    characters
        Length of the text, in code points.
    about
        What it is and whom it addresses, in own words.
    """

    document_id: str
    source_key: str
    title: str
    language: str
    published: str | None
    published_missing: words.Missing | None
    file_name: str
    sha256: str
    characters: int
    about: str


TABLE = Table(
    name="documents",
    one="document",
    several="documents",
    source=(
        '(select t."id" as "document_id", t."source" as "source_key", t."title", '
        't."language", t."published", t."published_missing", t."file_name", '
        't."sha256", t."characters", t."about" from document t)'
    ),
    key="document_id",
    title="title",
    searched="",
    columns={
        "document_id": Column("text", refers="document"),
        "source_key": Column("text", refers="source"),
        "title": Column("text"),
        "language": Column("text"),
        "published": Column("text"),
        "published_missing": Column("word", words=get_args(words.Missing)),
        "file_name": Column("text"),
        "sha256": Column("text"),
        "characters": Column("number", is_whole=True),
        "about": Column("text"),
    },
    loaded=None,
)
