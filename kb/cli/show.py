"""`kb show`: any record, readable."""

from __future__ import annotations

import json
import shutil
import textwrap
from collections.abc import Mapping
from pathlib import Path

import click

from kb.cli.root import database_option, open_built, root_option
from kb.corpus.validate import nearest
from kb.database.record import Found, find, ids
from kb.problems import printable

HEADLINES = ("claim", "gist", "title", "text", "label", "citation")
"""The field that heads a record, or an item of a list, by the first that it has."""
LINKS = ("statement_id", "claim_id", "guidance_id", "study_id", "id")


@click.command(name="show")
@click.argument("record_id", metavar="ID")
@root_option
@database_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def command(record_id: str, root: Path, db: Path | None, form: str) -> None:
    """Show the claim, statement, document, guidance, study, source or term with an ID."""
    connection = open_built(root, db)
    found = list(find(connection, record_id))
    if not found:
        hint = nearest(record_id, ids(connection)) or "`kb search WORDS` finds claims"
        message = f"nothing has the id `{record_id}`: {hint}"
        raise click.ClickException(message)
    if form == "json":
        objects = [{"kind": item.kind, **item.fields, **item.sections} for item in found]
        click.echo(json.dumps(objects, ensure_ascii=False, indent=2))
        return
    click.echo("\n\n".join(map(as_text, found)))


def as_text(found: Found) -> str:
    """A record as a page of text: headline, fields, sections."""
    head = next((name for name in HEADLINES if found.fields.get(name)), None)
    lines = _wrapped(str(found.fields.get(head or "")), "")
    lines.append(click.style(f"{found.kind}", dim=True))
    lines.append("")
    width = max(len(name) for name in found.fields)
    for name, value in found.fields.items():
        if name != head and value not in (None, "", "[]"):
            lines += _field(name, value, width)
    for name, rows in found.sections.items():
        lines += ["", click.style(name, bold=True)]
        lines += [line for row in rows for line in _item(row)]
    return "\n".join(lines)


def _field(name: str, value: object, width: int) -> list[str]:
    return _wrapped(_shown(value), f"  {name.replace('_', ' '):{width}}  ")


def _item(row: Mapping[str, object]) -> list[str]:
    """An item of a list: its headline, its id, and the rest in one line."""
    head = next((name for name in HEADLINES if row.get(name)), None)
    link = next((name for name in LINKS if row.get(name)), None)
    rest = {k: v for k, v in row.items() if k not in (head, link) and v not in (None, "")}
    told = " · ".join(f"{name.replace('_', ' ')} {_shown(value)}" for name, value in rest.items())
    title = " ".join(_shown(row[name]) for name in (head,) if name)
    where = f"[{row[link]}]" if link else ""
    first = _wrapped(" ".join(filter(None, (title, where))) or told, "  - ")
    return first + (_wrapped(told, "      ") if title or where else [])


def _wrapped(text: str, lead: str) -> list[str]:
    """Text wrapped to the terminal, its first line after a lead, the others below it."""
    width = max(shutil.get_terminal_size((100, 24)).columns, 40)
    rest = " " * len(lead)
    lines = [
        line
        for part in text.splitlines()
        for line in textwrap.wrap(printable(part), width - len(lead))
    ]
    return [(lead if number == 0 else rest) + line for number, line in enumerate(lines)]


def _shown(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
