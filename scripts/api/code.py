"""The modules that are written: the vocabularies, the fields of each record, its filters."""

from __future__ import annotations

import builtins
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from textwrap import wrap

from kb.schema.vocabulary import SCALES
from scripts.api.column import IDS, PAIRS, Field
from scripts.api.kind import KINDS, Kind

WRITTEN = "written from the schema by `python -m scripts.api`."
WIDTH = 96
ROOT = Path(__file__).resolve().parents[2]
OPERATORS = (">=", ">", "<=", "<")
HAND_WRITTEN = ("claims",)
"""Kinds whose filters are more than their columns."""


def written() -> dict[str, str]:
    """The modules by their paths, formatted."""
    found = {"kb/api/words.py": "\n".join(_words())}
    for kind in KINDS:
        found[f"kb/api/rows/{kind.module}.py"] = "\n".join(_row(kind))
        if kind.many not in HAND_WRITTEN:
            found[f"kb/api/filters/{kind.module}.py"] = "\n".join(_filters(kind))
    return _formatted(found)


def _formatted(modules: Mapping[str, str]) -> dict[str, str]:
    """Code as ruff formats it."""
    ruff = str(Path(sys.executable).with_name("ruff"))
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: Path(folder, name.replace("/", ".")) for name in modules}
        for name, path in paths.items():
            path.write_text(modules[name], "utf-8")
        config = str(ROOT / "pyproject.toml")
        subprocess.run([ruff, "format", "--quiet", "--config", config, folder], check=True)  # noqa: S603 - ruff
        return {name: path.read_text("utf-8") for name, path in paths.items()}


# -- vocabularies --------------------------------------------------------------------------------


def _words() -> Iterator[str]:
    found = {field.words for kind in KINDS for field in kind.fields if field.words}
    yield f'"""The words that columns may hold, {WRITTEN}"""'
    yield "from __future__ import annotations\n"
    yield "from typing import Literal"
    for vocabulary in sorted(found, key=lambda one: one.__name__):
        name, told = vocabulary.__name__, (vocabulary.__doc__ or "").strip()
        yield f"{name} = Literal[{_quoted(word.value for word in vocabulary)}]"
        yield f'"""{told}"""'
        if vocabulary in SCALES:
            compared = (f"{sign}{word}" for word in SCALES[vocabulary] for sign in OPERATORS)
            yield f"{name}Degree = Literal[{_quoted(compared)}]"
            yield f'"""Those from one of {name}\'s degrees on."""'


def _quoted(words: Iterator[str]) -> str:
    return ", ".join(f'"{word}"' for word in words)


# -- fields --------------------------------------------------------------------------------------


def _row(kind: Kind) -> Iterator[str]:
    fields = kind.fields
    yield f'"""The fields of a {kind.called}, {WRITTEN}"""'
    yield "from __future__ import annotations\n"
    yield f"from typing import NamedTuple{', get_args' if _vocabularies(fields) else ''}\n"
    if _vocabularies(fields):
        yield "from kb.api import words"
    places = [str(place) for place, field in enumerate(fields) if field.kind in {IDS, PAIRS}]
    if places:
        yield "from kb.api.loading import loader"
    yield "from kb.api.table import Column, Table"
    yield f"class {kind.record}Row(NamedTuple):"
    yield f'    """{kind.meaning}'
    yield ""
    yield "    Parameters"
    yield "    ----------"
    for field in fields:
        yield f"    {field.name}"
        yield from (f"        {line}" for line in wrap(meaning(field), WIDTH - 8))
    yield '    """'
    yield from (f"    {field.name}: {annotation(field)}" for field in fields)
    yield "TABLE = Table("
    told = (kind.many, kind.called, kind.several, kind.source, kind.key, kind.title, kind.searched)
    names = ("name", "one", "several", "source", "key", "title", "searched")
    yield from (f"    {name}={_literal(text)}," for name, text in zip(names, told, strict=True))
    yield "    columns={"
    yield from (f'        "{field.name}": {_column(field)},' for field in fields)
    yield "    },"
    loaded = f"loader({', '.join(places)})" if places else None
    yield f"    loaded={loaded},"
    yield ")"


def meaning(field: Field) -> str:
    """What a field holds, as Python has it."""
    return field.meaning.replace("a JSON array", "a tuple")


