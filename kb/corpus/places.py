"""Hold statements' places against local copies of their documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kb.corpus.record import Corpus, Record
from kb.problems import Place, Problem
from kb.reading.files import read_bytes
from kb.schema.document import DocumentFile, StatementFile
from kb.spans import Anchor, Location, State, digest, locate


@dataclass(frozen=True, slots=True)
class Copy:
    """A document's local copy: its text, and whether it is the one the spans were made for."""

    document: Record[DocumentFile]
    text: str
    is_same: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """A statement, where it is written, and where it stands in the copy."""

    id: str
    place: Place
    span: tuple[int, int]
    location: Location
    digest: str | None
    """The digest to store; None unless the statement was found."""
    stored: str | None


def copies(corpus: Corpus, folder: Path) -> tuple[list[Copy], list[Problem]]:
    """The copies of all documents in a folder; a problem for each that cannot be read."""
    found, problems = [], []
    for record in corpus.documents.values():
        name = record.value.file_name
        content = read_bytes(folder / name, name)
        if isinstance(content, Problem):
            message = f"no copy of `{record.id}`: {content.message} ({name})"
            hint = f"put {name} into {folder}"
            where = record.place("file_name")
            problems.append(Problem(where, "document-not-at-hand", message, hint))
        else:
            is_same = sha256(content).hexdigest() == record.value.sha256
            found.append(Copy(record, content.decode("utf-8", "replace"), is_same))
    return found, problems


def check(copy: Copy) -> Iterator[Checked]:
    """Where each statement of a document stands in its copy."""
    for index, statement in enumerate(copy.document.value.statements):
        location = _located(copy, statement)
        yield Checked(
            f"{copy.document.id}.{statement.id}",
            copy.document.place("statements", index, "span"),
            (statement.span[0], statement.span[1]),
            location,
            digest(copy.text, *location.span) if location.span else None,
            statement.digest,
        )


def _located(copy: Copy, statement: StatementFile) -> Location:
    """Without a digest, a span is right in the very text it was made for, elsewhere a guess."""
    start, end = statement.span
    anchor = Anchor(start, end, statement.anchor or "", statement.digest)
    if statement.digest is not None:
        return locate(copy.text, anchor)
    if statement.anchor is None and copy.is_same and start < end <= len(copy.text):
        return Location(State.found, (start, end))
    location = locate(copy.text, anchor)
    if copy.is_same or location.span is None:
        return location
    return Location(State.drifted, None, (location.span,))
