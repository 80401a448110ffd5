"""The fields of a target as a mapping fills them: from many rows to as many values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kb.importing import convert, date
from kb.importing.identity import key, slug
from kb.importing.refusal import Refused
from kb.importing.session import Session
from kb.importing.target import Field, Kind
from kb.importing.template import Columns, Template, as_text
from kb.importing.terms import Term
from kb.importing.vocabulary import Vocabulary

Values = Sequence[Any]
Fill = Callable[[Columns, int], Values]
"""From columns and the number of rows to a value for each."""


def filled(field: Field, told: Any, session: Session) -> Fill:  # noqa: ANN401 - a mapping's value
    """How a field is filled from what a mapping tells of it."""
    options = told if isinstance(told, Mapping) else {"value": told}
    if "take" in options:
        return _taken(field, options, session)
    template = Template(_constant(options["value"]))
    converted = _converted(field, options, session)

    def fill(columns: Columns, n: int) -> Values:
        try:
            return _complete(field, converted(template.values(columns, n, session.empty)))
        except Refused as refused:
            refused.column = refused.column or next(iter(template.names), None)
            raise

    return fill


def _constant(told: object) -> str:
    """A value of YAML as text."""
    return str(told).lower() if isinstance(told, bool) else str(told)


def _complete(field: Field, values: Values) -> Values:
    """Values, with the default for what is not said.

    Raises
    ------
    Refused
        If it must be said.
    """
    if None not in values:
        return values
    if field.required:
        message = f"there is no `{field.name}`, which must be there"
        raise Refused("missing-value", message)
    if field.default is None:
        return values
    return [field.default if value is None else value for value in values]


def _converted(field: Field, options: Mapping[str, Any], session: Session) -> convert.Convert:
    """What makes values of a field's kind of text."""
    if field.kind == Kind.words:
        return _translated(options, field.words, session)
    first = _first(options, session)
    last = _last(field, options, session)
    return last if first is None else lambda values: last(first(values))


def _first(options: Mapping[str, Any], session: Session) -> convert.Convert | None:
    """What is done before the field's own kind matters: a vocabulary, a date, or a part of it."""
    if "before" in options:
        return convert.each(lambda value: as_text(value).partition(str(options["before"]))[0])
    if "words" in options:
        return _translated(options, (), session)
    if "date" in options:
        return convert.each(lambda value: date.iso(value, options["date"]))
    return None


def _last(field: Field, options: Mapping[str, Any], session: Session) -> convert.Convert:
    if field.kind in {Kind.own_id, Kind.reference}:
        return _identified(field, session)
    if field.kind == Kind.whole and "date" in options:
        return convert.each(lambda day: int(day[:4]))
    simple: Mapping[Kind, convert.Convert] = {
        Kind.text: convert.text,
        Kind.exact: convert.exact,
        Kind.whole: convert.whole,
        Kind.number: convert.numbers(options.get("decimal")),
        Kind.names: convert.names(options.get("split")),
    }
    return simple[field.kind]


def _translated(
    options: Mapping[str, Any], words: Sequence[str], session: Session
) -> convert.Convert:
    """By the vocabulary that the mapping names; else the words of the field as they are."""
    named = options.get("words")
    table = session.vocabularies[named] if named else {word: word for word in words}
    vocabulary = Vocabulary(table, is_closed=bool(words))
    return lambda values: vocabulary.translate(values, session.told)


def _identified(field: Field, session: Session) -> convert.Convert:
    """Ids: the same for the same words wherever they stand."""
    if field.term:
        return convert.text  # it becomes a term where the whole row is known
    make = key if field.of == "source" or field.name == "key" else slug
    prefix = session.prefix
    told = convert.text
    return lambda values: [None if value is None else make(prefix, value) for value in told(values)]


def _taken(field: Field, options: Mapping[str, Any], session: Session) -> Fill:
    """What a record that is stored already says: `{take: outcome, of: claim, by: "{claim_id}"}`."""
    template = Template(_constant(options["by"]))
    make = key if options["of"] == "source" else slug
    own = "key" if options["of"] == "source" else "id"
    sql = f'select "{options["take"]}" from "{options["of"]}" where "{own}" = ?'  # noqa: S608 - names that the check of the mapping knows

    def one(value: object) -> Any:  # noqa: ANN401 - of whatever column
        row = session.connection.execute(sql, [make(session.prefix, as_text(value))]).fetchone()
        if row is None:
            message = f"there is no {options['of']} `{value}` to take `{options['take']}` of"
            raise Refused("dangling-reference", message, template.names[0])
        return Term(row[0], "") if field.term and row[0] else row[0]

    def fill(columns: Columns, n: int) -> Values:
        return _complete(field, convert.each(one)(template.values(columns, n, session.empty)))

    return fill
