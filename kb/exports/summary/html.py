"""Summaries as one page of HTML that needs nothing else: pictures inside, no script, made to print.

A policy in the page itself forbids it to load or run anything.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from importlib import resources

from kb.exports.summary import room
from kb.exports.summary.block import (
    Bibliography,
    Block,
    Callout,
    Column,
    Document,
    Figure,
    Footnotes,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Row,
    Runs,
    Table,
)
from kb.exports.summary.inline import Targets, Words, plain, targets, words
from kb.figures import style

_ANCHORS = {"heading": "", "reference": "ref-", "note": "note-"}


def render(document: Document) -> bytes:
    """The document as HTML, in UTF-8."""
    named = {place: _ANCHORS[place[0]] + place[1] for place in targets(document)}
    size = f"{room.size(document):g}".replace(".", "-") if document.one_page else ""
    look = f' class="one-page type-{size}"' if size else ""
    parts = (
        "<!DOCTYPE html>",
        f'<html lang="{_text(document.language)}"{look}>',
        *_head(document),
        f'<body class="{document.kind}">',
        "<main>",
        *_title(document, named),
        *(part for block in document.blocks for part in _block(block, named)),
        "</main>",
        "</body>",
        "</html>",
    )
    return ("\n".join(parts) + "\n").encode()


@cache
def _stylesheet() -> str:
    sheet = resources.files(__package__).joinpath("summary.css").read_text("utf-8")
    return f"\n{sheet}"


@cache
def _policy() -> str:
    """Nothing is loaded and nothing runs; the styles are those of kb, by their digests."""
    digest = base64.b64encode(hashlib.sha256(_stylesheet().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}' {style.SOURCE};"
        " base-uri 'none'; form-action 'none'"
    )


def _head(document: Document) -> Iterator[str]:
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f'<meta name="author" content="{_text(document.author)}">'
    yield f"<title>{_text(document.title)}</title>"
    yield f"<style>{_stylesheet()}</style>"
    yield "</head>"


def _title(document: Document, named: Targets) -> Iterator[str]:
    yield "<header>"
    yield f'<p class="kind">{_text(document.subtitle)}</p>'
    yield f"<h1>{_text(document.title)}</h1>"
    if document.facts:
        facts = (
            f"<div><dt>{_text(name)}</dt><dd>{_line(value, named)}</dd></div>"
            for name, value in document.facts
        )
        yield f"<dl>{''.join(facts)}</dl>"
    yield "</header>"


def _block(block: Block, named: Targets) -> Iterator[str]:
    match block:
        case Heading(level, text, anchor):
            yield f'<h{level + 1} id="{_text(anchor)}">{_text(text)}</h{level + 1}>'
        case Paragraph(runs, small):
            yield f"<p{_class('small', given=small)}>{_line(runs, named)}</p>"
        case Items(items, ordered):
            yield _listed(items, named, "ol" if ordered else "ul")
        case Table():
            yield from _table(block, named)
        case Figure():
            yield _figure(block)
        case Callout():
            yield from _callout(block, named)
        case PageBreak():
            yield '<hr class="page">'
        case Footnotes():
            yield from _footnotes(block, named)
        case _:
            yield from _bibliography(block, named)


def _listed(items: Iterable[Runs], named: Targets, name: str) -> str:
    inner = "".join(f"<li>{_line(item, named)}</li>" for item in items)
    return f"<{name}>{inner}</{name}>"


def _figure(figure: Figure) -> str:
    """The picture itself: it is kb's own, and holds its title and description."""
    return f'<figure><div class="scroll" tabindex="0">{figure.svg.strip()}</div></figure>'


def _callout(callout: Callout, named: Targets) -> Iterator[str]:
    yield f'<div class="callout {callout.kind}" role="note">'
    yield f'<p class="callout-title">{_text(callout.title)}</p>'
    for block in callout.blocks:
        yield from _block(block, named)
    yield "</div>"


def _table(table: Table, named: Targets) -> Iterator[str]:
    """A table whose header is printed on every page, and whose cells tell their column."""
    shares = sum(column.share for column in table.columns)
    yield f"<table{_class('wide', given=table.wide)}>"
    yield f"<caption>{_text(table.caption)}</caption>"
    widths = (f'<col class="w{round(column.share * 20 / shares)}">' for column in table.columns)
    yield f"<colgroup>{''.join(widths)}</colgroup>"
    heads = (f'<th scope="col">{_text(column.title)}</th>' for column in table.columns)
    yield f"<thead><tr>{''.join(heads)}</tr></thead>"
    yield "<tbody>"
    yield from (_row(row, table.columns, named) for row in table.rows)
    yield "</tbody>"
    yield "</table>"


def _row(row: Row, columns: tuple[Column, ...], named: Targets) -> str:
    if row.spanning:
        text = _line(row.cells[0], named)
        return f'<tr class="group"><th colspan="{len(columns)}" scope="rowgroup">{text}</th></tr>'
    cells = "".join(
        f'<td data-label="{_text(column.title)}"{_class("number", given=column.numeric)}>'
        f"<div>{_line(cell, named)}</div></td>"
        for cell, column in zip(row.cells, columns, strict=True)
    )
    return f"<tr>{cells}</tr>"


def _footnotes(block: Footnotes, named: Targets) -> Iterator[str]:
    yield '<ul class="notes">'
    for note in block.notes:
        place = _text(named["note", note.label])
        yield f'<li id="{place}"><sup>{_text(note.label)}</sup> {_line(note.runs, named)}</li>'
    yield "</ul>"


def _bibliography(block: Bibliography, named: Targets) -> Iterator[str]:
    """The references; of a numeric style with their numbers."""
    yield '<ul class="references">'
    for each in block.references:
        mark = f'<span class="mark">{_text(each.mark)}.</span> ' if each.mark else ""
        place = _text(named["reference", each.key])
        yield f'<li id="{place}">{mark}{_line(each.runs, named)}</li>'
    yield "</ul>"


def _class(name: str, *, given: bool) -> str:
    return f' class="{name}"' if given else ""


def _line(runs: Runs, named: Targets) -> str:
    return "".join("<br>" if each is None else _shown(each) for each in words(runs, named))


def _shown(each: Words) -> str:
    """Words with their look, or as a link."""
    text = _text(each.text)
    if each.is_record:
        return f'<code class="record">{text}</code>'
    if each.url:
        return f'<a href="{_text(each.url)}" rel="noreferrer">{text}</a>'
    if each.to:
        text = f'<a href="#{_text(each.to)}">{text}</a>'
    if each.position:
        text = f"<{each.position[:3]}>{text}</{each.position[:3]}>"
    if each.italic:
        text = f"<em>{text}</em>"
    return f"<strong>{text}</strong>" if each.bold else text


def _text(text: str) -> str:
    return escape(plain(text))
