"""Many records at once, as long as all are of one plain shape: what is wanted, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import chain
from operator import itemgetter
from types import NoneType
from typing import Any

from kb.importing.reading.batch import Batch, Part

LISTS = {list, NoneType}


class Alike:
    """Values under plain keys, of records and of the objects in their lists.

    Parameters
    ----------
    columns
        Keys of a record.
    parts
        By the key of each list, the keys of its elements; one that is empty is the element itself.
    """

    def __init__(self, columns: Sequence[str], parts: Mapping[str, Sequence[str]]) -> None:
        self._known = frozenset([*columns, *parts])
        self._columns = tuple(columns)
        self._parts = parts

    def batch(self, records: Sequence[Any], numbers: Sequence[int]) -> Batch | None:
        """A batch of all of them; None if one must be looked at by itself."""
        rows = _values(records, self._columns, self._known)
        if rows is None:
            return None
        parts = {}
        for path, names in self._parts.items():
            part = _part([record.get(path) for record in records], names)
            if part is None:
                return None
            parts[path] = part
        return Batch(numbers, rows, [], parts)


def _part(lists: Sequence[Any], names: Sequence[str]) -> Part | None:
    """The elements of lists; None if something is no list, or no object."""
    if not set(map(type, lists)) <= LISTS:
        return None
    owners = [owner for owner, each in enumerate(lists) if each for _ in each]
    elements = list(chain.from_iterable(filter(None, lists)))
    if tuple(names) == ("",):
        return Part(owners, list(zip(elements, strict=True)))
    rows = _values(elements, names, frozenset(names))
    return None if rows is None else Part(owners, rows)


def _values(
    things: Sequence[Any], names: Sequence[str], known: frozenset[str]
) -> list[tuple[Any, ...]] | None:
    """The values of objects; None if something is none, or has a key that is not known."""
    if not set(map(type, things)) <= {dict} or not known.issuperset(chain.from_iterable(things)):
        return None
    if len(names) > 1:  # one would be given by itself
        with suppress(KeyError):
            return list(map(itemgetter(*names), things))
    return [tuple(map(thing.get, names)) for thing in things]
