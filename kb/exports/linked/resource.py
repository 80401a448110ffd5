"""Rows as what is said of their record."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

import sqlalchemy as sa

from kb.exports.linked.address import Addresses, web
from kb.exports.linked.term import Pair, block, date, iri, text
from kb.exports.linked.vocabulary import JOINS, RESOURCES, SOURCES, Link, Resource, own
from kb.exports.selection import Row
from kb.schema.study_vocabulary import ReportRole
from kb.schema.tables import MODELS, table

MESH = "http://id.nlm.nih.gov/mesh/"
Objects = Callable[[object, Addresses], Sequence[str]]
"""What is said of a value in Turtle."""
_DATED = ("date", "published")
_NUMBERS: Mapping[type[object], str] = {
    sa.Float: "xsd:double",
    sa.Integer: "xsd:integer",
}


def told(resource: Resource, rows: Iterable[Row], records: Addresses) -> Iterator[str]:
    """A block of Turtle for each row."""
    columns = _spelled(resource.table)
    for row in rows:
        subject = iri(records.of(resource.address, row[resource.key]))
        pairs: list[Pair] = [("a", _types(resource, row))]
        pairs += [
            (word, objects(row[name], records))
            for name, word, objects in columns
            if row[name] is not None
        ]
        yield block(subject, pairs)


def joined(link: Link, rows: Iterable[Row], records: Addresses) -> Iterator[str]:
    """A line of Turtle for each row that joins two records."""
    for row in rows:
        word, target = link.word(row), row[link.target[1]]
        if word and target is not None:
            kind = str(row["owner_type"]) if link.target[0] == "owner" else link.target[0]
            subject = iri(records.of(link.subject[0], row[link.subject[1]]))
            yield block(subject, [(word, [iri(records.of(kind, target))])])


def definitions() -> Iterator[str]:
    """What the words of kb's own mean, as the schema says of each column."""
    for resource in RESOURCES:
        model = MODELS[resource.table]
        told = text(str(model.__doc__).partition("\n")[0])
        name = own(resource.table, is_class=True)
        yield block(name, [("a", ["rdfs:Class"]), ("rdfs:comment", [told])])
    for word, comments in _words().items():
        yield block(word, [("a", ["rdf:Property"]), ("rdfs:comment", list(map(text, comments)))])


@cache
def _words() -> Mapping[str, Sequence[str]]:
    """Properties of kb's own, each with what it is on the records that have it."""
    found: dict[str, list[str]] = {word: [comment] for word, comment in JOINS.items()}
    for role in ReportRole:
        found[own(f"{role}_report")] = ["A source that reports a study, by what it is to it."]
    for resource in RESOURCES:
        fields = MODELS[resource.table].model_fields
        kind = resource.table.replace("_", " ")
        for column, word in _columns(resource):
            if word.startswith("kb:"):
                told = f"Of a {kind}: {fields[column.name].description}"
                found.setdefault(word, []).append(told)
    return found


def _columns(resource: Resource) -> list[tuple[sa.Column[object], str]]:
    """The columns that are told, each with its word: not the id, which is the address."""
    columns = table(MODELS[resource.table]).columns
    words = ((column, resource.word(column.name)) for column in columns)
    return [
        (column, word)
        for column, word in words
        if word and (column.name != resource.key or column.foreign_keys)
    ]


def _types(resource: Resource, row: Row) -> list[str]:
    """Its class, and those of well-known vocabularies that it is in."""
    own_type = own(resource.table, is_class=True)
    if resource.table == "source":
        return [own_type, SOURCES.get(str(row["type"]), "fabio:Expression")]
    return [own_type, *resource.types]


@cache
def _spelled(table_name: str) -> Sequence[tuple[str, str, Objects]]:
    """The columns that are told of a table, with their words and how their values are spelled."""
    (resource,) = (one for one in RESOURCES if one.table == table_name)
    return [(column.name, word, _objects(column)) for column, word in _columns(resource)]


def _objects(column: sa.Column[object]) -> Objects:
    """How a value is spelled: as a link, a literal with its type, or several of them."""
    if column.foreign_keys:
        (key,) = column.foreign_keys
        kind = key.column.table.name
        return lambda value, records: [iri(records.of(kind, value))]
    if isinstance(column.type, sa.JSON):
        return lambda value, _records: list(_listed(str(value)))
    if column.name == "mesh":
        return lambda value, _records: [iri(f"{MESH}{value}")]
    if column.name == "url":
        return lambda value, _records: [_page(value)]
    if column.name in _DATED:
        return lambda value, _records: [date(str(value))]
    return _literal(column)


def _literal(column: sa.Column[object]) -> Objects:
    """A value as XML Schema spells it, with its type."""
    if column.name == "year":
        return lambda value, _records: [text(f"{value:04}", "xsd:gYear")]
    if isinstance(column.type, sa.Boolean):
        return lambda value, _records: [text("true" if value else "false", "xsd:boolean")]
    kind = next((name for kind, name in _NUMBERS.items() if isinstance(column.type, kind)), "")
    return lambda value, _records: [text(value, kind)]


def _page(value: object) -> str:
    address = web(value)
    return iri(address) if address else text(value)


def _listed(value: str) -> Iterator[str]:
    """Texts of a list, one by one; anything else of JSON as it is."""
    found = json.loads(value)
    if isinstance(found, list) and all(isinstance(each, str) for each in found):
        yield from map(text, found)
    elif found:
        yield text(value, "rdf:JSON")
