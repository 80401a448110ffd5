"""Compile a corpus into a new SQLite file, check it, and put it in place in one move."""

from __future__ import annotations

import fcntl
import json
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import sqlite_utils

from kb.corpus import Corpus
from kb.database.check import faults
from kb.database.rows import rows
from kb.schema.view import views
from kb.schema.knowledge_base import KnowledgeBase, KnowledgeBaseFields
from kb.schema.tables import MODELS, create, create_indexes, table

SCHEMA_VERSION = 1
"""Raised when a column of a view is taken away or changes its meaning."""

SEARCHED: Mapping[str, tuple[str, ...]] = {
    "claim": ("claim", "summary", "keywords"),
    "statement": ("gist", "anchor"),
    "study": ("title", "sample", "note"),
    "source": ("title", "citation", "authors", "container"),
    "guidance": ("text", "condition", "rationale"),
    "term": ("label", "synonyms", "definition"),
}
"""Columns of the full-text indexes, by table."""

Progress = Callable[[str, int, int], None]


class BuildError(Exception):
    """Nothing was built, for a reason outside the text; the old file is as it was."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Built:
    """What was built: the file, and how many rows each table got."""

    path: Path
    rows: Mapping[str, int]


def build(
    corpus: Corpus,
    target: Path,
    progress: Progress = lambda _label, _done, _all: None,
) -> Built:
    """Compile a corpus that has no problems into a database file.

    The file at `target` is replaced at the very end, in one move: whatever stops the build
    before leaves it as it was. Same corpus, same bytes.

    Raises
    ------
    BuildError
        If the disk is full or refuses, or another build of this file is running.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _alone(target), _temporary(target) as temporary:
            counts = _fill(temporary, corpus, progress)
            _finish(temporary, progress)
            _check(temporary)
            _put_in_place(temporary, target)
    except (sqlite3.Error, sa.exc.DBAPIError) as error:
        raise _refused(target, getattr(error, "orig", None) or error) from error
    except OSError as error:
        raise _refused(target, error.strerror or error) from error
    return Built(target, counts)


def digest(corpus: Corpus) -> str:
    """SHA-256 over the text of all records and sources: what a build was made from."""
    total = sha256()
    for group in (
        {"kb": corpus.kb} if corpus.kb else {},
        corpus.documents,
        corpus.claims,
        corpus.studies,
        corpus.guidance,
        corpus.term_files,
    ):
        for record in group.values():
            total.update(f"\0{record.text.file}\0{record.text.text}".encode())
    for entry in corpus.entries:
        total.update(f"\0{entry.raw}".encode())
    return total.hexdigest()


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    """Hold the lock of a target; the system frees it whatever happens to the process."""
    with target.with_name(f".{target.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            message = f"another build of {target} is running"
            raise BuildError(message, "wait until it is done") from None
        yield


@contextmanager
def _temporary(target: Path) -> Iterator[Path]:
    """A file beside the target; what a killed build left behind is swept away first."""
    pattern = f".{target.name}.*.new*"
    for left in target.parent.glob(pattern):
        left.unlink()
    temporary = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        yield temporary
    finally:
        for left in target.parent.glob(pattern):
            left.unlink(missing_ok=True)


def _engine(path: Path) -> sa.Engine:
    """An engine for a file that nobody else reads: no journal on disk, synced at the end."""
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)),
        json_serializer=lambda value: json.dumps(value, ensure_ascii=False),
    )

    @sa.event.listens_for(engine, "connect")
    def unhurried(connection: Any, _record: object) -> None:  # noqa: ANN401
        connection.execute("pragma journal_mode = memory")
        connection.execute("pragma synchronous = off")

    return engine


def _fill(path: Path, corpus: Corpus, progress: Progress) -> dict[str, int]:
    """All tables and their rows, in one transaction."""
    found = {KnowledgeBase: [_about(corpus)], **rows(corpus)}
    engine = _engine(path)
    with engine.begin() as connection:
        create(connection)
        for done, (name, model) in enumerate(MODELS.items(), 1):
            if found.get(model):
                connection.execute(sa.insert(table(model)), found[model])
            progress("tables", done, len(MODELS))
        create_indexes(connection)
    engine.dispose()
    return {name: len(found.get(model, ())) for name, model in MODELS.items()}


def _about(corpus: Corpus) -> dict[str, Any]:
    if corpus.kb is None:
        message = "a corpus without data/kb.yaml has problems and is not built"
        raise ValueError(message)
    fields = {name: getattr(corpus.kb.value, name) for name in KnowledgeBaseFields.model_fields}
    return {
        "id": 1,
        **fields,
        "digest": digest(corpus),
        "schema_version": SCHEMA_VERSION,
        "private": bool(corpus.texts),
    }


def _finish(path: Path, progress: Progress) -> None:
    """Views, full-text indexes and the planner's statistics, after the rows."""
    connection = sqlite3.connect(path)
    connection.execute("pragma journal_mode = memory")
    connection.execute("pragma synchronous = off")
    db = sqlite_utils.Database(connection)
    for view in views():
        db.create_view(view.name, view.query)
    for done, (name, columns) in enumerate(SEARCHED.items(), 1):
        db.table(name).enable_fts(columns, tokenize="porter")
        progress("search", done, len(SEARCHED))
    db.execute(f"pragma user_version = {SCHEMA_VERSION}")
    db.analyze()
    db.close()


def _check(path: Path) -> None:
    """A file that does not hold what it should is a fault of kb, never put in place."""
    if found := faults(path):
        raise AssertionError("; ".join(found))


def _put_in_place(temporary: Path, target: Path) -> None:
    """Bytes on the disk first, then the name: a crash between leaves the old file."""
    with temporary.open("rb") as file:
        os.fsync(file.fileno())
    temporary.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _refused(target: Path, reason: object) -> BuildError:
    message = f"cannot write {target}: {reason}"
    return BuildError(message, "make room on the disk or choose another place with --db")
