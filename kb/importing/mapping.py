"""A mapping's file, read and checked before any row is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from kb.corpus.validate import validate
from kb.importing.date import ORDERS
from kb.importing.json_schema import DECIMALS
from kb.importing.making import SHARED, template, used
from kb.importing.target import TAKEN, TARGETS, Field, Kind, Target
from kb.importing.template import Template
from kb.importing.vocabulary import OTHERWISE
from kb.problems import Place, Problem, nearest
from kb.reading.yaml_text import YamlText, read_yaml
from kb.schema.mapping import MappedFile, MappingFile

OPTIONS = frozenset({"before", "value", "words", "date", "decimal", "split"})
TAKING = frozenset({"take", "of", "by"})
"""Keys of a value that is more than text."""
NAMED = 10
"""Columns that are named where one is not there."""
Where = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Mapped:
    """A mapping, and the text that it was read from."""

    file: MappingFile
    text: str

    @property
    def digest(self) -> str:
        """SHA-256 of the text."""
        return sha256(self.text.encode()).hexdigest()

    @property
    def described_terms(self) -> frozenset[str]:
        """Kinds of terms that it describes itself; others are made of their labels."""
        targets = (item.get("term") for one in self.file.files for item in one.make)
        return frozenset(str(told["kind"]) for told in targets if told)


def read(path: Path) -> tuple[Mapped | None, list[Problem]]:
    """A mapping, or every problem of it."""
    name = path.as_posix()
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError:
        return None, [Problem(Place(name), "not-utf-8", "this is no text in UTF-8")]
    yaml, problems = read_yaml(text, name)
    if yaml is None:
        return None, problems
    file, problems = validate(MappingFile, yaml)
    if file is None:
        return None, problems
    problems = [*_Check(file, yaml).problems()]
    return (None, problems) if problems else (Mapped(file, text), [])


class _Check:
    """What a mapping's schema cannot say: targets, their fields, and what fills them."""

    def __init__(self, file: MappingFile, yaml: YamlText) -> None:
        self._file = file
        self._yaml = yaml

    def problems(self) -> Iterator[Problem]:
        for number, mapped in enumerate(self._file.files):
            if mapped.file in {one.file for one in self._file.files[:number]}:
                message = f"`{mapped.file}` stands here a second time"
                hint = "make all that its rows become in one place"
                yield self._problem(("files", number, "file"), "repeated-key", message, hint)
            if not mapped.make:
                message = f"nothing is made of the rows of `{mapped.file}`"
                hint = "say under `make:` what a row becomes, or leave the file out of the mapping"
                yield self._problem(("files", number, "make"), "missing-key", message, hint)
            for name in (*mapped.key, *mapped.refuse):
                if "[]" in name:
                    message = f"`{name}` is of the elements of a list, and this looks at rows"
                    yield self._problem(("files", number), "wrong-type", message, "leave it out")
            for place, item in enumerate(mapped.make):
                where: Where = ("files", number, "make", place)
                if len(item) != 1:
                    yield self._problem(where, "wrong-type", "an item makes one thing", "part it")
                for name, told in item.items():
                    yield from self._target((*where, name), name, told)

    def _target(self, where: Where, name: str, told: Mapping[str, Any]) -> Iterator[Problem]:
        if name not in TARGETS:
            yield self._unknown(where, "thing to make", name, TARGETS)
            return
        target = TARGETS[name]
        for field, value in told.items():
            if field == SHARED:
                continue
            if field in target.fields:
                yield from self._value((*where, field), target.fields[field], value)
            else:
                yield self._unknown((*where, field), f"field of `{name}`", field, target.fields)
        yield from self._missing(where, name, target, told)
        lists = {part for value in told.values() for part in template(value).lists}
        if len(lists) > 1:
            message = f"`{name}` is made of elements of two lists: {', '.join(sorted(lists))}"
            yield self._problem(where, "wrong-type", message, "make one thing of each list")

    def _missing(
        self, where: Where, name: str, target: Target, told: Mapping[str, Any]
    ) -> Iterator[Problem]:
        for field in target.fields.values():
            if field.required and field.name not in told:
                message = f"`{name}` needs `{field.name}`"
                hint = f"add `{field.name}:`"
                yield self._problem(where, "missing-key", message, hint, key=True)

    def _value(self, where: Where, field: Field, value: Any) -> Iterator[Problem]:  # noqa: ANN401
        if isinstance(value, Mapping):
            yield from self._options(where, field, value)
        elif isinstance(value, list) or value is None:
            hint = "write text in which {column} stands for what a row says, in quotes"
            yield self._problem(where, "wrong-type", f"`{field.name}` is no text", hint)
        else:
            yield from self._constant(where, field, value)

    def _options(self, where: Where, field: Field, told: Mapping[str, Any]) -> Iterator[Problem]:
        if set(told) & TAKING:
            yield from self._taking(where, told)
            return
        for name in told:
            if name not in OPTIONS:
                yield self._unknown((*where, name), "key of a value", name, OPTIONS)
        if not isinstance(told.get("value"), str | int | float):
            hint = 'write `{value: "{column}"}`, or text in quotes: "{column}"'
            yield self._problem(where, "missing-key", f"`{field.name}` has no `value`", hint)
        if told.get("date", ORDERS[0]) not in ORDERS:
            yield self._unknown((*where, "date"), "order of dates", str(told["date"]), ORDERS)
        if told.get("decimal", DECIMALS[0]) not in DECIMALS:
            sign = str(told["decimal"])
            yield self._unknown((*where, "decimal"), "decimal sign", sign, DECIMALS)
        if "words" in told:
            yield from self._words((*where, "words"), field, str(told["words"]))

    def _taking(self, where: Where, told: Mapping[str, Any]) -> Iterator[Problem]:
        of, column = str(told.get("of")), str(told.get("take"))
        if set(told) != TAKING or of not in TAKEN:
            hint = 'write `{take: FIELD, of: TARGET, by: "{column}"}`'
            yield self._problem(where, "missing-key", "this takes nothing of nothing", hint)
        elif column not in TAKEN[of]:
            yield self._unknown((*where, "take"), f"field of `{of}`", column, TAKEN[of])

    def _words(self, where: Where, field: Field, name: str) -> Iterator[Problem]:
        """The vocabulary must be there, and its meanings words of the field."""
        table = self._file.vocabularies.get(name)
        if table is None:
            yield self._unknown(where, "vocabulary", name, self._file.vocabularies)
            return
        for word, meaning in table.items() if field.words else ():
            if meaning not in field.words:
                place = ("vocabularies", name, word)
                yield self._unknown(place, f"word of `{field.name}`", meaning, field.words)

    def _constant(self, where: Where, field: Field, value: object) -> Iterator[Problem]:
        told = str(value)
        if field.kind == Kind.words and not Template(told).names and told not in field.words:
            yield self._unknown(where, f"word of `{field.name}`", told, field.words)

    def _unknown(self, where: Where, what: str, word: str, known: Any) -> Problem:  # noqa: ANN401
        names = [name for name in known if name != OTHERWISE]
        hint = nearest(word, names) or f"known here: {', '.join(sorted(names))}"
        return self._problem(where, "unknown-word", f"there is no {what} `{word}`", hint, key=True)

    def _problem(
        self, where: Where, code: str, message: str, hint: str, *, key: bool = False
    ) -> Problem:
        return Problem(self._yaml.place(where, key=key), code, message, hint)


def unfit(mapped: MappedFile, there: Sequence[str]) -> Iterator[str]:
    """Why a file with these columns is not the one that a mapping speaks of, in sentences."""
    told = dict.fromkeys(used(mapped))
    known = frozenset(there)
    for name in told:
        if name not in known:
            near = nearest(name, known) or f"it has {_some(there)}"
            yield f"there is no column `{name}`: {near}"
    for name in there:
        if name not in told and name not in mapped.left_out:
            yield f"the column `{name}` is neither used nor left out: add it under `left_out:`"


def _some(names: Sequence[str]) -> str:
    """The first of some names, and how many more there are."""
    more = [f"and {len(names) - NAMED:,} more"] if len(names) > NAMED else []
    return ", ".join([*names[:NAMED], *more])
