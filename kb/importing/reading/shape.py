"""Where in a record the wanted values stand: its own, and those in the elements of its lists."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from kb.importing.reading.alike import Alike
from kb.importing.reading.batch import Batch, Part, Rejected, shown

ELEMENTS = "[]"
"""After the path of a list, where a path goes on in each of its elements."""
KINDS = {str: "a text", bool: "true or false", int: "a number", float: "a number", list: "a list"}
Known = Mapping[str, "Known"]
"""The keys of an object that paths lead through, each with those below it; none: all are."""


class ShapeError(Exception):
    """A record that is not as the paths need it."""


class Values:
    """The values at some paths of an object, in their order; what is absent is None.

    An empty path is the object itself.
    """

    def __init__(self, paths: Sequence[str]) -> None:
        self.paths = tuple(paths)
        self._keys = [tuple(path.split(".")) if path else () for path in paths]
        self._names = [keys[0] for keys in self._keys if len(keys) == 1]
        self._is_flat = len(self._names) == len(self._keys)
        self._known = None if "" in paths else _known(self._keys)

    def of(self, thing: object, strays: Counter[str], within: str = "") -> tuple[Any, ...]:
        """The values of one object; keys that no path leads to are counted.

        Raises
        ------
        ShapeError
            If it, or what a path leads through, is no object.
        """
        if self._known is not None and isinstance(thing, dict):
            _count_strays(thing, self._known, within, strays)
            if self._is_flat:
                return tuple(map(thing.get, self._names))
        return tuple([_value(thing, keys, within) for keys in self._keys])


class Shape:
    """All that is wanted of a record: its own values, and those of the elements of its lists.

    Parameters
    ----------
    wanted
        Paths as `claim`, `trial.year`, `evidence[].text`, `tags[]`.

    Raises
    ------
    ShapeError
        If a path leads into lists within lists.
    """

    def __init__(self, wanted: Sequence[str]) -> None:
        below: dict[str, list[str]] = {}
        for path in wanted:
            before, bracket, after = path.partition(ELEMENTS)
            if ELEMENTS in after:
                raise ShapeError(f"`{path}` leads into lists within lists")
            if bracket:
                below.setdefault(before, []).append(after.removeprefix("."))
        own = [path for path in wanted if ELEMENTS not in path]
        self.columns = tuple(own)
        self.parts = {path: tuple(names) for path, names in below.items()}
        self.strays = Counter[str]()
        self._own = Values([*own, *below])
        self._lists = [(path, Values(names)) for path, names in below.items()]
        self._alike = Alike(own, self.parts) if _is_plain(own, self.parts) else None

    def batch(self, numbers: list[int]) -> Batch:
        """A batch to be filled, whose rows will have these numbers."""
        return Batch(numbers, [], [], {path: Part() for path in self.parts})

    def at_once(self, records: Sequence[object], first: int) -> Batch | None:
        """A batch of records if all are alike and have only what is wanted; the rule, and fast."""
        if self._alike is None:
            return None
        return self._alike.batch(records, range(first, first + len(records)))

    def filled(self, file: str, records: Sequence[object], first: int) -> Batch:
        """A batch of records that are numbered from the first on."""
        if found := self.at_once(records, first):
            return found
        numbers: list[int] = []
        batch = self.batch(numbers)
        for number, record in enumerate(records, first):
            try:
                self.add(record, batch)
                numbers.append(number)
            except ShapeError as error:
                text = shown(json.dumps(record, ensure_ascii=False, default=str))
                batch.rejected.append(Rejected(file, number, "wrong-shape", str(error), text))
        return batch

    def add(self, record: object, batch: Batch) -> None:
        """Add a record's values to a batch's rows, and those of its elements to its parts.

        Raises
        ------
        ShapeError
            If it is not as the paths need it; then nothing is added.
        """
        values = self._own.of(record, self.strays)
        if not self._lists:
            batch.rows.append(values)
            return
        n_own = len(self.columns)
        elements = [
            _elements(values[at], path, each, self.strays)
            for at, (path, each) in enumerate(self._lists, n_own)
        ]
        for (path, _), found in zip(self._lists, elements, strict=True):
            part = batch.parts[path]
            part.owners.extend([len(batch.rows)] * len(found))
            part.rows.extend(found)
        batch.rows.append(values[:n_own])


def _is_plain(columns: Sequence[str], parts: Mapping[str, Sequence[str]]) -> bool:
    """Whether all paths are keys: of a record, and of the elements of its lists."""
    names = [*columns, *parts, *(name for each in parts.values() for name in each if name)]
    is_mixed = any("" in each and len(each) > 1 for each in parts.values())
    return "" not in columns and not is_mixed and not any("." in name for name in names)


def _elements(
    value: object, path: str, each: Values, strays: Counter[str]
) -> list[tuple[Any, ...]]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise ShapeError(f"`{path}` is {_kind(value)}, not a list")
    within = f"{path}{ELEMENTS}"
    return [each.of(element, strays, within) for element in value]


def _value(thing: object, keys: tuple[str, ...], within: str) -> object:
    """What stands at a path; None where an object on the way is absent."""
    for number, key in enumerate(keys):
        if thing is None and number:
            return None
        if not isinstance(thing, dict):
            where = ".".join([within, *keys[:number]] if within else keys[:number])
            raise ShapeError(f"{f'`{where}`' if where else 'it'} is {_kind(thing)}, not an object")
        thing = thing.get(key)
    return thing


def _kind(value: object) -> str:
    return KINDS.get(type(value), "an object" if value is not None else "null")


def _known(paths: Sequence[tuple[str, ...]]) -> Known:
    """The tree of keys that paths lead through."""
    tree: dict[str, Any] = {}
    for path in sorted(paths, key=len, reverse=True):
        at = tree
        for key in path[:-1]:
            at = at.setdefault(key, {})
        at[path[-1]] = {}  # wanted as it is: whatever is below is wanted, too
    return tree


def _count_strays(thing: dict[str, Any], known: Known, within: str, strays: Counter[str]) -> None:
    if not thing.keys() <= known.keys():
        for key in thing.keys() - known.keys():
            if thing[key] is not None:
                strays[f"{within}.{key}" if within else key] += 1
    for key, below in known.items():
        if below and isinstance(inner := thing.get(key), dict):
            _count_strays(inner, below, f"{within}.{key}" if within else key, strays)
