"""One document: its statements in reading order, its guidance, in a private build its text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import unquote

from datasette import Request, Response

from kb.site.document.glance import glance
from kb.site.document.highlight import pieces
from kb.site.document.outline import Outline, contents, of_statement, outlined
from kb.site.document.part import Part, bounds, near, parts
from kb.site.document.passage import told
from kb.site.document.sieve import LONGEST, sieve, unknown
from kb.site.drawing.strip import strip
from kb.site.page import Missing, Page
from kb.site.sharing.export_menu import menu
from kb.site.site import Row, Site

PATH = r"/documents/(?P<document>[^/]+)$"
VIEWS = {"statements": "Statements", "guidance": "Guidance", "text": "The text"}
"""The views of a document; the last needs a private build."""


@dataclass(slots=True)
class Asked:
    """What an address asks of a document, and what of it cannot be answered."""

    view: str
    statement: str
    problems: list[str]


async def show(site: Site, request: Request) -> Page | Response:
    """Show one view of a document, in parts; lead to the place of a statement."""
    outline = await outlined(site, unquote(request.url_vars["document"]))
    asked = _asked(request, outline)
    if asked.statement and asked.view != "text":
        return Response.redirect(site.to("documents", outline.key) + outline.place(asked.statement))
    chosen, problems = sieve(request)
    asked.problems += problems
    shown = parts(chosen.of(outline.told)) if asked.view == "statements" else outline.parts
    part = _part(request, shown, asked)
    noise = [] if part.number < len(shown) else outline.noise
    views = {
        "statements": lambda: _statements(site, part, noise),
        "guidance": lambda: _guidance(site, outline),
        "text": lambda: _text(site, outline, part, asked.statement),
    }
    return Page(
        "document",
        {
            "document": outline.document,
            "told": outline.told,
            "view": asked.view,
            "views": {name: VIEWS[name] for name in _views(outline)},
            "sieve": chosen,
            "choices": chosen.choices(outline.told),
            "n_asked": sum(len(one.statements) for one in shown),
            "n_parts": len(shown),
            "near": near(shown, part),
            "part": part,
            "problems": asked.problems,
            "menu": menu("document", document=outline.key),
            "strip": strip(outline.parts, outline.document["characters"]),
            "contents": contents(shown, part),
            "glance": await glance(site, outline.document, outline.told),
            **await views[asked.view](),
        },
        status=400 if asked.problems else 200,
    )


def _views(outline: Outline) -> list[str]:
    return [name for name in VIEWS if name != "text" or outline.document["has_text"]]


def _asked(request: Request, outline: Outline) -> Asked:
    statement = request.args.get("statement") or ""
    if statement and not outline.holds(statement):
        raise Missing("statements", statement)
    view = request.args.get("view") or "statements"
    known = _views(outline)
    if view in known:
        return Asked(view, statement, [])
    return Asked("statements", statement, [unknown("view", view, known)])


def _part(request: Request, shown: Sequence[Part], asked: Asked) -> Part:
    """The part that an address asks for; the first, and a remark, where there is no such part."""
    first = shown[0] if shown else Part(1, ())
    if asked.statement:
        return of_statement(shown, asked.statement) or first
    written = request.args.get("part") or "1"
    for part in (*shown, first):
        if str(part.number) == written:
            return part
    last = max(len(shown), 1)
    asked.problems.append(f"`part` has no value `{written[:LONGEST]}`; the last part is {last}")
    return first


async def _statements(site: Site, part: Part, noise: Sequence[str]) -> dict[str, Any]:
    """The statements of a part by heading; with the last part what was not taken apart."""
    return {
        "sections": _sections(await told(site, part.ids)),
        "noise": await told(site, noise),
    }


async def _guidance(site: Site, outline: Outline) -> dict[str, Any]:
    rows = await site.rows("document_advice", document=outline.key)
    groups = groupby(rows, key=lambda row: row["kind"])
    return {"advice": [(kind, list(group)) for kind, group in groups]}


async def _text(site: Site, outline: Outline, part: Part, statement: str) -> dict[str, Any]:
    """The text of a part with its spans, and the statement that is looked at."""
    start, end = bounds(outline.parts, part, outline.document["characters"])
    row = await site.row("document_text", document=outline.key, start=start, end=end)
    notes = await told(site, part.ids)
    order = [None, *outline.told, None]
    at = next((at for at, one in enumerate(order) if one and one["statement_id"] == statement), 0)
    return {
        "pieces": pieces(row["text"] if row else "", outline.told, start, statement),
        "notes": notes,
        "chosen": next((one for one in notes if one["statement_id"] == statement), None),
        "before": order[at - 1],
        "after": order[at + 1],
    }


def _sections(statements: Iterable[Row]) -> list[dict[str, Any]]:
    """Headings in reading order, each with the statements that stand under it."""
    groups = groupby(statements, key=lambda row: (row["heading_position"], row["heading"]))
    return [
        {"heading": heading, "anchor_id": f"h-{position or 0}", "statements": list(group)}
        for (position, heading), group in groups
    ]
