"""Load a knowledge base: every file below `data/` and `citations.bib`, all problems in one go."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kb.corpus.record import Corpus, Record
from kb.corpus.validate import nearest, shown, validate
from kb.problems import Place, Problem
from kb.reading.bibtex import BibEntry, read_bibtex
from kb.reading.files import read_bytes, read_text
from kb.reading.yaml_text import YamlText, read_yaml
from kb.schema.base import Written
from kb.schema.files import FILE_KINDS, FileKind
from kb.schema.term import TermFile

BIBLIOGRAPHY = "citations.bib"

CODES: Mapping[str, str] = {
    "empty-file": """A file in which nothing is written.

    Wrong: an empty data/claims/pain.yaml
    Right: write the record, or delete the file
    """,
    "stray-file": """A file below data/ that kb does not read, so that nothing is dropped in silence.

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

Found = dict[str, Record[Any]]


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Loading makes many objects and no rubbish: collecting amid it takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def load(
    root: Path,
    documents: Path | None = None,
    progress: Callable[[str, int, int], None] = lambda _label, _done, _all: None,
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
    """
    with _no_garbage_collection():
        return _Loader(root, progress).load(documents)


class _Loader:
    """Gathers records and problems; used once."""

    def __init__(self, root: Path, progress: Callable[[str, int, int], None]) -> None:
        self.root = root
        self.progress = progress
        self.problems: list[Problem] = []
        self.names: dict[str, frozenset[str]] = {}

    def load(self, documents: Path | None) -> tuple[Corpus, list[Problem]]:
        found = {name: self.records(name, kind) for name, kind in FILE_KINDS.items()}
        terms = self.terms(found["terms"])
        self.names["term"] = frozenset(terms)
        sources, entries = self.sources()
        self.stray_files()
        corpus = Corpus(
            root=self.root,
            kb=found["kb"].get("kb"),
            documents=found["document"],
            claims=found["claim"],
            studies=found["study"],
            guidance=found["guidance"],
            term_files=found["terms"],
            terms=terms,
            term_kinds={
                term.id: file.value.kind
                for file in found["terms"].values()
                for term in file.value.terms
            },
            sources=sources,
            entries=entries,
            names=MappingProxyType(self.names),
            texts=self.texts(found["document"], documents) if documents else {},
        )
        return corpus, self.problems

    def records(self, name: str, kind: FileKind) -> Found:
        """The records of one kind, by id, in the order of their file names."""
        target = self.root / "data" / kind.folder
        if kind.folder.endswith(".yaml"):
            paths = [target]
        else:
            paths = sorted(target.glob("*.yaml")) if target.is_dir() else []
        self.names[name] = frozenset(path.stem for path in paths)
        found: Found = {}
        for done, path in enumerate(paths, 1):
            if record := self.record(path, kind):
                found[record.id] = record
            self.progress(name, done, len(paths))
        return found

    def record(self, path: Path, kind: FileKind) -> Record[Any] | None:
        """One file's record; None when it cannot be read or does not fit its schema."""
        file = path.relative_to(self.root).as_posix()
        content = read_text(path, file)
        if isinstance(content, Problem):
            self.problems.append(content)
            return None
        text, problems = read_yaml(content, file)
        self.problems += problems
        if text is None:
            return None
        if text.data is None:
            hint = "write the record, or delete the file"
            self.problems.append(
                Problem(Place(file), "empty-file", "nothing is written here", hint)
            )
            return None
        return self.typed(path.stem, text, kind)

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
        place = text.place(("kind",))
        if "kind" not in text.data:
            message, code = "`kind` is missing", "missing-key"
        else:
            message, code = f"`kind` cannot be {shown(word)}", "unknown-word"
        hint = nearest(str(word), kind.variants) or f"one of: {', '.join(kind.variants)}"
        self.problems.append(Problem(place, code, message, hint))
        return None

    def terms(self, files: Found) -> dict[str, Record[TermFile]]:
        """All terms by id; an id that stands twice is a problem."""
        terms: dict[str, Record[TermFile]] = {}
        for file in files.values():
            for index, term in enumerate(file.value.terms):
                record = Record(term.id, term, file.text, ("terms", index))
                if term.id in terms:
                    first = terms[term.id].place("id")
                    hint = f"the first is at {first}"
                    message = f"the term `{term.id}` stands twice"
                    place = record.place("id")
                    self.problems.append(Problem(place, "repeated-id", message, hint))
                else:
                    terms[term.id] = record
        return terms

    def sources(self) -> tuple[dict[str, BibEntry], list[BibEntry]]:
        """The entries of the bibliography; of a repeated key the first."""
        content = read_text(self.root / BIBLIOGRAPHY, BIBLIOGRAPHY)
        if isinstance(content, Problem):
            self.problems.append(content)
            self.names["source"] = frozenset()
            return {}, []
        entries, problems = read_bibtex(content, BIBLIOGRAPHY)
        self.problems += problems
        sources: dict[str, BibEntry] = {}
        for entry in entries:
            sources.setdefault(entry.key, entry)
        self.names["source"] = frozenset(sources)
        return sources, entries

    def stray_files(self) -> None:
        """Files below `data/` that are not read are named, not passed over."""
        data = self.root / "data"
        folders = {kind.folder for kind in FILE_KINDS.values()}
        for path in sorted(data.rglob("*")) if data.is_dir() else []:
            inside = path.relative_to(data)
            if path.is_dir() and path.suffix != ".yaml":
                continue
            if inside.name.startswith(".") or inside.name == "README.md":
                continue
            is_record = inside.suffix == ".yaml" and inside.parent.as_posix() in folders
            if is_record or inside.as_posix() in folders:
                continue
            file = path.relative_to(self.root).as_posix()
            hint = "a record is data/<kind>/<id>.yaml; " + nearest(inside.parts[0], folders)
            message = "kb does not read this file"
            self.problems.append(Problem(Place(file), "stray-file", message, hint.strip("; ")))

    def texts(self, records: Found, folder: Path) -> dict[str, str]:
        """The documents' texts from local copies, each held against its digest."""
        texts = {}
        for record in records.values():
            name = record.value.file_name
            content = read_bytes(folder / name, name)
            if isinstance(content, Problem):
                message = f"no copy of `{record.id}` to check against: {content.message} ({name})"
                hint = f"put {name} into the folder, or leave --documents out"
                place = record.place("file_name")
                self.problems.append(Problem(place, "document-not-at-hand", message, hint))
            elif sha256(content).hexdigest() != record.value.sha256:
                message = f"{name} is not the text that the spans were made for"
                hint = "`kb verify --documents DIR` says what is found, moved or gone"
                place = record.place("sha256")
                self.problems.append(Problem(place, "document-differs", message, hint))
            else:
                texts[record.id] = content.decode("utf-8", "replace")
        return texts
