"""What was imported in bulk: from where, how much, what was refused, and texts in pieces."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import SQLModel

from kb.schema.base import field


class Imports(SQLModel, table=True):
    """A set of data that was imported by a mapping; nothing of it was curated here."""

    __tablename__ = "imports"
    id: str = field("Id of the mapping.", primary_key=True)
    title: str = field("What the set is called.")
    origin: str = field("Where the set is from.")
    licence: str = field("Licence of the set.")
    licence_url: str | None = field("Where the licence's text is.", default=None)
    about: str | None = field("What the set holds.", default=None)
    prefix: str = field("What begins the ids of all its records.")
    mapping: str = field("The text of the mapping.")
    mapping_digest: str = field("SHA-256 of that text.")
    files: list[dict[str, str | int]] = field(
        "The files: name, SHA-256 and bytes of each.", sa_type=sa.JSON, default=[]
    )
    n_in: int = field("Rows that the files hold.")
    n_stored: int = field("Rows that were stored.")
    n_rejected: int = field("Rows that were rejected.")


class ImportCount(SQLModel, table=True):
    """How many rows one file held, and what became of them: stored and rejected add up."""

    __tablename__ = "import_count"
    import_id: str = field("The import.", primary_key=True, foreign_key="imports.id")
    file: str = field(
        "The file; of a list within its rows, with the list's name.", primary_key=True
    )
    n_in: int = field("Rows in it.")
    n_stored: int = field("Rows that were stored.")
    n_rejected: int = field("Rows that were rejected.")
    tables: dict[str, int] = field("Rows made of it, by table.", sa_type=sa.JSON, default={})
    numbered: str = field(
        "What numbers of its rows count: `line`; `record` in a JSON list and in Parquet."
    )


class ImportReject(SQLModel, table=True):
    """A row of an imported file that was not stored, and why."""

    __tablename__ = "import_reject"
    id: int | None = field("Number of the row.", default=None, primary_key=True)
    import_id: str = field("The import.", foreign_key="imports.id")
    file: str = field("The file.")
    line: int = field(
        "Line on which the row begins; in a JSON list and in Parquet the number of the record."
    )
    column: str | None = field("The column at fault, where it is one.", default=None)
    code: str = field("What is wrong, in a word.", index=True)
    message: str = field("What is wrong.")
    content: str = field("The row, or the beginning of a long one.")


class ImportNotice(SQLModel, table=True):
    """What was noticed in an import though it was stored: duplicates, contradictions, spellings."""

    __tablename__ = "import_notice"
    id: int | None = field("Number of the notice.", default=None, primary_key=True)
    import_id: str = field("The import.", foreign_key="imports.id")
    kind: str = field("What was noticed, in a word.", index=True)
    file: str | None = field("The file, where it is one.", default=None)
    line: int | None = field("The line, where it is one.", default=None)
    what: str = field("What was noticed.")
    times: int = field("How often.")


class ImportedLabel(SQLModel, table=True):
    """What an imported set says of a claim beyond kb's own fields; never a verdict of kb."""

    __tablename__ = "imported_label"
    claim: str = field("The claim.", primary_key=True, foreign_key="claim.id")
    name: str = field("What the set calls it.", primary_key=True)
    value: str = field("What it says.")


class Passage(SQLModel, table=True):
    """A piece of an imported text, under the licence of its import."""

    __tablename__ = "passage"
    id: int | None = field("Number of the passage.", default=None, primary_key=True)
    source: str = field("The source whose text it is.", foreign_key="source.key")
    position: int = field("Place in reading order.")
    char_start: int | None = field("First character, as the set counts.", default=None)
    char_end: int | None = field("End, not included.", default=None)
    text: str = field("The text.")


class Quote(SQLModel, table=True):
    """The words of a source that an imported set gives for a line of evidence."""

    __tablename__ = "quote"
    evidence_line: str = field(
        "The line of evidence.", primary_key=True, foreign_key="evidence_line.id"
    )
    source: str = field("The source that is quoted.", foreign_key="source.key")
    char_start: int | None = field("First character, as the set counts.", default=None)
    char_end: int | None = field("End, not included.", default=None)
    text: str = field("The words.")
    annotator: str | None = field("Who marked them, as the set names people.", default=None)
