"""An import from beginning to end: files in, one database file out, or the old one as it was."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePath

import sqlalchemy as sa

from kb.database.finish import finish
from kb.database.replacing import hurry, replacing
from kb.importing import earlier
from kb.importing.intake import Count, Intake, element
from kb.importing.making import used
from kb.importing.mapping import Mapped, unfit
from kb.importing.placing import place
from kb.importing.reading import Notice, Reading, open_reading
from kb.importing.session import Session
from kb.importing.sources import Matched
from kb.importing.survey import survey
from kb.importing.terms import Terms
from kb.importing.texts import Texts
from kb.schema.tables import create, create_indexes
from kb.schema.view import SCHEMA_VERSION

CACHE = 64_000
"""Kilobytes of the file that are kept in memory: more made nothing faster."""
VERSION = 12
"""Hexadecimal digits of a claim's version."""

Progress = Callable[[str, int, int], None]
"""Told of a file: its name, bytes read, and bytes in all (0 where nobody knows)."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    target: Path
    import_id: str
    is_new: bool
    n_in: int = 0
    n_stored: int = 0
    n_rejected: int = 0


class UnfitError(Exception):
    """A file is not the one that the mapping speaks of."""

    def __init__(self, file: str, wrong: Sequence[str]) -> None:
        super().__init__(f"{file} is not as the mapping says")
        self.wrong = wrong


@dataclass(slots=True)
class _Total:
    """The files of an import, read so far."""

    counts: dict[str, Count]
    tables: dict[str, Mapping[str, int]]


def run(
    mapped: Mapped,
    files: Sequence[Matched],
    target: Path,
    progress: Progress,
    *,
    strict: bool = False,
) -> Imported:
    """Import files by a mapping into a database file, made anew beside the old one.

    Raises
    ------
    BuildError
        If the target cannot be written, or is no file of imports.
    Refused
        If the import is strict, and a row cannot be taken.
    InputError
        If a file cannot be read to its end.
    """
    mapping = mapped.file
    prefix = mapping.prefix or f"{mapping.id}-"
    earlier.refuse_foreign(target, mapping.id, prefix)
    read = json.dumps([_described(path) for path in dict.fromkeys(one.path for one in files)])
    if earlier.is_same(target, mapping.id, mapped.digest, read):
        return Imported(target, mapping.id, is_new=False)
    size = sum(path.stat().st_size for path in {one.path for one in files})
    with replacing(target, work="import", option="--into") as temporary:
        _begin(target, temporary, mapping.id)
        with closing(sqlite3.connect(temporary, isolation_level=None)) as connection:
            _tune(connection)
            connection.execute("begin")
            _announce(connection, mapped, prefix, read)
            session = _session(connection, mapped, prefix, read)
            total = _Total({}, {})
            for one in files:
                _take(one, session, total, progress, strict=strict)
            place(connection, mapping.id)
            imported = _conclude(session, total, target)
            connection.execute("commit")
        _index(temporary)
        with closing(sqlite3.connect(temporary, isolation_level=None)) as connection:
            _survey(connection, mapping.id)
        finish(temporary, lambda label, done, of: progress(label, done * size // of, size))
    return imported


def _described(path: Path) -> dict[str, str | int]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"name": path.name, "sha256": digest, "bytes": path.stat().st_size}


def _begin(target: Path, temporary: Path, import_id: str) -> None:
    """The file to write: a new one with empty tables, or a copy of the old without this import."""
    if not target.is_file() or not target.stat().st_size:
        engine = sa.create_engine(sa.URL.create("sqlite", database=str(temporary)))
        with engine.begin() as made:
            create(made)
        engine.dispose()
        return
    shutil.copyfile(target, temporary)
    with closing(sqlite3.connect(temporary, isolation_level=None)) as connection:
        hurry(connection)
        earlier.remove(connection, import_id)
        earlier.strip(connection)
        connection.execute("vacuum")


def _tune(connection: sqlite3.Connection) -> None:
    hurry(connection)
    connection.execute("pragma foreign_keys = on")
    connection.execute(f"pragma cache_size = -{CACHE}")


def _announce(connection: sqlite3.Connection, mapped: Mapped, prefix: str, files: str) -> None:
    """Say what is imported, before anything refers to it."""
    mapping = mapped.file
    connection.execute(
        "insert into imports values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0)",
        (
            *(mapping.id, mapping.title, mapping.origin, mapping.licence, mapping.licence_url),
            *(mapping.about, prefix, mapped.text, mapped.digest, files),
        ),
    )


def _session(connection: sqlite3.Connection, mapped: Mapped, prefix: str, files: str) -> Session:
    mapping = mapped.file
    version = hashlib.sha256(f"{mapped.digest}{files}".encode()).hexdigest()[:VERSION]
    terms = Terms(connection, prefix, mapping.id, mapped.described_terms)
    return Session(
        connection,
        mapping.id,
        prefix,
        version,
        frozenset(mapping.empty),
        mapping.vocabularies,
        terms,
        Texts(connection),
    )


def _take(
    one: Matched, session: Session, total: _Total, progress: Progress, *, strict: bool
) -> None:
    """Take one file in, and count it.

    Raises
    ------
    AssertionError
        If a row is neither stored nor rejected: a fault of kb, after which nothing is kept.
    """
    with open_reading(one.path, one.options, used(one.mapped)) as reading:
        if wrong := list(unfit(one.mapped, _names(reading))):
            raise UnfitError(reading.file, wrong)
        intake = Intake(session, one.mapped, reading, strict=strict)
        for batch in reading.batches():
            intake.take(batch)
            name = PurePath(reading.file).name
            progress(name, reading.read_bytes, reading.total_bytes or 0)
        if intake.counts[""].given != reading.given:  # pragma: no cover - a fault of kb itself
            message = (
                f"{reading.file}: {reading.given} rows, {intake.counts[''].given} accounted for"
            )
            raise AssertionError(message)
        for part, count in intake.counts.items():
            total.counts[intake.name(part)] = count
            total.tables[intake.name(part)] = {} if part else intake.store.counts
        strays = reading.strays - Counter(dict.fromkeys(one.mapped.left_out, 10**18))
        _notice(session, reading.notices, strays, intake.name(""))


def _names(reading: Reading) -> list[str]:
    """Columns as a mapping names them: those of the elements of lists with the list's name."""
    parts = reading.parts.items()
    elements = (element(part, name) for part, names in parts for name in names)
    return [*reading.columns, *elements]


