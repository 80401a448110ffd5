"""`kb show`: any record, readable."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import click

from kb.cli.command import Command
from kb.cli.completing import records
from kb.cli.output import PAGE, form_option, room, wrapped
from kb.cli.root import database_option, opened, root_option, text
from kb.database.record import SECTIONS, Found, Rows, find, ids
from kb.problems import as_json, nearest, printable

HEADLINES = ("claim", "gist", "anchor", "title", "text", "label", "citation", "control_text")
"""The field that heads a record, or an item of a list, by the first that it has."""
LINKS = ("statement_id", "claim_id", "guidance_id", "study_id", "control", "finding_id", "id")
"""The field that names the record that an item of a list stands for."""
BRIEF: Mapping[str, tuple[str, ...]] = {
    "evidence": (
        *("citation", "finding_id", "direction", "directness", "strength", "design"),
        *("n_analysed", "measure", "estimate", "ci_low", "ci_high", "unit", "result"),
    ),
    "gaps": ("kind", "severity", "said", "evidence_says", "gap_id", "explanation"),
}
"""What is shown of a section's rows where all is too much; JSON has all of it."""
EMPTY = (None, "", "[]")
"""Values that are not shown."""


@click.command(
    name="show",
    cls=Command,
    fails="nothing has the id",
    examples=("kb show example-helps-beginning", "kb show example.read-twice --json"),
)
@click.argument("record_id", type=text, metavar="ID", shell_complete=records(*SECTIONS))
@form_option(*PAGE)
@root_option
@database_option
def command(record_id: str, form: str, root: Path, db: Path | None) -> None:
    """Show the claim, statement, document, guidance, study, source or term with an ID."""
    with opened(root, db) as connection:
        found = list(find(connection, record_id))
        if not found:
            hint = nearest(record_id, ids(connection)) or "`kb search WORDS` finds claims"
            message = f"nothing has the id `{record_id}`: {hint}"
            raise click.ClickException(message)
    if form == "json":
        objects = [{"record": item.kind, **item.fields, **item.sections} for item in found]
        click.echo(as_json(objects))
        return
    click.echo("\n\n".join(map(as_text, found)))


def as_text(found: Found) -> str:
    """A record as a page of text: headline, fields, sections."""
    own = str(next(iter(found.fields.values())))
    head = next((name for name in HEADLINES if found.fields.get(name)), "")
    lines = [*wrapped(_shown(found.fields.get(head, own)), ""), click.style(found.kind, dim=True)]
    lines.append("")
    width = max(len(name) for name in found.fields)
    for name, value in found.fields.items():
        if name != head and value not in EMPTY:
            lines += wrapped(_shown(value), f"  {name.replace('_', ' '):{width}}  ")
    for name, rows in found.sections.items():
        lines += ["", click.style(name, bold=True), *_section(found, name, rows, own)]
    return "\n".join(lines)


def _section(found: Found, name: str, rows: Rows, own: str) -> list[str]:
    """The rows of a section; those of a claim's pool as a forest plot."""
    shown = [dict(row) for row in rows]
    if name in {"pooled", "pooled from"}:
        from kb.cli import pool_plot  # noqa: PLC0415 - it loads rich

        if name == "pooled from":
            plot = pool_plot.plot(found.sections.get("pooled", []), rows, room(2))
            left = [line for told in pool_plot.left_out(rows) for line in wrapped(told, "  - ")]
            return [*(f"  {printable(line)}" for line in plot), *left]
        shown = list(map(pool_plot.told, rows))
    if name in BRIEF:
        shown = [{key: row[key] for key in BRIEF[name] if key in row} for row in rows]
    return [line for row in shown for line in _item(row, own)]


def _item(row: Mapping[str, object], own: str) -> list[str]:
    """An item of a list: its headline, its id, and the rest in one line."""
    told = {name: value for name, value in row.items() if value not in (*EMPTY, own)}
    head = told.pop(next((name for name in HEADLINES if name in told), ""), None)
    link = told.pop(next((name for name in LINKS if name in told), ""), None)
    rest = " · ".join(f"{name.replace('_', ' ')} {_shown(value)}" for name, value in told.items())
    first = " ".join(filter(None, [_shown(head or ""), f"[{link}]" if link else ""]))
    return wrapped(first or rest, "  - ") + wrapped(rest if first else "", "      ")


def _shown(value: object) -> str:
    """A number without needless digits, a JSON array as a list in words."""
    if isinstance(value, float):
        return f"{value:g}"
    text = str(value)
    if text.startswith("[") and text.endswith("]"):
        with suppress(ValueError):
            return ", ".join(map(str, json.loads(text)))
    return text
