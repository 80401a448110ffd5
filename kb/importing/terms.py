"""The terms of an import: made of their labels when they are first met."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence
from typing import NamedTuple

from kb.importing.identity import slug
from kb.importing.template import as_text

MOST_REMEMBERED = 200_000
"""Labels that are kept in memory; then it is begun anew."""


class Term(NamedTuple):
    """A term: its id, and its names for search."""

    id: str
    names: str


class Terms:
    """Gives the term of each label.

    Parameters
    ----------
    described
        What the terms of a mapping's own `term` name: these are there or missing, never made.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        prefix: str,
        import_id: str,
        described: Collection[str],
    ) -> None:
        self._connection = connection
        self._prefix = prefix
        self._import = import_id
        self._described = described
        self._known: dict[tuple[str, str], Term] = {}
        self._new: list[tuple[str, str]] = []
        self._unsure: list[tuple[str, str]] = []

    def of(self, kind: str, labels: Sequence[object]) -> list[Term | None]:
        """The term of each label, None for none; new ones are made by `flush`."""
        known = self._known
        return [
            label
            if label is None or isinstance(label, Term)
            else known.get((kind, as_text(label))) or self._met(kind, as_text(label))
            for label in labels
        ]

    def id(self, kind: str, label: str) -> str:
        """The id of a label's term: what it names is part of it, since words may name several."""
        return slug(f"{self._prefix}{kind.replace('_', '-')}-", label)

    def _met(self, kind: str, label: str) -> Term:
        if len(self._known) > MOST_REMEMBERED and not self._unsure:
            self._known.clear()
        names = " ".join(label.split())
        term = Term(self.id(kind, label), names)
        if kind in self._described:
            term = Term(term.id, self._names(term.id))
        else:
            self._new.append((kind, label))
        self._known[kind, label] = term
        self._unsure.append((kind, label))
        return term

    def _names(self, term: str) -> str:
        """Label and synonyms of a term that a mapping describes."""
        sql = "select label, synonyms from term where id = ?"
        label, synonyms = self._connection.execute(sql, [term]).fetchone() or ("", "[]")
        return "; ".join([label, *json.loads(synonyms)])

    def flush(self) -> int:
        """Store the terms that were met since; how many were not there yet."""
        rows = [(*self._known[one][:1], one[0], self._known[one].names) for one in self._new]
        self._new.clear()
        if not rows:
            return 0
        sql = (
            "insert or ignore into term (id, kind, label, synonyms, import_id)"
            " values (?, ?, ?, '[]', ?)"
        )
        return self._connection.executemany(sql, [(*row, self._import) for row in rows]).rowcount

    def keep(self) -> None:
        """What was stored stays."""
        self._unsure.clear()

    def forget(self) -> None:
        """What was stored since is gone again."""
        for one in self._unsure:
            del self._known[one]
        self._unsure.clear()
        self._new.clear()
