"""The receipt of an import for people: what came in, what became of it, and all that is odd."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from kb.database.reader import connect
from kb.importing.reasons import Reason, place, reasons
from kb.problems import printable

MOST = 200
"""Rows of a list; all of them are in the database."""
LONGEST = 200
"""Characters that are shown of a row."""
MEANINGS = {
    "contradictory-labels": "labels of one claim that contradict one another",
    "empty-text": "passages without text",
    "exact-duplicate": "claims that say the same of the same",
    "identical-spans": "statements of one kind that stand at one place",
    "repeated-key": "keys that stand more than once in one object of JSON Lines",
    "repeated-id": "ids that more than one row has",
    "respelled-label": "words in another spelling, or by another name",
    "source-without-text": "sources without any passage, in a set that has them of others",
    "span-differs": "quotes that do not stand where the set says",
    "span-without-text": "quotes of places that no passage covers",
    "told-differently": "records that rows tell in several ways",
    "unlisted-word": "words that a vocabulary takes under `*`",
    "unused-key": "keys that the mapping neither uses nor leaves out",
}
"""Kinds of notices in words."""


def beside(target: Path, import_id: str) -> Path:
    """Where the receipt of an import is, named after its database where that is another name."""
    of = import_id if target.name == f"{import_id}.db" else f"{target.name}.{import_id}"
    return target.with_name(f"{of}.receipt.md")


def write(target: Path, import_id: str) -> Path:
    """Write the receipt of an import beside its database; where it is.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    path = beside(target, import_id)
    with closing(connect(target)) as connection:
        path.write_text("\n".join(_lines(connection, target, import_id)) + "\n", "utf-8")
    return path


def counts(target: Path, import_id: str) -> dict[str, int]:
    """Rows that came in, were stored, and were rejected."""
    sql = "select n_in, n_stored, n_rejected from imports where id = ?"
    with closing(connect(target)) as connection:
        (row,) = connection.execute(sql, [import_id])
        return {name: row[name] for name in row.keys()}  # noqa: SIM118 - a row goes through values


def why(target: Path, import_id: str) -> list[Reason]:
    """Why rows were rejected, the most frequent reason first."""
    with closing(connect(target)) as connection:
        return reasons(connection, import_id)


def _lines(connection: sqlite3.Connection, target: Path, import_id: str) -> Iterator[str]:
    (about,) = connection.execute("select * from imports where id = ?", [import_id])
    yield f"# Receipt: {printable(about['title'])}"
    yield ""
    yield (
        f"Import `{import_id}` in `{printable(target.name)}`, from {printable(about['origin'])},"
        f" licence {printable(about['licence'])}. Not curated here: no verdict, no certainty."
    )
    yield ""
    numbers = f"{about['n_stored']:,} stored + {about['n_rejected']:,} rejected"
    yield f"{about['n_in']:,} rows in = {numbers}."
    yield from _counts(connection, import_id)
    yield from _files(json.loads(about["files"]), about["mapping_digest"])
    yield from _rejects(connection, import_id)
    yield from _notices(connection, import_id)


def _counts(connection: sqlite3.Connection, import_id: str) -> Iterator[str]:
    yield from ("", "| file | rows | stored | rejected | became |", "|---|---:|---:|---:|---|")
    sql = "select * from import_count where import_id = ? order by rowid"
    for row in connection.execute(sql, [import_id]):
        became = ", ".join(f"{n:,} {name}" for name, n in json.loads(row["tables"]).items())
        numbers = f"{row['n_in']:,} | {row['n_stored']:,} | {row['n_rejected']:,}"
        yield f"| {_cell(row['file'])} | {numbers} | {became} |"


def _files(files: list[dict[str, object]], mapping: str) -> Iterator[str]:
    yield from ("", "## Made from", "", "| file | bytes | SHA-256 |", "|---|---:|---|")
    for one in files:
        yield f"| {_cell(str(one['name']))} | {one['bytes']:,} | `{one['sha256']}` |"
    yield f"| the mapping | | `{mapping}` |"


def _rejects(connection: sqlite3.Connection, import_id: str) -> Iterator[str]:
    found = reasons(connection, import_id)
    total = sum(one.rows for one in found)
    yield from ("", f"## Rejected rows: {total:,}")
    if not total:
        return
    yield from ("", "| rows | reason | column | first |", "|---:|---|---|---|")
    for one in found[:MOST]:
        yield f"| {one.rows:,} | {one.code} | {_cell(one.column or '')} | {_cell(one.place)} |"
    yield from _rest(len(found), "import_reject")
    yield from ("", "| place | why | row |", "|---|---|---|")
    sql = (
        "select r.*, c.numbered from import_reject r join import_count c using (import_id, file)"
        " where import_id = ? order by id limit ?"
    )
    for row in connection.execute(sql, [import_id, MOST]):
        where = place(row["file"], row["line"], row["numbered"])
        why = f"{row['code']}: {row['message']}"
        yield f"| {_cell(where)} | {_cell(why)} | {_cell(row['content'])} |"
    yield from _rest(total, "import_reject")


def _notices(connection: sqlite3.Connection, import_id: str) -> Iterator[str]:
    kinds = connection.execute(
        "select kind, count(*) as n, sum(times) as times from import_notice"
        " where import_id = ? group by kind order by kind",
        [import_id],
    ).fetchall()
    yield from ("", f"## Noticed: {sum(kind['n'] for kind in kinds):,}")
    for kind in kinds:
        meaning = MEANINGS.get(kind["kind"], "what the file is like")
        times = f"{kind['times']:,} times"
        yield from ("", f"### {kind['kind']}: {kind['n']:,} ({meaning}; {times})", "")
        sql = "select * from import_notice where import_id = ? and kind = ? order by id"
        for row in connection.execute(f"{sql} limit {MOST}", [import_id, kind["kind"]]):
            where = f"{row['file']}:{row['line'] or ''} " if row["file"] else ""
            times = f", {row['times']:,} times" if row["times"] > 1 else ""
            yield f"- {_cell(where + row['what'])}{times}"
        yield from _rest(kind["n"], "import_notice")


def _rest(total: int, table: str) -> Iterator[str]:
    if total > MOST:
        yield from ("", f"The first {MOST} of {total:,}; all are in the table `{table}`.")


def _cell(text: str) -> str:
    shown = printable(" ".join(text.split()))
    return (shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}…").replace("|", "\\|")
