"""How two built files differ: record by record, field by field, claims first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kb.schema.tables import MODELS, table

FIRST = ("claim", "verdict", "certainty", "certainty_domain", "synthesis", "evidence_line")
"""Tables that a reader of claims asks after before all others."""
APART = frozenset({"figure", "knowledge_base", "claim_version", "claim_change"})
"""Tables that tell of the build, of the past, or what others tell, as pictures."""
Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Difference:
    """A record that was added, removed or changed; fields as (before, after)."""

    table: str
    id: str
    kind: str
    fields: dict[str, tuple[object, object]]


def differences(old: sqlite3.Connection, new: sqlite3.Connection) -> Iterator[Difference]:
    """Every difference, by table and id; the files have tables of one schema."""
    rest = [name for name in MODELS if name not in {*FIRST, *APART}]
    for name in (*FIRST, *rest):
        before, after = (_rows(connection, name) for connection in (old, new))
        for record in sorted(before.keys() | after.keys()):
            found = difference(name, record, before.get(record), after.get(record))
            if found:
                yield found


def _rows(connection: sqlite3.Connection, name: str) -> dict[str, Row]:
    """The rows of a table by their key; none of a table that an older file lacks."""
    keys = [column.name for column in table(MODELS[name]).primary_key.columns]
    exists = "select 1 from sqlite_master where type = 'table' and name = ?"
    if connection.execute(exists, [name]).fetchone() is None:
        return {}
    found = (dict(row) for row in connection.execute(f'select * from "{name}"'))  # noqa: S608 - kb's own name
    return {" · ".join(str(row[key]) for key in keys): row for row in found}


def difference(name: str, record: str, before: Row | None, after: Row | None) -> Difference | None:
    """How one record differs; None where it does not."""
    kind = "added" if before is None else "removed" if after is None else "changed"
    old, new = before or {}, after or {}
    fields = {
        column: (old.get(column), new.get(column))
        for column in dict.fromkeys([*old, *new])
        if old.get(column) != new.get(column)
    }
    return Difference(name, record, kind, fields) if fields else None
