"""The loaded knowledge base: records by id, each able to say where its fields stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from kb.corpus.released import Released
from kb.problems import Place
from kb.reading.bibtex import BibEntry
from kb.reading.citation import reference
from kb.reading.yaml_text import YamlText
from kb.schema.base import Written
from kb.schema.claim import ClaimFile
from kb.schema.document import DocumentFile, StatementFile
from kb.schema.guidance import GuidanceFile
from kb.schema.knowledge_base import KnowledgeBaseFile
from kb.schema.study import StudyFile
from kb.schema.term import TermFile, TermsFile
from kb.schema.vocabulary import TermKind

FieldPath = tuple[str | int, ...]
T = TypeVar("T", bound=Written)


@dataclass(frozen=True, slots=True)
class Record(Generic[T]):
    """A curated record, its file, and where in the file it begins."""

    id: str
    value: T
    text: YamlText
    base: FieldPath = ()

    def place(self, *path: str | int, key: bool = False) -> Place:
        """Where a field's value (or its key) stands; a missing one, where its parent does."""
        return self.text.place((*self.base, *path), key=key)


@dataclass(frozen=True, slots=True, eq=False)
class Corpus:
    """Everything curated. Frozen: rules, analysis and database only read it.

    One is equal to itself alone, so that what is computed of it can be kept for those who ask next.

    Parameters
    ----------
    names
        Per kind of record, all ids that have a file, also of records that failed their schema:
        a reference to a broken record is not reported as unknown. Without `source` when the
        bibliography cannot be read.
    texts
        Per document id, the text of a curator's own copy, where `--documents` named its folder
        and the copy is the one that the spans were made for.
    released
        The versions of claims that were released, oldest first.
    digests
        SHA-256 of each file of records, by its path, also of files that were not read.
    """

    root: Path
    kb: Record[KnowledgeBaseFile] | None
    documents: Mapping[str, Record[DocumentFile]]
    claims: Mapping[str, Record[ClaimFile]]
    studies: Mapping[str, Record[StudyFile]]
    guidance: Mapping[str, Record[GuidanceFile]]
    term_files: Mapping[str, Record[TermsFile]]
    terms: Mapping[str, Record[TermFile]]
    term_kinds: Mapping[str, TermKind]
    sources: Mapping[str, BibEntry]
    entries: Sequence[BibEntry]
    names: Mapping[str, frozenset[str]]
    texts: Mapping[str, str] = field(default_factory=dict)
    released: Sequence[Released] = ()
    digests: Mapping[str, str] = field(default_factory=dict)

    def statements(self) -> Iterator[tuple[Record[DocumentFile], int, StatementFile]]:
        """Every statement with its document and its place in the list, in order."""
        for document in self.documents.values():
            for index, statement in enumerate(document.value.statements):
                yield document, index, statement

    def reference(self, key: str) -> str:
        """The full reference of a source, formatted for people."""
        return reference(self.sources[key])
