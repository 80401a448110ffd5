"""What was wrong with SQL: where it stands, and which name was probably meant."""

from __future__ import annotations

import re
import sqlite3

_NAMED = re.compile(r"no such (table|column|function): (\S+)")
_TOKEN = re.compile(r'(?:near|unrecognized token:) "(.+?)"|ambiguous column name: (\S+)')
LONGEST_NAME = 60
"""Characters of a name that may have been mistyped."""
_NAMES = {
    "table": """select name from sqlite_master
        where type in ('table', 'view') and name not like '%\\_fts%' escape '\\'""",
    "column": """select distinct c.name from sqlite_master m, pragma_table_info(m.name) c
        where m.type = 'view' or m.name not like '%\\_fts%' escape '\\'""",
    "function": "select distinct name from pragma_function_list",
}
"""What there is of each kind of name, but for what full-text search keeps for itself."""


def located(connection: sqlite3.Connection, sql: str, message: str) -> str:
    """A message of SQLite's, with the place and with names that are like a wrong one."""
    if named := _NAMED.search(message):
        kind, name = named.groups()
        return f"{message}{_place(sql, name)}{_meant(connection, kind, name.rpartition('.')[2])}"
    token = _TOKEN.search(message)
    return f"{message}{_place(sql, token[1] or token[2])}" if token else message


def _place(sql: str, token: str) -> str:
    """Where a token stands; nothing where that is not certain."""
    found = [each.start() for each in re.finditer(rf"(?<!\w){re.escape(token)}(?!\w)", sql)]
    if len(found) != 1:
        return ""
    before = sql[: found[0]]
    line, character = before.count("\n") + 1, found[0] - before.rfind("\n")
    return f" (line {line}, character {character})"


def _meant(connection: sqlite3.Connection, kind: str, name: str) -> str:
    if len(name) > LONGEST_NAME:
        return ""
    from difflib import get_close_matches  # noqa: PLC0415 - only mistakes need it

    there = [row[0] for row in connection.execute(_NAMES[kind]) if not row[0].startswith("sqlite_")]
    near = get_close_matches(name.lower(), sorted(there), n=3)
    return f"; did you mean {' or '.join(near)}?" if near else ""
