"""Plain data into models; what pydantic refuses, as problems in plain words with places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from kb.problems import Problem, nearest
from kb.reading.yaml_text import YamlText
from kb.schema.base import FORMS, Written

CODES: Mapping[str, str] = {
    "unknown-key": """A key that this kind of record does not have, often one letter off.

    Wrong: outcom: pain
    Right: outcome: pain
    """,
    "missing-key": """A key that this kind of record must have.

    Wrong: a claim without `kind`
    Right: kind: effect
    """,
    "wrong-type": """A value of another type: a word where a number belongs, one value for a list.

    Wrong: characters: many
    Right: characters: 18805
    """,
    "unknown-word": """A word that is not in the field's vocabulary.

    Wrong: direction: decreases
    Right: direction: decrease
    """,
    "out-of-range": """A number outside the bounds of its field, or not finite.

    Wrong: female_share: 55
    Right: female_share: 0.55
    """,
    "wrong-form": """A value that does not have the form of its field: an id, a date, a digest.

    Wrong: id: Sleep_Quality
    Right: id: sleep-quality
    """,
    "wrong-length": """A text or list that is empty, too short or too long.

    Wrong: span: [10]
    Right: span: [10, 42]
    """,
}

T = TypeVar("T", bound=Written)

LONGEST_SHOWN = 60
_LENGTHS = {
    "string_too_short": ("character", "at least", "min_length"),
    "string_too_long": ("character", "at most", "max_length"),
    "too_short": ("item", "at least", "min_length"),
    "too_long": ("item", "at most", "max_length"),
}
_TEXT = ("text", "put it in quotes if it is meant as text")
_NUMBER = ("a number", "write digits with a point, as 2.5, without quotes or a unit")
_WHOLE = ("a whole number", "write digits alone, as 12, without quotes or a unit")
_MAPPING = ("a mapping", "write its fields below the key, one `key: value` line each")
_TYPES = {
    "string_type": _TEXT,
    "float_type": _NUMBER,
    "int_type": _WHOLE,
    "int_from_float": _WHOLE,
    "bool_type": ("true or false", "write true or false, without quotes"),
    "list_type": ("a list", "write its items below the key, one `- ` line each"),
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
}
_RANGES = {
    "greater_than_equal": "at least {ge:g}",
    "less_than_equal": "at most {le:g}",
    "finite_number": "a finite number",
}


def validate(model: type[T], text: YamlText) -> tuple[T | None, list[Problem]]:
    """A record from a file's data, or every problem that its schema finds."""
    try:
        return model.model_validate(text.data), []
    except ValidationError as error:
        return None, [_problem(model, text, details) for details in error.errors(include_url=False)]


def shown(value: object) -> str:
    """A value as short as a message can bear it."""
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a mapping"
    if value is None:
        return "nothing"
    if isinstance(value, str) and not value.strip():
        return "blank"
    word = str(value).lower() if isinstance(value, bool) else str(value)
    return f"`{_shortened(word)}`" if isinstance(value, str | bool) else word


def _shortened(text: str) -> str:
    text = " ".join(text[: 2 * LONGEST_SHOWN].split())
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"


def _problem(model: type[BaseModel], text: YamlText, error: ErrorDetails) -> Problem:
    path, kind = error["loc"], error["type"]
    if kind == "extra_forbidden":
        fields = _fields(model, path[:-1])
        hint = nearest(str(path[-1]), fields) or f"known here: {', '.join(fields)}"
        place = text.place(path, key=True)
        return Problem(place, "unknown-key", f"unknown key {shown(path[-1])}", hint)
    if kind == "missing":
        place = text.place(path[:-1], key=True)
        return Problem(place, "missing-key", f"`{path[-1]}` is missing", f"add `{path[-1]}:`")
    code, message, hint = _refusal(_subject(path), error)
    return Problem(text.place(path), code, message, hint)


def _subject(path: Sequence[str | int]) -> str:
    """What a message speaks of: a key, an item of its list, or the whole record."""
    key = next((part for part in reversed(path) if isinstance(part, str)), None)
    if key is None:
        return "the record"
    return f"`{key}`" if path[-1] == key else f"item {int(path[-1]) + 1} of `{key}`"


def _refusal(subject: str, error: ErrorDetails) -> tuple[str, str, str]:
    """Code, message and hint for a value that pydantic refused; of any kind, now or later."""
    kind, value, context = error["type"], error["input"], error.get("ctx", {})
    if "hint" in context:  # a refusal of the schema's own
        return kind, error["msg"], context["hint"]
    if kind in {"enum", "literal_error"}:
        words = re.findall(r"'([^']*)'", context["expected"])
        hint = nearest(str(value), words) if isinstance(value, str) else ""
        message = f"{subject} cannot be {shown(value)}"
        return "unknown-word", message, hint or f"one of: {', '.join(words)}"
    if kind in _RANGES:
        needed = _RANGES[kind].format(**context)
        return "out-of-range", f"{subject} is {shown(value)}, but must be {needed}", ""
    if kind in _LENGTHS:
        return "wrong-length", _length(subject, error), ""
    if kind in _TYPES:
        needed, hint = _TYPES[kind]
        hint = "write a value, or leave the key out" if value is None else hint
        return "wrong-type", f"{subject} is {shown(value)}, but must be {needed}", hint
    form = FORMS.get(context.get("pattern", ""))
    hint = f"write {form}" if form else error["msg"]
    return "wrong-form", f"{subject} is {shown(value)}", hint


def _length(subject: str, error: ErrorDetails) -> str:
    unit, bound, key = _LENGTHS[error["type"]]
    length = len(error["input"])
    plural = "" if length == 1 else "s"
    return f"{subject} has {length} {unit}{plural}, but must have {bound} {error['ctx'][key]}"


def _fields(model: type[BaseModel], path: Iterable[str | int]) -> list[str]:
    """Names of the fields of the model that stands at a path below a model."""
    models = [model]
    for part in path:
        if isinstance(part, str):
            fields = [m.model_fields[part] for m in models if part in m.model_fields]
            models = [inner for field in fields for inner in _models(field.annotation)]
    return [name for m in models for name in m.model_fields]


def _models(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401 - any type expression
    """The models inside a type expression, as `list[Model] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)
