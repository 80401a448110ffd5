"""The fields of a statement, written from the schema by `python -m scripts.api`."""

from __future__ import annotations

from typing import NamedTuple, get_args

from kb.api import words
from kb.api.loading import loader
from kb.api.table import Column, Table


class StatementRow(NamedTuple):
    """A statement with its place in its document and the claims it makes.

    Parameters
    ----------
    statement_id
        Id of the statement.
    document_id
        Its document.
    file_name
        The file that the offsets count in.
    heading
        The heading it stands under.
    char_start
        First character, in code points from 0.
    char_end
        End, not included.
    kind
        What the statement does.
    gist
        What it says, in own words.
    anchor
        A few words copied from the place.
    attribution
        To whom the words credit it.
    hedging
        How sure the words sound.
    claim_ids
        Claims it makes, a tuple of ids.
    position
        Place in reading order.
    attribution_words
        The words that credit it.
    note
        A curator's remark.
    import_id
        The import that it is from; empty for a curated statement.
    """

    statement_id: str
    document_id: str
    file_name: str
    heading: str | None
    char_start: int
    char_end: int
    kind: words.StatementKind
    gist: str | None
    anchor: str | None
    attribution: words.Attribution | None
    hedging: words.Hedging | None
    claim_ids: tuple[str, ...]
    position: int
    attribution_words: str | None
    note: str | None
    import_id: str | None


TABLE = Table(
    name="statements",
    one="statement",
    several="statements",
    source="statement_overview",
    key="statement_id",
    title="gist",
    searched="statement",
    columns={
        "statement_id": Column("text", refers="statement"),
        "document_id": Column("text", refers="document"),
        "file_name": Column("text"),
        "heading": Column("text"),
        "char_start": Column("number", is_whole=True),
        "char_end": Column("number", is_whole=True),
        "kind": Column("word", words=get_args(words.StatementKind)),
        "gist": Column("text"),
        "anchor": Column("text"),
        "attribution": Column("word", words=get_args(words.Attribution)),
        "hedging": Column("word", words=get_args(words.Hedging)),
        "claim_ids": Column("ids", refers="claim"),
        "position": Column("number", is_whole=True),
        "attribution_words": Column("text"),
        "note": Column("text"),
        "import_id": Column("text", refers="imports"),
    },
    loaded=loader(11),
)
