"""Summaries as Markdown, as code hosts show it: tables, footnotes, anchors, no picture.

All text is escaped where it could be read as anything but text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import count, zip_longest
from string import punctuation, whitespace
from urllib.parse import quote

from kb.exports.summary.block import (
    Block,
    Callout,
    Document,
    Figure,
    Footnotes,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Reference,
    Row,
    Runs,
    Table,
    Text,
)
from kb.exports.summary.inline import Targets, Words, plain, targets, words

ALERTS = {"message": "IMPORTANT", "advice": "CAUTION"}
_SIGNS = re.compile(
    r"[\\`*_\[\]<>|~$]|&(?=#?\w+;)|:(?=[\w+-]+:|//)|(?<=\bwww)\.|(?<=\w)@(?=\w)", re.IGNORECASE
)
"""What may be read as markup, as a link or, by code hosts, as a name or a picture."""
_START = re.compile(r"^([#+=-]|\d+[.)])")
_ADDRESS = re.compile(r"[\s<>\\|()]")
_ANCHORS = {"heading": "", "reference": "ref-", "note": "^"}


def render(document: Document) -> bytes:
    """The document as GitHub-flavoured Markdown, in UTF-8."""
    named = {place: _ANCHORS[place[0]] + place[1] for place in targets(document)}
    facts = ((Text(f"{name}:", bold=True), Text(" "), *value) for name, value in document.facts)
    parts = [
        f"# {_escaped(document.title)}",
        _line((Text(document.subtitle, italic=True),), named),
        _listed(facts, named),
        *(part for block in document.blocks for part in _block(block, named)),
    ]
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def _block(block: Block, named: Targets) -> Iterator[str]:
    match block:
        case Heading(level, text, anchor):
            yield f'{"#" * (level + 1)} <a id="{anchor}"></a>{_escaped(text)}'
        case Paragraph(runs):
            yield _line(runs, named)
        case Items(items, ordered):
            yield _listed(items, named, ordered=ordered)
        case Table():
            yield from _table(block, named)
        case Figure(title, alt):
            yield _line((Text(f"{title}.", bold=True), Text(f" {alt}")), named)
        case Callout():
            yield _callout(block, named)
        case PageBreak():
            yield "---"
        case Footnotes(notes):
            yield "\n".join(f"[^{note.label}]: {_line(note.runs, named)}" for note in notes)
        case _:
            yield _references(block.references, named)


def _listed(items: Iterable[Runs], named: Targets, *, ordered: bool = False) -> str:
    numbers = count(1)
    return "\n".join(
        f"{f'{next(numbers)}.' if ordered else '-'} {_line(item, named)}" for item in items
    )


def _references(references: Iterable[Reference], named: Targets) -> str:
    """A list; of a numeric style with the numbers."""
    return "\n".join(
        f"{f'{each.mark}.' if each.mark else '-'}"
        f' <a id="{named[("reference", each.key)]}"></a>{_line(each.runs, named)}'
        for each in references
    )


def _table(table: Table, named: Targets) -> Iterator[str]:
    """The caption, then the table; a heading over rows stands in its first cell."""
    yield _line((Text(table.caption, bold=True),), named)
    head = (_escaped(column.title) for column in table.columns)
    rule = ("---:" if column.numeric else "---" for column in table.columns)
    rows = (_row(row, len(table.columns), named) for row in table.rows)
    yield "\n".join((_cells(head), _cells(rule), *rows))


def _row(row: Row, width: int, named: Targets) -> str:
    cells = [_line(cell, named) for cell in row.cells]
    return _cells([*cells, *[""] * (width - len(cells))])


def _cells(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _callout(callout: Callout, named: Targets) -> str:
    """An alert, as code hosts call it."""
    title = _line((Text(callout.title, bold=True),), named)
    inner = (part for block in callout.blocks for part in _block(block, named))
    text = "\n\n".join((title, *inner))
    quoted = (f"> {line}".rstrip() for line in text.split("\n"))
    return "\n".join((f"> [!{ALERTS[callout.kind]}]", *quoted))


def _line(runs: Runs, named: Targets) -> str:
    """Runs on one line."""
    found = words(runs, named)
    line = ""
    for each, after in zip_longest(found, found[1:]):
        is_next = after is not None and not _is_apart(after.text[:1])
        line += "<br>" if each is None else _shown(each, line, is_next=is_next)
    return _START.sub(lambda match: f"{match[0][:-1]}\\{match[0][-1]}", line.strip(" "))


def _shown(each: Words, before: str, *, is_next: bool) -> str:
    """Words with their look, or as a link."""
    if each.is_record:
        return _code(each.text)
    text = _escaped(each.text)
    if each.to.startswith("^"):
        return f"[{each.to}]"
    if each.url or each.to:
        shown = text.replace("\\://", "://")  # no link begins within a link
        return f"[{shown}]({_address(each.url) if each.url else f'#{each.to}'})"
    if each.position:
        return f"<{each.position[:3]}>{text}</{each.position[:3]}>"
    return _stressed(text, each, before, is_next=is_next)


def _stressed(text: str, each: Words, before: str, *, is_next: bool) -> str:
    """Words in bold or italics: by stars where these cannot be mistaken, else by elements.

    Stars count only at a word, or at a sign that stands apart from words.
    """
    inner = text.strip()
    if not inner or not (each.bold or each.italic):
        return text
    start, _, end = text.partition(inner)
    opens = inner[0].isalnum() or start or _is_apart(before[-1:])
    closes = inner[-1].isalnum() or end or not is_next
    if opens and closes and not before.endswith("*"):
        stars = "*" * (2 * each.bold + each.italic)
        return f"{start}{stars}{inner}{stars}{end}"
    elements = ["strong"] * each.bold + ["em"] * each.italic
    opening = "".join(f"<{name}>" for name in elements)
    closing = "".join(f"</{name}>" for name in reversed(elements))
    return f"{start}{opening}{inner}{closing}{end}"


def _is_apart(character: str) -> bool:
    """Whether a sign beside stars leaves them their meaning: a blank, punctuation, nothing."""
    return not character.strip(whitespace) or character in punctuation


def _code(text: str) -> str:
    if "`" in text or "|" in text:
        return f"<code>{escape(text).replace('|', '&#124;').replace('`', '&#96;')}</code>"
    return f"`{text}`"


def _escaped(text: str) -> str:
    return _SIGNS.sub(lambda match: f"\\{match[0]}", plain(text))


def _address(url: str) -> str:
    """An address in which nothing ends it or is an entity."""
    return _ADDRESS.sub(lambda match: quote(match[0], safe=""), url).replace("&", "\\&")
