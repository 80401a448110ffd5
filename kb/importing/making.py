"""What one file's rows become: the mapping's targets, ready to be given columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kb.importing import record
from kb.importing.field import Fill, filled
from kb.importing.record import Rows
from kb.importing.refusal import Refused
from kb.importing.session import Session
from kb.importing.target import COMPARED, TARGETS, Field
from kb.importing.template import NUMBER, Columns, Template, as_text
from kb.schema.mapping import MappedFile

SHARED = "shared"
"""Said of a target: many rows may name the same record, and the first makes it."""


@dataclass(frozen=True, slots=True)
class Made:
    """A target and how each of its fields is filled."""

    target: str
    fills: Mapping[str, Fill]
    shared: bool

    def rows(self, columns: Columns, n: int, session: Session) -> Iterator[Rows]:
        """The rows of tables that n rows of a file become."""
        values = {name: fill(columns, n) for name, fill in self.fills.items()}
        for rows in record.rows(self.target, values, n, session):
            yield rows._replace(once=rows.once or self.shared)


@dataclass(frozen=True, slots=True)
class Level:
    """What is made of each row of a file, or of each element of one list in it.

    Parameters
    ----------
    refuse
        By column and value: rows that are not taken, with the reason.
    """

    part: str
    made: Sequence[Made]
    refuse: Mapping[str, Mapping[str, str]]

    def rows(self, columns: Columns, n: int, session: Session) -> Iterator[Rows]:
        """The rows of tables that n rows become.

        Raises
        ------
        Refused
            If one of them cannot be taken.
        """
        for column, reasons in self.refuse.items():
            for value in columns[column]:
                if value is not None and as_text(value) in reasons:
                    raise Refused("refused-by-mapping", reasons[as_text(value)], column)
        for made in self.made:
            yield from made.rows(columns, n, session)


def levels(mapped: MappedFile, session: Session) -> list[Level]:
    """What a file's rows become, then what the elements of each list in them become."""
    by_part: dict[str, list[Made]] = {"": []}
    for item in mapped.make:
        for target, told in item.items():
            by_part.setdefault(part_of(told), []).append(_made(target, told, session))
    return [Level(part, made, {} if part else mapped.refuse) for part, made in by_part.items()]


def part_of(told: Mapping[str, Any]) -> str:
    """The list whose elements a target is made of; empty for the rows themselves."""
    return next((one for value in told.values() for one in template(value).lists), "")


def template(value: object) -> Template:
    """The text in which columns are named, of a field's value."""
    if isinstance(value, Mapping):
        value = value.get("value", value.get("by", ""))
    return Template(str(value))


def used(mapped: MappedFile) -> list[str]:
    """Columns that a mapping uses."""
    told = (value for item in mapped.make for fields in item.values() for value in fields.values())
    names = (name for value in told for name in template(value).names)
    found = dict.fromkeys([*names, *mapped.key, *mapped.refuse])
    return [name for name in found if name != NUMBER]


def unkept(mapped: MappedFile) -> frozenset[str]:
    """Columns that are read to be compared with, and that nothing keeps: texts of documents."""
    compared, kept = set[str](), {*mapped.key, *mapped.refuse}
    for item in mapped.make:
        for target, told in item.items():
            for field, value in told.items():
                is_kept = field not in COMPARED.get(target, ())
                (kept if is_kept else compared).update(template(value).names)
    return frozenset(compared - kept)


def _made(target: str, told: Mapping[str, Any], session: Session) -> Made:
    fields = TARGETS[target].fields
    fills = {
        name: filled(field, told.get(name, _default(field)), session)
        for name, field in fields.items()
        if name in told or field.default is not None
    }
    return Made(target, fills, bool(told.get(SHARED)))


def _default(field: Field) -> object:
    """What a field is when the mapping says nothing of it."""
    return {"value": "", "split": ","} if isinstance(field.default, list) else field.default
