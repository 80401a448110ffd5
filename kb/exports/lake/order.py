"""What a lake tells of a base table, and the order of its rows."""

from __future__ import annotations

from kb.schema.tables import MODELS, table


def description(name: str) -> str:
    """What a row of a table is."""
    return (MODELS[name].__doc__ or "").split("\n", maxsplit=1)[0]


def order(name: str) -> tuple[str, ...]:
    """The columns that put rows in order: of the claim they belong to, then their key.

    So all that belongs to a claim stands together, and its place is in the files' statistics.
    """
    made = table(MODELS[name])
    key = [column.name for column in made.primary_key.columns]
    to_claims = made.columns if name != "claim" else ()
    claim = table(MODELS["claim"]).c.id
    owners = [column.name for column in to_claims if column.references(claim)]
    return tuple(dict.fromkeys([*owners[:1], *key]))
