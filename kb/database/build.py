"""Compile a corpus into a new SQLite file, check it, and put it in place in one move."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from kb.corpus import Corpus, uncollected
from kb.database.check import faults
from kb.database.rows import Row, rows
from kb.schema.tables import MODELS, create, create_indexes, table
from kb.schema.view import SCHEMA_VERSION, views

SEARCHED: Mapping[str, tuple[str, ...]] = {
    "claim": ("claim", "summary", "keywords"),
    "statement": ("gist", "anchor"),
    "study": ("title", "sample", "note"),
    "source": ("title", "citation", "authors", "container"),
    "guidance": ("text", "condition", "rationale"),
    "term": ("label", "synonyms", "definition"),
}
"""Columns of the full-text indexes, by table."""

_NO_ROOM = frozenset({None, errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What the system says of a full disk; SQLite says it in words, without a number of the system."""

BATCH = 2000
"""Rows inserted at a time."""
_RECORDS = ("document", "claim", "study")
"""Tables whose rows tell how far a build is."""

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
        If the disk is full or refuses, something that is no file stands there, or another build
        of this file is running.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _refuse_what_is_no_file(target)
        with _alone(target), _temporary(target) as temporary:
            counts = _fill(temporary, corpus, progress)
            _finish(temporary, progress)
            _check(temporary)
            _put_in_place(temporary, target)
    except (sqlite3.OperationalError, sa.exc.OperationalError) as error:
        raise _refused(target, getattr(error, "orig", error), None) from error
    except OSError as error:
        raise _refused(target, error.strerror, error.errno) from error
    return Built(target, counts)


def _refuse_what_is_no_file(target: Path) -> None:
    """Leave a device, pipe or folder alone: a move onto its name would take its place."""
    if target.exists() and not target.is_file():
        message = f"cannot write {target}: this is no regular file"
        raise BuildError(message, "choose another place with --db")


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
    temporary = target.with_name(f".{target.name}.new")
    temporary.unlink(missing_ok=True)
    try:
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def _transaction(path: Path) -> Iterator[sa.Connection]:
    """A transaction in a file that nobody else reads: no journal on disk, synced at the end."""
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)),
        json_serializer=lambda value: json.dumps(value, ensure_ascii=False),
    )

    @sa.event.listens_for(engine, "connect")
    def hurried(connection: sqlite3.Connection, _record: object) -> None:
        _hurry(connection)

    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _hurry(connection: sqlite3.Connection) -> None:
    """Leave out what guards a file that is thrown away when anything fails."""
    connection.execute("pragma journal_mode = memory")
    connection.execute("pragma synchronous = off")


def _fill(path: Path, corpus: Corpus, progress: Progress) -> dict[str, int]:
    """All tables and their rows, in one transaction."""
    counts = dict.fromkeys(MODELS, 0)
    records = len(corpus.documents) + len(corpus.claims) + len(corpus.studies)
    with _transaction(path) as connection, uncollected():
        create(connection)
        for model, batch in _batches(rows(corpus)):
            connection.execute(sa.insert(table(model)), batch)
            counts[table(model).name] += len(batch)
            progress("rows", sum(counts[name] for name in _RECORDS), records)
        create_indexes(connection)
    return counts


def _batches(found: Iterable[Row]) -> Iterator[tuple[type[SQLModel], list[dict[str, Any]]]]:
    """Rows of one table at a time: many enough to be quick, few enough to be small."""
    waiting: defaultdict[type[SQLModel], list[dict[str, Any]]] = defaultdict(list)
    for model, row in found:
        batch = waiting[model]
        batch.append(row)
        if len(batch) == BATCH:
            yield model, waiting.pop(model)
    yield from waiting.items()


def _finish(path: Path, progress: Progress) -> None:
    """Views, full-text indexes and the planner's statistics, after the rows."""
    import sqlite_utils  # noqa: PLC0415 - it loads pandas where it finds it, a fifth of a second

    with closing(sqlite3.connect(path)) as connection:
        _hurry(connection)
        db = sqlite_utils.Database(connection)
        for view in views():
            db.create_view(view.name, view.query)
        for done, (name, columns) in enumerate(SEARCHED.items(), 1):
            db.table(name).enable_fts(columns, tokenize="porter")
            progress("search", done, len(SEARCHED))
        db.execute(f"pragma user_version = {SCHEMA_VERSION}")
        db.analyze()


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


def _refused(target: Path, reason: object, number: int | None) -> BuildError:
    mend = "make room on the disk" if number in _NO_ROOM else "let kb write there"
    hint = f"{mend}, or choose another place with --db"
    return BuildError(f"cannot write {target}: {reason}", hint)
