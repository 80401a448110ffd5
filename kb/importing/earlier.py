"""What a file of imports holds already: to add to it, or to replace an import in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from kb.database.check import is_built, is_current
from kb.database.finish import SEARCHED
from kb.database.reader import connect
from kb.database.replacing import BuildError

REMOVED = (
    "delete from statement_claim where claim in (select id from claim where import_id = :import)",
    "delete from statement where document in"  # noqa: ISC004 - one statement
    " (select document.id from document, source where source = key and import_id = :import)",
    "delete from document where source in (select key from source where import_id = :import)",
    "delete from quote where source in (select key from source where import_id = :import)",
    "delete from passage where source in (select key from source where import_id = :import)",
    "delete from imported_label where claim in (select id from claim where import_id = :import)",
    "delete from evidence_line where claim in (select id from claim where import_id = :import)",
    "delete from finding where study in (select id from study where import_id = :import)",
    "delete from study_report where study in (select id from study where import_id = :import)",
    "delete from study where import_id = :import",
    "delete from cohort where id not in (select cohort from study)",
    "delete from claim_version where claim in (select id from claim where import_id = :import)",
    "delete from claim where import_id = :import",
    "delete from term where import_id = :import",
    "delete from source where import_id = :import",
    "delete from import_notice where import_id = :import",
    "delete from import_reject where import_id = :import",
    "delete from import_count where import_id = :import",
    "delete from imports where id = :import",
)
"""Statements that take an import away, what refers to others first."""


def refuse_foreign(target: Path, import_id: str, prefix: str) -> None:
    """Leave alone what is no file of imports, and ids that another import has.

    Raises
    ------
    BuildError
        If the target is not one that imports can be added to.
    """
    if not target.is_file() or not target.stat().st_size:
        return
    if not is_built(target):
        message = f"{target} is there already, and is no file of kb"
        raise BuildError(message, "choose another place with --into")
    if not is_current(target):
        message = f"{target} was made by another version of kb"
        raise BuildError(message, "choose another place with --into, or move that file away")
    with closing(connect(target)) as connection:
        found = connection.execute("select id, prefix from imports").fetchall()
    if not found:
        message = f"{target} is built from text: the next `kb build` would drop what is imported"
        raise BuildError(message, "choose another place with --into")
    taken = [one for one, theirs in found if theirs == prefix and one != import_id]
    if taken:
        message = f"the import `{taken[0]}` in {target} begins its ids with `{prefix}`, too"
        raise BuildError(message, "give the mapping another `prefix`, or choose another --into")


def is_same(target: Path, import_id: str, mapping_digest: str, files: str) -> bool:
    """Whether a file holds this very import: the same mapping, and the same files."""
    if not target.is_file() or not target.stat().st_size:
        return False
    sql = "select 1 from imports where id = ? and mapping_digest = ? and files = ?"
    with closing(connect(target)) as connection:
        return connection.execute(sql, [import_id, mapping_digest, files]).fetchone() is not None


def strip(connection: sqlite3.Connection) -> None:
    """Take away what follows the rows: it is made anew when they are changed."""
    for table in SEARCHED:
        connection.execute(f"drop table {table}_fts")
    sql = "select type, name from sqlite_master where type = 'view' or name like 'ix@_%' escape '@'"
    for kind, name in connection.execute(sql).fetchall():
        connection.execute(f'drop {kind} "{name}"')


def remove(connection: sqlite3.Connection, import_id: str) -> None:
    """Take an import away with all that is its."""
    for statement in REMOVED:
        connection.execute(statement, {"import": import_id})
