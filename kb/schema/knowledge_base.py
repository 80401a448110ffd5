"""The knowledge base itself: its title, licence and text about it."""

from __future__ import annotations

from sqlmodel import SQLModel

from kb.schema.base import Label, Text, Written, field


class KnowledgeBaseFields(Written):
    """What a knowledge base says of itself."""

    title: Label = field("Its title.")
    about: Text = field("What it holds, for whom, in a few sentences.")
    licence: Label = field("Licence of its data, as an SPDX identifier.")
    licence_url: Label | None = field("Where the licence's text is.", default=None)
    advice: Text | None = field("A notice to show beside guidance.", default=None)
    publisher: Label | None = field("Who publishes it, for citations of its claims.", default=None)
    source_url: Label | None = field("Where its text is kept.", default=None)


class KnowledgeBaseFile(KnowledgeBaseFields):
    """`data/kb.yaml`."""

    background: list[Label] = field(
        "BibTeX keys kept for context, without a record that cites them.", default=[]
    )


class KnowledgeBaseKeys(SQLModel):
    """Key of the one row."""

    id: int = field("Always 1.", primary_key=True)


class KnowledgeBase(KnowledgeBaseFields, KnowledgeBaseKeys, table=True):
    """The knowledge base itself, in one row."""

    __tablename__ = "knowledge_base"
    digest: str = field("SHA-256 over the text it was built from.")
    schema_version: int = field("Version of the views' contract.")
    private: bool = field("1 when documents' texts were added from local copies.")
