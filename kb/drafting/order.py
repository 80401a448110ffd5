"""The house order of a file: its fields as the schema declares them, and no other byte changed.

Lines are moved, never written anew: a YAML library that keeps comments still wraps long values at
its own width, which changed most files of a base that were in order already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from kb.reading.yaml_text import Path, YamlText, read_yaml
from kb.schema.base import Written

Model = type[Written]


@cache
def fields(model: Model) -> tuple[str, ...]:
    """The names of a model's fields: what leads, single values, then what has lines below it."""
    first = [name for name in model.leading if name in model.model_fields]
    others = [name for name in model.model_fields if name not in first]
    others.sort(key=lambda name: _is_nested(model.model_fields[name].annotation))
    return (*first, *others)


def in_order(text: YamlText, model: Model) -> str | None:
    """The text with its fields in the house order; None where lines cannot be moved safely."""
    if _is_ordered(text.data, model):
        return text.text
    written = _Sorter(text).sorted(model)
    if written in {text.text, f"{text.text}\n"}:  # what is out of order stands in braces
        return text.text
    again, _ = read_yaml(written, text.file)
    return written if again is not None and again.data == text.data else None


def _is_ordered(value: Any, model: Model | None) -> bool:  # noqa: ANN401 - any data
    """Whether there is nothing to move: told without looking for the places of keys."""
    if model is None or not isinstance(value, dict | list):
        return True
    if isinstance(value, list):
        return all(_is_ordered(item, model) for item in value)
    return list(value) == _sorted(value, model) and all(
        _is_ordered(inner, _inner(model, name)) for name, inner in value.items()
    )


def _sorted(names: Iterable[str], model: Model) -> list[str]:
    """Names of fields as the model has them, those that it does not know at the end."""
    wanted = fields(model)
    return sorted(names, key=lambda name: wanted.index(name) if name in wanted else len(wanted))


@dataclass
class _Sorter:
    """Moves the lines of one file; each method gives the lines from `start` up to `end`."""

    text: YamlText

    def sorted(self, model: Model) -> str:
        return "".join(self.value((), self.text.data, model, 0, len(self.lines)))

    @cached_property
    def lines(self) -> list[str]:
        """The lines with their ends; the last one gets an end, to stand anywhere."""
        lines = self.text.text.splitlines(keepends=True)
        if lines and not lines[-1].endswith(("\n", "\r")):
            lines[-1] += "\r\n" if "\r\n" in self.text.text else "\n"
        return lines

    def value(self, path: Path, value: Any, model: Model | None, start: int, end: int) -> list[str]:  # noqa: ANN401 - any data
        """A value of a model, or a list of them; whatever else is there as it is."""
        if model and isinstance(value, dict) and self.is_block(path, value):
            return self.mapping(path, value, model, start, end)
        if model and isinstance(value, list) and self.is_listed(path, value):
            return self.items(path, value, model, start, end)
        return self.lines[start:end]

    def is_block(self, path: Path, value: Mapping[str, Any]) -> bool:
        """Whether each entry has lines of its own: a mapping in braces begins before its keys."""
        first = next(iter(value), None)
        here = self.text.place(path)
        return first is not None and here == self.text.place((*path, first), key=True)

    def is_listed(self, path: Path, value: list[Any]) -> bool:
        """Whether the items stand below one another, each behind a hyphen."""
        here = self.text.place(path)
        return bool(value) and here.excerpt[here.column - 1 :].startswith("-")

    def items(self, path: Path, value: list[Any], model: Model, start: int, end: int) -> list[str]:
        """A list's lines, with its items in order within themselves."""
        column = self.text.place(path).column
        lines = [self.text.place((*path, index)).line - 1 for index in range(len(value))]
        starts = [lines[0], *(self.lead(line, column) for line in lines[1:])]
        found = self.lines[start : starts[0]]
        for index, (at, stop) in enumerate(zip(starts, [*starts[1:], end], strict=True)):
            found += self.value((*path, index), value[index], model, at, stop)
        return found

    def mapping(
        self, path: Path, value: Mapping[str, Any], model: Model, start: int, end: int
    ) -> list[str]:
        """A mapping's lines: its entries in order, between what stands above and below them."""
        keys = list(value)
        places = [self.text.place((*path, key), key=True) for key in keys]
        column = places[0].column
        first = places[0].line - 1
        starts = [first, *(self.lead(place.line - 1, column) for place in places[1:])]
        tail = self.lead(end, column)
        entries = {
            key: self.value((*path, key), value[key], _inner(model, key), at, stop)
            for key, at, stop in zip(keys, starts, [*starts[1:], tail], strict=True)
        }
        order = _sorted(keys, model)
        if order != keys:
            _change_first(entries, keys[0], order[0], column - 1)
        moved = (line for key in order for line in entries[key])
        return [*self.lines[start:first], *moved, *self.lines[tail:end]]

    def lead(self, line: int, column: int) -> int:
        """Where the blank lines above a line begin, and the comments that stand no deeper."""
        while line and self._leads(self.lines[line - 1], column):
            line -= 1
        return line

    @staticmethod
    def _leads(line: str, column: int) -> bool:
        bare = line.strip()
        return not bare or (bare.startswith("#") and line.index("#") < column)


def _change_first(entries: dict[str, list[str]], old: str, new: str, column: int) -> None:
    """Let another entry stand first: behind the hyphen of its item, where there is one."""
    hyphen = entries[old][0][:column]
    entries[old][0] = " " * column + entries[old][0][column:]
    key = next(
        index for index, line in enumerate(entries[new]) if line.strip() and line.strip()[0] != "#"
    )
    entries[new][key] = hyphen + entries[new][key][column:]


@cache
def _inner(model: Model, name: str) -> Model | None:
    """The model of a field's value or of its items."""
    field = model.model_fields.get(name)
    return next(_models(field.annotation), None) if field else None


def _is_nested(annotation: Any) -> bool:  # noqa: ANN401 - any type expression
    """Whether a value is a list, or a record of its own."""
    kind = get_origin(annotation) or annotation
    is_one = isinstance(kind, type) and issubclass(kind, list | BaseModel)
    return is_one or any(map(_is_nested, get_args(annotation)))


def _models(annotation: Any) -> Iterator[Model]:  # noqa: ANN401 - any type expression
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation  # type: ignore[misc]  # what a file holds is Written
    for argument in get_args(annotation):
        yield from _models(argument)
