"""What follows the rows of a file: views, full-text indexes, counts, the planner's statistics."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from kb.database.claim_facet import keep
from kb.database.replacing import hurry
from kb.schema.view import SCHEMA_VERSION, views

SEARCHED: Mapping[str, tuple[str, ...]] = {
    "claim": ("claim", "summary", "keywords"),
    "statement": ("gist", "anchor"),
    "study": ("title", "sample", "note"),
    "source": ("title", "citation", "authors", "container"),
    "guidance": ("text", "condition", "rationale"),
    "term": ("label", "synonyms", "definition"),
    "passage": ("text",),
}
"""Columns of the full-text indexes, by table."""

Progress = Callable[[str, int, int], None]


def finish(path: Path, progress: Progress) -> None:
    """Make them, in a file that nobody else reads."""
    import sqlite_utils  # noqa: PLC0415 - it loads pandas where it finds it, a fifth of a second

    with closing(sqlite3.connect(path)) as connection:
        hurry(connection)
        db = sqlite_utils.Database(connection)
        for view in views():
            db.create_view(view.name, view.query)
        for done, (name, columns) in enumerate(SEARCHED.items(), 1):
            db.table(name).enable_fts(columns, tokenize="porter")
            progress("search", done, len(SEARCHED))
        keep(connection)
        db.execute(f"pragma user_version = {SCHEMA_VERSION}")
        db.analyze()