def _vocabularies(fields: Sequence[Field]) -> bool:
    return any(field.words for field in fields)


def _literal(text: str) -> str:
    """Text as code: in parts where it is long."""
    if len(text) < WIDTH // 2:
        return repr(text)
    parts = wrap(text, WIDTH - 20, drop_whitespace=False, break_on_hyphens=False)
    return f"({' '.join(map(repr, parts))})"


def annotation(field: Field) -> str:
    """The type of a field."""
    kinds = {
        "text": "str",
        "number": "int" if field.is_whole else "float",
        "flag": "int",
        IDS: "tuple[str, ...]",
        PAIRS: "tuple[tuple[str, float], ...]",
    }
    name = f"words.{field.words.__name__}" if field.words else kinds[field.kind]
    return f"{name} | None" if field.is_optional else name


def _column(field: Field) -> str:
    options = [f'"{field.kind}"']
    if field.is_whole:
        options.append("is_whole=True")
    if field.words:
        options.append(f"words=get_args(words.{field.words.__name__})")
        options += [
            f"scale=({_quoted(iter(SCALES[one]))})" for one in [field.words] if one in SCALES
        ]
    if field.refers:
        options.append(f'refers="{field.refers}"')
    return f"Column({', '.join(options)})"


# -- filters -------------------------------------------------------------------------------------


def _filters(kind: Kind) -> Iterator[str]:
    fields = [field for field in kind.fields if not (kind.searched and field.name == "text")]
    has_numbers = any(field.kind == "number" for field in fields)
    yield f'"""The filters of {kind.many}, {WRITTEN}"""'
    yield "from __future__ import annotations\n"
    yield "from typing import TYPE_CHECKING, Never\n"
    yield f"from kb.api.chooser import Chooser, {'Number, ' if has_numbers else ''}Some"
    yield "from kb.api.results import Results"
    yield "if TYPE_CHECKING:"
    if _vocabularies(fields):
        yield "    from kb.api import words"
    yield f"    from kb.api.records.{_home(kind)} import {kind.record}"
    yield f"class {kind.record}Filters(Chooser):"
    yield f'    """{kind.many.capitalize()} of a knowledge base, by their columns."""'
    yield from _many(kind, fields)
    yield f"    def {kind.one}(self, {kind.key}: str) -> {kind.record}:"
    told = "an error names those most like an unknown one."
    yield f'        """The {kind.called} of an id; {told}"""'
    yield f'        found: {kind.record} = self._record("{kind.many}", {kind.key})'
    yield "        return found"


def _home(kind: Kind) -> str:
    """The module in which its class is written by hand."""
    from kb.api.chooser import KINDS as HOMES  # noqa: PLC0415 - what it loads may not be written yet

    return HOMES[kind.many][0]


def _many(kind: Kind, fields: Sequence[Field]) -> Iterator[str]:
    yield f"    def {kind.many}(  # noqa: PLR0913 - a filter for each column"
    yield "        self,"
    yield "        *,"
    for field in fields:
        excuse = "  # noqa: A002 - the column's name" if hasattr(builtins, parameter(field)) else ""
        yield f"        {parameter(field)}: {asked(field)} = None,{excuse}"
    if kind.searched:
        yield "        text: str | None = None,"
    yield "        limit: int | None = None,"
    yield "        order: Some[str] | None = None,"
    yield "        **others: Never,"
    yield f"    ) -> Results[{kind.record}]:"
    told = f"that meet all filters; `kb.{kind.record}` tells what each holds."
    yield f'        """{kind.many.capitalize()} {told}"""'
    yield f'        found: Results[{kind.record}] = self._chosen("{kind.many}", locals())'
    yield "        return found"
    yield ""


def parameter(field: Field) -> str:
    """The filter of a column: of a list, what one of its items is called."""
    return field.name.removesuffix("s") if field.kind in {IDS, PAIRS} else field.name


def asked(field: Field) -> str:
    """What a filter takes."""
    if field.kind == "number":
        return "Number | None"
    if field.kind == "flag":
        return "bool | None"
    name = f"words.{field.words.__name__}" if field.words else "str"
    if field.words in SCALES:
        name = f"{name} | {name}Degree"
    there = "bool | " if field.is_optional or field.kind in {IDS, PAIRS} else ""
    return f"Some[{name}] | {there}None"
