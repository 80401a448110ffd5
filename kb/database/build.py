"""Compile a corpus into a new SQLite file, check it, and put it in place in one move."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from kb.corpus import Corpus, uncollected
from kb.database.check import faults
from kb.database.finish import Progress, finish
from kb.database.inserting import insert
from kb.database.replacing import hurry, replacing
from kb.database.rows import Row, rows
from kb.schema.tables import MODELS, create, create_indexes, table

BATCH = 2000
"""Rows inserted at a time."""
_RECORDS = ("document", "claim", "study")
"""Tables whose rows tell how far a build is."""


@dataclass(frozen=True, slots=True)
class Built:
    """What was built: the file, how many rows each table got, and SHA-256 of its bytes."""

    path: Path
    rows: Mapping[str, int]
    digest: str


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
    with replacing(target) as temporary:
        counts = _fill(temporary, corpus, progress)
        finish(temporary, progress)
        _check(temporary)
        with temporary.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()
    return Built(target, counts, digest)


@contextmanager
def transaction(path: Path, *, is_checked: bool = True) -> Iterator[sa.Connection]:
    """A transaction in a file that nobody else reads: no journal on disk, synced at the end.

    Parameters
    ----------
    is_checked
        Whether each row is held against the CHECKs of its table. They are more than half the time
        of inserting; `_check` looks at all of them at once.
    """
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)),
        json_serializer=lambda value: json.dumps(value, ensure_ascii=False),
    )

    @sa.event.listens_for(engine, "connect")
    def hurried(connection: sqlite3.Connection, _record: object) -> None:
        hurry(connection)
        connection.execute(f"pragma ignore_check_constraints = {'off' if is_checked else 'on'}")

    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _fill(path: Path, corpus: Corpus, progress: Progress) -> dict[str, int]:
    """All tables and their rows, in one transaction."""
    counts = dict.fromkeys(MODELS, 0)
    records = len(corpus.documents) + len(corpus.claims) + len(corpus.studies)
    with transaction(path, is_checked=False) as connection, uncollected():
        create(connection)
        for model, batch in _batches(rows(corpus)):
            insert(connection, table(model), batch)
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


def _check(path: Path) -> None:
    """A file that does not hold what it should is a fault of kb, never put in place."""
    if found := faults(path):
        raise AssertionError("; ".join(found))
