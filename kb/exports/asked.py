"""What of a knowledge base is asked for: the filters of the page of claims, and single records."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from kb.database.filters import WORDS, Fault, Filters, Names, parse, where
from kb.database.search import expressions
from kb.exports.about import slug

_ON_STUDIES = (
    "c.id in (select claim from evidence_line"
    " where study in (select value from json_each(:study_ids)))"
)
RECORDS: Mapping[str, tuple[str, str]] = {
    "claim": ("claim", "c.id in (select value from json_each(:claim_ids))"),
    "study": ("study", _ON_STUDIES),
}
"""Records that can be asked for by id: their table, and the condition on a claim `c`."""

LONGEST_SLUG = 50
"""Characters of a file's name that tell what was asked for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters, and the ids of claims or studies; nothing of it means everything."""

    filters: Filters = field(default_factory=Filters)
    ids: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_everything(self) -> bool:
        """Whether nothing in particular is asked for."""
        return not self.filters.parts and not self.ids

    def parameters(self) -> dict[str, list[str]]:
        """How it is written in an address, always in the same order."""
        ids = {name: list(self.ids[name]) for name in RECORDS if name in self.ids}
        return {**self.filters.parameters(), **ids}

    @property
    def slug(self) -> str:
        """What is asked for as part of a file's name."""
        values = (value for some in self.parameters().values() for value in some)
        return slug(" ".join(values))[:LONGEST_SLUG].strip("-")

    def told(self) -> str:
        """All of it in words, as `population older-adults; verdict mixed`; else `everything`."""
        parts = (
            f"{'words' if name == WORDS else name.replace('_', ' ')} {', '.join(values)}"
            for name, values in self.parameters().items()
        )
        return "; ".join(parts) or "everything"


def asked(
    connection: sqlite3.Connection, given: Mapping[str, Sequence[str]]
) -> tuple[Asked, list[Fault]]:
    """What names and values ask for, and what of them makes no sense.

    The names are those of `kb.database.filters.parse` (the words are `q`) and those of `RECORDS`.
    """
    filters, faults = Filters(), list[Fault]()
    if any(given.get(name) for name in given if name not in RECORDS):
        filters, faults = parse(given, Names(connection))
    for name in RECORDS:
        faults += _unknown(connection, name, given.get(name, ()))
    ids = {name: tuple(sorted(set(given[name]))) for name in RECORDS if given.get(name)}
    return Asked(filters, ids), faults


def _unknown(connection: sqlite3.Connection, name: str, ids: Sequence[str]) -> Iterator[Fault]:
    """The ids that no record has, each with those most like it."""
    sql = f"select id from {RECORDS[name][0]}"  # noqa: S608 - kb's own
    known = [row[0] for row in connection.execute(sql)] if ids else []
    for strange in sorted(set(ids) - set(known)):
        near = tuple((one, one) for one in get_close_matches(strange, known, 4))
        yield Fault(name, strange, f"no {name} has the id “{strange}”", near)


def conditions(wanted: Asked) -> Iterator[tuple[str, dict[str, object]]]:
    """Queries for the ids of the claims, strictest first: with all of the words, or with any."""
    ways: list[str | None] = [*expressions(wanted.filters.words)]
    for expression in ways or [None]:
        condition, given = where(wanted.filters, expression)
        for name, ids in wanted.ids.items():
            condition += f" and {RECORDS[name][1]}"
            given[f"{name}_ids"] = json.dumps(ids)
        yield f"select c.id from claim c where {condition}", given  # noqa: S608 - kb's own
