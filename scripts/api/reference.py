"""The reference of `import kb`, as Markdown: from signatures and docstrings alone."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator

import kb
from scripts.api.code import annotation, meaning
from scripts.api.kind import KINDS, Kind

FUNCTIONS = ("open", "build", "pool")
BASE = ("search", "check_text", "sql", "pool", "summary", "export", "about", "path", "address")
RESULTS = ("order_by", "first", "one", "ids", "columns", "tuples")
TABLES = ("to_dicts", "to_pandas", "to_polars", "to_arrow")
_SECTION = re.compile(r"^(\w+)\n-+\n", re.MULTILINE)
_MODULE = re.compile(r"\b(?:\w+\.)+(?=[A-Z])")
WIDTH = 100


def page() -> str:
    """The reference: functions, the base, results, and each kind of record with its filters."""
    return "\n".join(_page()) + "\n"


def _page() -> Iterator[str]:
    yield "## Functions"
    for name in FUNCTIONS:
        yield from _callable(f"kb.{name}", getattr(kb, name))
    yield from ("", "## A knowledge base", "", _text(kb.Base))
    for name in (*BASE, "close"):
        yield from _member(f"base.{name}", inspect.getattr_static(kb.Base, name))
    yield from ("", "## Results", "", _text(kb.Results))
    for name in (*RESULTS, *TABLES):
        yield from _member(f"results.{name}", inspect.getattr_static(kb.Results, name))
    yield from ("", "## Records")
    for kind in KINDS:
        yield from _record(kind)
    yield from ("", "## Other values")
    for name in ("Answer", "Checked", "Resembling", "Amount"):
        yield from ("", f"### kb.{name}", "", _text(getattr(kb, name)))
    yield from ("", "## Errors and warnings", "", "| name | when |", "|---|---|")
    for name in kb.__all__:
        found = getattr(kb, name)
        if isinstance(found, type) and issubclass(found, Exception):
            yield f"| `kb.{name}` | {_first(found)} |"


def _members(kind: type) -> Iterator[tuple[str, object]]:
    """What a class itself has for users, in the order of its source."""
    for name, member in vars(kind).items():
        if not name.startswith("_") and (
            isinstance(member, property) or inspect.isfunction(member)
        ):
            yield name, member


def _member(name: str, member: object) -> Iterator[str]:
    if isinstance(member, property):
        yield from ("", f"### {name}", "", _text(member))
    elif callable(member):
        yield from _callable(name, member)


def _callable(name: str, member: Callable[..., object]) -> Iterator[str]:
    yield from ("", f"### {name}", "", "```python", _signature(name, member), "```", "")
    yield _text(member)


def _signature(name: str, member: Callable[..., object]) -> str:
    """How it is called; on a line for each parameter where one line is too short."""
    found = inspect.signature(member)
    given: list[str] = []
    for key, one in found.parameters.items():
        if one.kind is one.KEYWORD_ONLY and "*" not in given:
            given.append("*")
        given += [_told(one)] if key not in {"self", "others"} else []
    result = f") -> {_plain(found.return_annotation)}"
    line = f"{name}({', '.join(given)}{result}"
    if len(line) <= WIDTH:
        return line
    rows = "".join(f"    {one},\n" for one in given)
    return f"{name}(\n{rows}{result}"


def _told(parameter: inspect.Parameter) -> str:
    """A parameter with its type and what it usually is."""
    star = "**" if parameter.kind is parameter.VAR_KEYWORD else ""
    star = "*" if parameter.kind is parameter.VAR_POSITIONAL else star
    usual = "" if parameter.default is parameter.empty else f" = {parameter.default!r}"
    return f"{star}{parameter.name}: {_plain(parameter.annotation)}{usual}"


def _plain(annotation: object) -> str:
    """A type as the documentation names it: its own name, without modules."""
    told = annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)
    return _MODULE.sub("", told)


def _first(member: object) -> str:
    return _text(member).partition("\n\n")[0].replace("\n", " ")


def _text(member: object) -> str:
    """A docstring as Markdown: its parameters as a list, its examples as code."""
    told = inspect.getdoc(member) or ""
    parts = _SECTION.split(told)
    found = [parts[0].strip()]
    for title, body in zip(parts[1::2], parts[2::2], strict=True):
        if title == "Examples":
            found.append(f"```pycon\n{body.strip()}\n```")
        else:
            found.append(_listed(title, body))
    return "\n\n".join(found)


def _listed(title: str, body: str) -> str:
    """A section of a docstring whose entries are names with indented text."""
    entries = re.split(r"\n(?=\S)", body.strip())
    lines = [
        f"- `{name}`: {' '.join(text.split())}"
        for name, _, text in (entry.partition("\n") for entry in entries)
    ]
    heading = "" if title == "Parameters" else f"{title}:\n\n"
    return heading + "\n".join(lines)


def _record(kind: Kind) -> Iterator[str]:
    """A kind of record: how it is asked for, its fields, what it leads to."""
    record = getattr(kb, kind.record)
    yield from ("", f"### kb.{kind.record}", "", _first(record), "", "```python")
    yield f"base.{kind.one}({kind.key}: str) -> {kind.record}"
    if kind.many == "claims":
        yield _signature("base.claims", kb.Base.claims)
        yield from ("```", "", _text(kb.Base.claims), "")
    else:
        words = "text=…, " if kind.searched else ""
        yield f"base.{kind.many}(FIELD=…, {words}limit=…, order=…) -> Results[{kind.record}]"
        yield from ("```", "")
    yield from ("| field | type | what it holds |", "|---|---|---|")
    for field in kind.fields:
        told = _plain(annotation(field)).replace("|", "\\|")
        yield f"| `{field.name}` | `{told}` | {meaning(field)} |"
    leads = [f"- {_lead(name, member)}" for name, member in _members(record)]
    yield from ("", "It leads to:", "", *leads) if leads else ()


def _lead(name: str, member: object) -> str:
    call = "()" if inspect.isfunction(member) else ""
    return f"`.{name}{call}`: {_first(member)}"
