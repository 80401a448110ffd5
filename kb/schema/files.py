"""The kinds of file a curator writes: where each lives and which model it has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kb.schema.base import Written
from kb.schema.claim import ClaimFile
from kb.schema.document import DocumentFile
from kb.schema.guidance import GUIDANCE_FILES, GuidanceFile
from kb.schema.knowledge_base import KnowledgeBaseFile
from kb.schema.study import StudyFile
from kb.schema.term import TermsFile


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind of file: its folder below `data/` (or the file itself) and its model.

    Parameters
    ----------
    variants
        For a kind whose model depends on the file's `kind`: that word to the model.
    """

    folder: str
    model: type[Written]
    variants: Mapping[str, type[Written]] | None = None

    @property
    def is_file(self) -> bool:
        """Whether there is one such file, and no folder of them."""
        return self.folder.endswith(".yaml")


FILE_KINDS: Mapping[str, FileKind] = {
    "kb": FileKind("kb.yaml", KnowledgeBaseFile),
    "document": FileKind("documents", DocumentFile),
    "claim": FileKind("claims", ClaimFile),
    "study": FileKind("studies", StudyFile),
    "guidance": FileKind("guidance", GuidanceFile, GUIDANCE_FILES),
    "terms": FileKind("terms", TermsFile),
}
