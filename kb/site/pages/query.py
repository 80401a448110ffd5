"""A named query: its choices, its rows, its SQL."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from urllib.parse import urlencode

from datasette import Request, Response

from kb.site.asking import confined
from kb.site.asking.answer_table import export, table
from kb.site.asking.named_query import NamedQuery, Parameter, named
from kb.site.listing.selection import page_number
from kb.site.page import Missing, Page
from kb.site.site import Site

PATH = r"/queries/(?P<name>[^/]+?)(?:\.(?P<format>csv|json))?$"
MOST_CHOICES = 200
"""Choices that are listed; of more, the reader writes one."""
MOST_VALUES = 20_000
"""Choices that are looked at."""
EXPORTED = 100_000
"""Rows of a file."""
LARGEST = 10**9


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form: what was given, what may be, and what is wrong with it."""

    parameter: Parameter
    given: str
    choices: list[tuple[str, str]]
    near: list[str]
    wrong: bool

    @property
    def is_listed(self) -> bool:
        """Whether all choices are shown."""
        return self.parameter.choices is not None and len(self.choices) <= MOST_CHOICES


async def show(site: Site, request: Request) -> Page | Response:
    """Show the rows for what was chosen, or say which choices there are."""
    query = named().get(request.url_vars["name"])
    if query is None:
        raise Missing("queries", request.url_vars["name"])
    fields = [await _field(site, request, parameter) for parameter in query.parameters]
    values = {field.parameter.name: field.given for field in fields}
    if any(field.wrong for field in fields):
        return _wrong(request, query, fields)
    if extension := request.url_vars["format"]:
        answer = await confined.ask(site, query.sql, values, limit=EXPORTED)
        return export(answer, extension, query.name)
    answer = await confined.ask(site, query.sql, values)
    chosen = {
        field.parameter.name: field.given
        for field in fields
        if field.given != field.parameter.default
    }
    context = {
        "query": query,
        "fields": fields,
        "chosen": chosen,
        "values": values,
        "change": _change(site, query, values),
        "table": table(site, answer, page_number(request), bar=query.bar, readable=True),
    }
    return Page("query", context)


def _change(site: Site, query: NamedQuery, values: dict[str, str]) -> str:
    """Where the query can be changed; what is left open is said to be, else it is asked for."""
    asked = {"q": query.sql, **{f":{name}": value for name, value in values.items()}}
    return f"{site.link('/sql')}?{urlencode(asked)}"


def _wrong(request: Request, query: NamedQuery, fields: list[Field]) -> Page | Response:
    if request.url_vars["format"]:
        wrong = [field.parameter.name for field in fields if field.wrong]
        error = f"there is no such value of {', '.join(wrong)}"
        return Response.json({"ok": False, "error": error}, status=400)
    return Page("query", {"query": query, "fields": fields, "table": None}, status=400)


async def _field(site: Site, request: Request, parameter: Parameter) -> Field:
    given = request.args.get(parameter.name, "").strip() or parameter.default
    if parameter.choices is None:
        is_number = given.isascii() and given.isdigit() and int(given[:11]) <= LARGEST
        return Field(parameter, given, [], [], wrong=not is_number)
    choices = await _choices(site, parameter)
    values = [value for value, _ in choices]
    wrong = given != "" and given not in values
    near = get_close_matches(given[:100], values, n=3) if wrong else []
    return Field(parameter, given, choices, near, wrong=wrong)


async def _choices(site: Site, parameter: Parameter) -> list[tuple[str, str]]:
    """Values with their labels."""
    if parameter.listed is not None:
        return [(value, value) for value in parameter.listed]
    answer = await confined.ask(site, str(parameter.choices), limit=MOST_VALUES)
    return [(str(row[0]), str(row[-1])) for row in answer.rows]
