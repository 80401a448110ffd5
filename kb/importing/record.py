"""Values of a target's fields as rows of tables, many at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import repeat
from typing import Any, NamedTuple

from kb.importing import bibliography, convert, date, standing
from kb.importing.identity import slug
from kb.importing.session import Session
from kb.importing.target import TARGETS, Target
from kb.importing.terms import Term

Values = Mapping[str, Sequence[Any]]
"""By field, a value for each row; of a term its label."""


class Rows(NamedTuple):
    """Rows of one table.

    Parameters
    ----------
    once
        Whether rows that are there already are meant to be: one cohort has several studies.
    """

    table: str
    columns: Sequence[str]
    rows: Sequence[tuple[Any, ...]]
    once: bool = False


def rows(target: str, values: Values, n: int, session: Session) -> Iterator[Rows]:
    """The rows of n records of a target, those that others refer to first."""
    made = _MADE.get(target, _plain)
    yield from made(TARGETS[target], dict(values), n, session)


def _table(target: Target, values: Values, **more: Iterable[Any]) -> Rows:
    """Rows of the target's own table: its fields, and what kb adds."""
    columns: dict[str, Iterable[Any]] = {**values, **more}
    return Rows(target.table, tuple(columns), list(zip(*columns.values(), strict=False)))


def _terms(target: Target, values: dict[str, Any], session: Session) -> list[list[Term | None]]:
    """Put ids of terms in the place of labels; the terms."""
    found = []
    for field in target.fields.values():
        if field.term and field.name in values:
            terms = session.terms.of(field.term, values[field.name])
            values[field.name] = [term and term.id for term in terms]
            found.append(terms)
    return found


def _plain(target: Target, values: dict[str, Any], n: int, session: Session) -> Iterator[Rows]:  # noqa: ARG001 - one signature for all
    yield _table(target, values)


def _source(target: Target, values: dict[str, Any], n: int, session: Session) -> Iterator[Rows]:
    every = {name: values.get(name) or [None] * n for name in target.fields}
    each = (dict(zip(every, row, strict=True)) for row in zip(*every.values(), strict=True))
    told = [bibliography.told(one["key"], one) for one in each]
    names = ("citation", "reference", "bibtex", "csl", "sort_key")
    more = dict(zip(names, zip(*told, strict=True), strict=True))
    yield _table(
        target, {**every, **more}, background=repeat(0), import_id=repeat(session.import_id)
    )


def _study(target: Target, values: dict[str, Any], n: int, session: Session) -> Iterator[Rows]:  # noqa: ARG001
    _terms(target, values, session)
    ids, sources = values["id"], values.pop("source")
    yield Rows("cohort", ("id",), [(one,) for one in ids], once=True)
    yield _table(target, values, cohort=ids, import_id=repeat(session.import_id))
    reports = list(zip(ids, sources, repeat("primary")))
    yield Rows("study_report", ("study", "source", "role"), reports, once=True)


def _term(target: Target, values: dict[str, Any], n: int, session: Session) -> Iterator[Rows]:  # noqa: ARG001
    named = values.pop("id", None) or values["label"]
    kinds = values["kind"]
    ids = [
        session.terms.id(kind, own or label)
        for kind, own, label in zip(kinds, named, values["label"], strict=True)
    ]
    yield _table(target, values, id=ids, import_id=repeat(session.import_id))


def _claim(target: Target, values: dict[str, Any], n: int, session: Session) -> Iterator[Rows]:
    terms = _terms(target, values, session)
    keywords = [
        "; ".join(dict.fromkeys(term.names for term in row if term))
        for row in zip(*terms, strict=True)
    ]
    yield _table(
        target,
        values,
        status=repeat("draft"),
        keywords=keywords or [""] * n,
        version=repeat(session.version),
        import_id=repeat(session.import_id),
    )
    columns = ("claim", "version", "position", "current", "n_changes")
    versions = list(zip(values["id"], repeat(session.version), repeat(1), repeat(1), repeat(0)))
    yield Rows("claim_version", columns, versions, once=True)


def _finding(target: Target, values: dict[str, Any], n: int, session: Session) -> Iterator[Rows]:  # noqa: ARG001
    _terms(target, values, session)
    values["id"] = _below(values["study"], values["id"])
    yield _table(target, values, recipe_inputs=repeat("{}"))


def _evidence(target: Target, values: dict[str, Any], n: int, session: Session) -> Iterator[Rows]:
    values["id"] = _below(values["claim"], values["id"])
    if "finding" in values:
        values["finding"] = _below(values["study"], values["finding"])
    yield from _plain(target, values, n, session)


def _quote(target: Target, values: dict[str, Any], n: int, session: Session) -> Iterator[Rows]:
    values["evidence_line"] = _below(values.pop("claim"), values["evidence_line"])
    yield from _plain(target, values, n, session)


def _label(target: Target, values: dict[str, Any], n: int, session: Session) -> Iterator[Rows]:  # noqa: ARG001
    """What is not said is no label."""
    found = _table(target, values)
    place = found.columns.index("value")
    yield found._replace(rows=[row for row in found.rows if row[place] is not None])


def _document(target: Target, values: dict[str, Any], n: int, session: Session) -> Iterator[Rows]:
    """Of the text only its length and digest: those of a file that holds it, and nothing else."""
    texts: Sequence[str] = values.pop("text")
    names = values.pop("file_name", [None] * n)
    session.texts.keep(zip(values["id"], texts, strict=True))
    if "published" in values:
        values["published"] = _days(values["published"])
    yield _table(
        target,
        values,
        file_name=[name or f"{own}.txt" for own, name in zip(values["id"], names, strict=True)],
        sha256=[sha256(text.encode()).hexdigest() for text in texts],
        characters=map(len, texts),
    )


_days = convert.each(lambda day: date.iso(day, date.ORDERS[0]))


def _statement(target: Target, values: dict[str, Any], n: int, session: Session) -> Iterator[Rows]:
    """Statements in no order yet, and the claims that they make."""
    values["id"] = _below(values["document"], values["id"])
    for row in zip(*values.values(), strict=True):
        standing.check(dict(zip(values, row, strict=True)), session.texts)
    values.pop("quote", None)
    claims, relations = values.pop("claim", [None] * n), values.pop("relation")
    yield _table(target, values, position=repeat(0))
    links = zip(values["id"], claims, relations, repeat(0), strict=False)
    columns = ("statement", "claim", "relation", "nested")
    yield Rows("statement_claim", columns, [one for one in links if one[1] is not None], once=True)


def _below(records: Sequence[str], own: Sequence[str | None]) -> list[str | None]:
    """Ids of what is written below a record: its id, a full stop, and their own."""
    return [one and f"{record}.{slug('', one)}" for record, one in zip(records, own, strict=True)]


_MADE = {
    "source": _source,
    "study": _study,
    "term": _term,
    "claim": _claim,
    "finding": _finding,
    "evidence_line": _evidence,
    "quote": _quote,
    "document": _document,
    "statement": _statement,
    "label": _label,
}
