"""Load a knowledge base: every file below `data/` and `citations.bib`, all problems in one go."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kb.corpus.garbage import uncollected
from kb.corpus.listing import listing
from kb.corpus.places import copies
from kb.corpus.record import Corpus, Record
from kb.corpus.released import FILE as VERSIONS
from kb.corpus.released import Released, read
from kb.corpus.validate import shown, validate
from kb.problems import Place, Problem, nearest
from kb.reading.bibtex import BibEntry, read_bibtex
from kb.reading.files import as_text
from kb.reading.tree import BIBLIOGRAPHY, Tree, read_tree
from kb.reading.yaml_text import YamlText
from kb.schema.base import Written
from kb.schema.files import FILE_KINDS, FileKind
from kb.schema.term import TermFile
from kb.schema.vocabulary import TermKind

CODES: Mapping[str, str] = {
    "empty-file": """A file in which nothing is written.

    Wrong: an empty data/claims/pain.yaml
    Right: write the record, or delete the file
    """,
    "stray-file": """A file or folder in data/ that kb does not read: nothing is dropped in silence.

    Wrong: data/claims/pain.yml
    Right: data/claims/pain.yaml
    """,
    "id-not-file-name": """A record's id differs from its file's name.

    Wrong: id: pain in data/claims/oa-pain.yaml
    Right: id: oa-pain
    """,
    "repeated-id": """An id stands twice where it must be unique.

    Wrong: two terms with the id `pain`
    Right: one of them, or another id for the second
    """,
    "document-not-at-hand": """The folder given with --documents has no copy of a document.

    Wrong: --documents of a folder without the file that `file_name` names
    Right: put the copy there, or leave --documents out
    """,
    "document-differs": """A local copy is not the text that the spans were made for.

    Wrong: another version of the page under the same file name
    Right: the first version; or let `kb verify --documents DIR` say what moved
    """,
}

ALWAYS = frozenset({"kb", "terms"})
"""Kinds of files that any record may be about."""
Found = dict[str, Record[Any]]


def load(
    root: Path,
    documents: Path | None = None,
    progress: Callable[[str, int, int], None] = lambda _label, _done, _all: None,
    tree: Tree | None = None,
    part: Collection[str] | None = None,
) -> tuple[Corpus, list[Problem]]:
    """All records below a root folder, and every problem met on the way.

    Parameters
    ----------
    root
        The folder that holds `data/` and `citations.bib`.
    documents
        A folder with copies of the documents, or None.
    progress
        Called with a label, how many files are done, and how many there are.
    tree
        The text as it was read already; None: read it now.
    part
        The files of claims, studies, documents and guidance to read, by path from the root: of
        others the id is known and no more, as of files that cannot be read. None: all of them.
    """
    with uncollected():
        return _Loader(root, tree or read_tree(root), progress, part).load(documents)


class _Loader:
    """Gathers records and problems; used once."""

    def __init__(
        self,
        root: Path,
        tree: Tree,
        progress: Callable[[str, int, int], None],
        part: Collection[str] | None,
    ) -> None:
        self.root = root
        self.tree = tree
        self.progress = progress
        self.part = part
        self.problems: list[Problem] = []
        self.names: dict[str, frozenset[str]] = {}

    def load(self, documents: Path | None) -> tuple[Corpus, list[Problem]]:
        files, astray = listing(self.tree)
        self.problems += astray
        found = {name: self.records(name, paths) for name, paths in files.items()}
        terms, kinds = self.terms(found["terms"])
        sources, entries = self.sources()
        corpus = Corpus(
            root=self.root,
            kb=found["kb"].get("kb"),
            documents=found["document"],
            claims=found["claim"],
            studies=found["study"],
            guidance=found["guidance"],
            term_files=found["terms"],
            terms=terms,
            term_kinds=kinds,
            sources=sources,
            entries=entries,
            names=MappingProxyType(self.names),
            released=self.released(),
            digests={file: self.tree.digests[file] for paths in files.values() for file in paths},
        )
        if documents:
            corpus = replace(corpus, texts=self.texts(corpus, documents))
        return corpus, self.problems

    def records(self, name: str, files: Sequence[str]) -> Found:
        """The records of one kind, by id, in the order of their file names."""
        stems = [file.rpartition("/")[2].removesuffix(".yaml") for file in files]
        self.names[name] = frozenset(stems)
        found: Found = {}
        part = frozenset(files) if self.part is None or name in ALWAYS else self.part
        for done, (stem, file) in enumerate(zip(stems, files, strict=True), 1):
            record = self.record(stem, file, FILE_KINDS[name]) if file in part else None
            if record:
                found[stem] = record
            self.progress(name, done, len(files))
        return found

    def text(self, file: str) -> str | None:
        """The text of a file; None when it cannot be had, which is told."""
        content = self.tree.files[file]
        text = as_text(content, file) if isinstance(content, bytes) else content
        if isinstance(text, Problem):
            self.problems.append(text)
            return None
        return text

    def record(self, stem: str, file: str, kind: FileKind) -> Record[Any] | None:
        """One file's record; None when it cannot be read or does not fit its schema."""
        content = self.text(file)
        if content is None:
            return None
        text, problems = self.tree.read(content, file)
        self.problems += problems
        if text is None:
            return None
        if text.data is None:
            hint = "write the record, or delete the file"
            problem = Problem(Place(file), "empty-file", "nothing is written here", hint)
            self.problems.append(problem)
            return None
        return self.typed(stem, text, kind)

    def typed(self, stem: str, text: YamlText, kind: FileKind) -> Record[Any] | None:
        """A file's data as its model; its id must be the file's name."""
        model = self.model(text, kind)
        if model is None:
            return None
        value, problems = validate(model, text)
        self.problems += problems
        if value is None:
            return None
        record_id = getattr(value, "id", stem)
        if record_id != stem:
            message = f"the id is `{record_id}`, but the file's name is `{stem}`"
            hint = f"write `id: {stem}`, or rename the file to {record_id}.yaml"
            where = text.place(("id",))
            self.problems.append(Problem(where, "id-not-file-name", message, hint))
        return Record(stem, value, text)

    def model(self, text: YamlText, kind: FileKind) -> type[Written] | None:
        """The model of a file; for guidance, the one that its `kind` names."""
        if kind.variants is None or not isinstance(text.data, dict):
            return kind.model
        word = text.data.get("kind")
        if isinstance(word, str) and word in kind.variants:
            return kind.variants[word]
        if "kind" in text.data:
            code, message = "unknown-word", f"`kind` cannot be {shown(word)}"
        else:
            code, message = "missing-key", "`kind` is missing"
        likely = nearest(word, kind.variants) if isinstance(word, str) else ""
        hint = likely or f"one of: {', '.join(kind.variants)}"
        self.problems.append(Problem(text.place(("kind",)), code, message, hint))
        return None

    def terms(self, files: Found) -> tuple[dict[str, Record[TermFile]], dict[str, TermKind]]:
        """All terms and their kinds by id; of an id that stands twice, the first."""
        terms: dict[str, Record[TermFile]] = {}
        kinds: dict[str, TermKind] = {}
        for file in files.values():
            for index, term in enumerate(file.value.terms):
                record = Record(term.id, term, file.text, ("terms", index))
                if term.id in terms:
                    self.repeated(record, terms[term.id])
                else:
                    terms[term.id], kinds[term.id] = record, file.value.kind
        self.names["term"] = frozenset(terms)
        return terms, kinds

    def repeated(self, second: Record[TermFile], first: Record[TermFile]) -> None:
        """Report a term whose id another has."""
        message = f"the term `{second.id}` stands twice"
        hint = f"the first is at {first.place('id')}"
        self.problems.append(Problem(second.place("id"), "repeated-id", message, hint))

    def sources(self) -> tuple[dict[str, BibEntry], list[BibEntry]]:
        """The entries of the bibliography; of a repeated key the first."""
        content = self.text(BIBLIOGRAPHY)
        if content is None:
            return {}, []
        entries, problems = read_bibtex(content, BIBLIOGRAPHY)
        self.problems += problems
        sources: dict[str, BibEntry] = {}
        for entry in entries:
            sources.setdefault(entry.key, entry)
        self.names["source"] = frozenset(sources)
        return sources, entries

    def released(self) -> list[Released]:
        """The versions of claims that were released; none before the first release."""
        content = self.text(VERSIONS) if VERSIONS in self.tree.files else None
        if content is None:
            return []
        found, problems = read(content)
        self.problems += problems
        return found

    def texts(self, corpus: Corpus, folder: Path) -> dict[str, str]:
        """The documents' texts from local copies, each held against its digest."""
        found, problems = copies(corpus, folder)
        self.problems += problems
        for copy in found:
            if not copy.is_same:
                message = f"{copy.document.value.file_name} is not the text the spans were made for"
                hint = "`kb verify --documents DIR` says what is found, moved or gone"
                place = copy.document.place("sha256")
                self.problems.append(Problem(place, "document-differs", message, hint))
        return {copy.document.id: copy.text for copy in found if copy.is_same}
