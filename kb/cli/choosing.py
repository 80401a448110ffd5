"""Options that choose claims: the filters of the page of claims, in the same words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence

import click

from kb.cli.command import Filter
from kb.cli.completing import Complete, facet, records
from kb.cli.root import text
from kb.database.facet import FACETS, MEASURES
from kb.database.filters import WORDS, Fault
from kb.exports.asked import RECORDS, Asked, asked
from kb.problems import printable

TOPIC = "topic"
"""The option for the words."""


def options() -> Iterator[click.Option]:
    """`--topic WORDS`, and all other filters."""
    yield Filter([f"--{TOPIC}"], type=text, metavar="WORDS", help="Claims with these words.")
    yield from filters()


def filters() -> Iterator[click.Option]:
    """An option each facet and record, and the ends of each measure."""
    for name in FACETS:
        yield _several(name, "VALUE", f"{FACETS[name].label}, by id or name.", facet(name))
    for name, help_text in (
        ("claim", "A claim by itself."),
        ("study", "Claims with evidence from a study."),
    ):
        yield _several(name, "ID", help_text, records(name))
    for name, measure in MEASURES.items():
        for end, told in (("from", "at least"), ("to", "at most")):
            help_text = f"{measure.label}, {told}."
            yield Filter([f"--{name}-{end}"], type=text, metavar="X", help=help_text)
        if len(measure.sizes) > 1:
            units = click.Choice(list(measure.sizes))
            yield Filter([f"--{name}-unit"], type=units, help="Unit of these two.")


def _several(name: str, metavar: str, help_text: str, complete: Complete) -> click.Option:
    return Filter(
        [f"--{name}"],
        type=text,
        metavar=metavar,
        multiple=True,
        help=help_text,
        shell_complete=complete,
    )


def chosen(connection: sqlite3.Connection, values: Mapping[str, object]) -> Asked:
    """What the options ask for.

    Raises
    ------
    click.UsageError
        If a value makes no sense: those near it are named.
    """
    given = {name: _listed(value) for name, value in _named(values)}
    wanted, faults = asked(connection, given)
    if faults:
        raise click.UsageError("\n".join(map(_told, faults)))
    return wanted


def _named(values: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """The values of the options above, by the names that filters have."""
    ends = (f"{name}_{end}" for name in MEASURES for end in ("from", "to", "unit"))
    yield WORDS, values.get(TOPIC)
    for name in (*FACETS, *RECORDS, *ends):
        yield name, values.get(name)


def _listed(value: object) -> Sequence[str]:
    if isinstance(value, tuple):
        return value
    return [] if value is None else [str(value)]


def _told(fault: Fault) -> str:
    """A fault, and what may have been meant."""
    near = " or ".join(f"`{value}`" for value, _ in fault.near)
    hint = f": did you mean {near}?" if near else ""
    return printable(f"--{fault.parameter.replace('_', '-')}: {fault.message}{hint}")
