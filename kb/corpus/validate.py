"""Plain data into models; what pydantic refuses, as problems in plain words with places."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from kb.problems import Problem
from kb.reading.yaml_text import YamlText
from kb.schema.base import Written

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

    Wrong: id: Knee_Pain
    Right: id: knee-pain
    """,
    "wrong-length": """A text or list that is empty, too short or too long.

    Wrong: span: [10]
    Right: span: [10, 42]
    """,
}

T = TypeVar("T", bound=Written)

_FORMS = (
    ("^[a-z0-9]+(-[a-z0-9]+)*\\.", "`document-id.statement-id`"),
    ("^[a-z0-9]+(-[a-z0-9]+)*$", "lower-case words and digits joined by single hyphens"),
    ("^\\d{4}", "a date such as 2024, 2024-01 or 2024-01-28"),
    ("^[0-9a-f]{64}", "64 hexadecimal digits (SHA-256)"),
    ("^[0-9a-f]{10}", "three digests written by `kb verify --write`"),
    ("^[CD]\\d", "a MeSH id such as D020370"),
    ("\\S", "some words"),
    ("^[^\\s", "a BibTeX key, with a locator in brackets where one belongs"),
)
_TYPES = {
    "string_type": "text (put a number or true/false that is meant as text in quotes)",
    "float_type": "a number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "list_type": "a list: one `- ` line an item",
    "model_type": "a mapping: one `key: value` line a field",
    "model_attributes_type": "a mapping: one `key: value` line a field",
    "dict_type": "a mapping: one `key: value` line a field",
    "enum": "a word of the vocabulary",
}
_RANGES = {
    "greater_than_equal": "at least {ge}",
    "less_than_equal": "at most {le}",
    "finite_number": "a finite number",
}


def validate(model: type[T], text: YamlText) -> tuple[T | None, list[Problem]]:
    """A record from a file's data, or every problem that its schema finds."""
    try:
        return model.model_validate(text.data), []
    except ValidationError as error:
        return None, [_problem(model, text, details) for details in error.errors(include_url=False)]


def nearest(word: str, words: Iterable[str]) -> str:
    """A hint that names the likeliest word meant; empty when none is near."""
    matches = difflib.get_close_matches(word, sorted(words), 1)
    return f"did you mean `{matches[0]}`?" if matches else ""


def shown(value: object) -> str:
    """A value as short as a message can bear it."""
    words = f"`{value}`" if isinstance(value, str) else "nothing" if value is None else repr(value)
    words = " ".join(words.split())
    return words if len(words) <= 60 else f"{words[:57]}…{words[-1]}"


def _problem(model: type[BaseModel], text: YamlText, error: ErrorDetails) -> Problem:
    path, kind = error["loc"], error["type"]
    name = next((part for part in reversed(path) if isinstance(part, str)), "the record")
    if kind == "extra_forbidden":
        fields = _fields(model, path[:-1])
        hint = nearest(str(path[-1]), fields) or f"known here: {', '.join(fields)}"
        place = text.place(path, key=True)
        return Problem(place, "unknown-key", f"unknown key `{path[-1]}`", hint)
    if kind == "missing":
        hint = f"add `{path[-1]}:`"
        place = text.place(path[:-1], key=True)
        return Problem(place, "missing-key", f"`{path[-1]}` is missing", hint)
    code, message, hint = _refusal(name, error)
    return Problem(text.place(path), code, message, hint)


def _refusal(name: str, error: ErrorDetails) -> tuple[str, str, str]:
    """Code, message and hint for a value that pydantic refused."""
    kind, value, context = error["type"], error["input"], error.get("ctx", {})
    if "hint" in context:  # a refusal of the schema's own
        return kind, error["msg"], context["hint"]
    if kind == "enum" and isinstance(value, str):
        words = [word.strip("'") for word in context["expected"].replace(" or ", ", ").split(", ")]
        hint = nearest(value, words) or f"one of: {', '.join(words)}"
        return "unknown-word", f"`{name}` cannot be {shown(value)}", hint
    if kind == "literal_error":
        return "unknown-word", f"`{name}` cannot be {shown(value)}", f"here: {context['expected']}"
    if kind in _RANGES:
        needed = _RANGES[kind].format(**context)
        return "out-of-range", f"`{name}` is {shown(value)}, but must be {needed}", ""
    if kind == "string_pattern_mismatch":
        pattern = context["pattern"]
        form = next(form for start, form in _FORMS if pattern.startswith(start))
        return "wrong-form", f"`{name}` is {shown(value)}", f"write {form}"
    if "too_long" in kind or "too_short" in kind:
        message = error["msg"].replace(" after validation", "").lower()
        return "wrong-length", f"`{name}`: {message}", ""
    needed = _TYPES[kind]
    return "wrong-type", f"`{name}` is {shown(value)}, but must be {needed}", ""


def _fields(model: type[BaseModel], path: Iterable[str | int]) -> list[str]:
    """Names of the fields of the model that stands at a path below a model."""
    for part in path:
        if isinstance(part, str):
            model = next(_models(model.model_fields[part].annotation))
    return list(model.model_fields)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401 - any type expression
    """The models inside a type expression, as `list[Model] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        if not (isinstance(argument, type) and issubclass(argument, StrEnum)):
            yield from _models(argument)