def _notice(
    session: Session, notices: Sequence[Notice], strays: Mapping[str, int], file: str
) -> None:
    """Keep what a reading noticed, and what a mapping neither uses nor leaves out."""
    rows = [(one.code, file, one.line or None, one.message, one.times) for one in notices]
    rows += [
        ("unused-key", file, None, f"`{path}` is neither used nor left out", times)
        for path, times in sorted(strays.items())
    ]
    session.connection.executemany(
        "insert into import_notice (import_id, kind, file, line, what, times)"
        " values (?, ?, ?, ?, ?, ?)",
        [(session.import_id, *row) for row in rows],
    )


def _conclude(session: Session, total: _Total, target: Path) -> Imported:
    """Write the receipt into the file: what came in, and what became of it."""
    connection, import_id = session.connection, session.import_id
    connection.executemany(
        "insert into import_notice (import_id, kind, what, times) values (?, ?, ?, ?)",
        [(import_id, *told, times) for told, times in session.told.items()],
    )
    connection.executemany(
        "insert into import_count values (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                *(import_id, file, count.given, count.stored, count.rejected),
                *(json.dumps(dict(sorted(total.tables[file].items()))), count.numbered),
            )
            for file, count in total.counts.items()
        ],
    )
    counts = total.counts.values()
    stored, rejected = sum(one.stored for one in counts), sum(one.rejected for one in counts)
    connection.execute(
        "update imports set n_in = ?, n_stored = ?, n_rejected = ? where id = ?",
        (stored + rejected, stored, rejected, import_id),
    )
    _introduce(connection)
    return Imported(target, import_id, True, stored + rejected, stored, rejected)  # noqa: FBT003


def _introduce(connection: sqlite3.Connection) -> None:
    """What the file says of itself: whose sets it holds."""
    sql = "select title, licence, licence_url, mapping_digest, files from imports order by id"
    sets = connection.execute(sql).fetchall()
    titles = ", ".join(one[0] for one in sets)
    licences = list(dict.fromkeys(one[1] for one in sets))
    about = (
        f"Imported in bulk, not curated here: {titles}. No verdict on any of its claims was given."
    )
    digest = hashlib.sha256(repr([one[3:] for one in sets]).encode()).hexdigest()
    connection.execute("delete from knowledge_base")
    connection.execute(
        "insert into knowledge_base (id, title, about, licence, licence_url, digest,"
        " schema_version, private) values (1, ?, ?, ?, ?, ?, ?, 0)",
        (
            *(titles, about, " and ".join(licences)),
            *(sets[0][2] if len(licences) == 1 else None, digest, SCHEMA_VERSION),
        ),
    )


def _index(path: Path) -> None:
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(path)))

    @sa.event.listens_for(engine, "connect")
    def tuned(connection: sqlite3.Connection, _record: object) -> None:
        _tune(connection)

    with engine.begin() as connection:
        create_indexes(connection)
    engine.dispose()


def _survey(connection: sqlite3.Connection, import_id: str) -> None:
    hurry(connection)
    connection.execute("begin")
    connection.executemany(
        "insert into import_notice (import_id, kind, what, times) values (?, ?, ?, ?)",
        ((import_id, *notice) for notice in survey(connection, import_id)),
    )
    connection.execute("commit")
