"""The columns of views and tables: their types, and what they hold."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kb.schema.view import View, views

COMPUTED: Mapping[str, str] = {
    "n_documents": "INTEGER",
    "n_statements": "INTEGER",
    "n_studies": "INTEGER",
    "n_denials": "INTEGER",
    "n_claims": "INTEGER",
    "n_dropped": "INTEGER",
    "n_analysed": "INTEGER",
    "derived": "INTEGER",
    "covered": "INTEGER",
    "hazard_named": "INTEGER",
}
"""Types of columns of views that are computed and no text; SQLite knows only stored ones."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, `TEXT`, `INTEGER` or `REAL`, and a sentence on it (none of tables)."""

    name: str
    type: str
    description: str = ""

    @property
    def is_list(self) -> bool:
        """Whether its text is a JSON array."""
        return "JSON array" in self.description


@cache
def described() -> Mapping[str, View]:
    """The stable views by name, with what they and their columns hold."""
    return {view.name: view for view in views()}


def columns(connection: sqlite3.Connection, name: str) -> list[Column]:
    """The columns of a view or table, in order."""
    told = described()[name].columns if name in described() else {}
    found = connection.cursor().execute("select name, type from pragma_table_info(?)", [name])
    return [
        Column(column, COMPUTED.get(column) or kind or "TEXT", told.get(column, ""))
        for column, kind in found
    ]
