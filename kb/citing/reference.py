"""An item as a reference in a style, as plain text and as markup that cannot do harm."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any

from kb.citing.style import Style

KEPT = 4096
"""References kept in memory, about 1 kB each: making one takes some milliseconds."""
WITHHELD = ("note",)
"""Variables that are no part of a reference here: notes are of curators, for readers."""
TAGS = {"\ue000": "i", "\ue001": "b", "\ue002": "sup", "\ue003": "sub"}
END = "\ue004"

_SIGN = re.compile("[\ue000-\ue004]")
_NUMBER = re.compile(r"^\[?1(?:\]|\.)\s*")
_ADDRESS = re.compile(r"https?://[^\s\ue000-\ue004]+")
_ADDRESS_END = re.compile(r"[.,;:)\]]+$")
_MENDED = (
    (re.compile("([.?!][”’\ue004]*)\\."), r"\1"),
    (re.compile(r"\bRetrieved (?=https?://)| \[Preprint\]|\bPublished online "), ""),
    (re.compile(r"\s+"), " "),
)
"""A stop behind a stop; what styles conclude from a lacking day, volume or page; blanks."""
_AFTER_QUOTE = re.compile("(?<![?!.,])(\ue004*)([”’])(\ue004*)([.,])(?=\\s|$|\ue004)")

_AFTER_ASKING = re.compile("([?!]\ue004*[”’]),")


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference: plain text, and the same as HTML with its italics and addresses."""

    plain: str
    html: str


def refer(item: Mapping[str, Any], style: Style) -> Reference:
    """The item's reference in a style, without the number that a numeric style gives it."""
    shown = {name: value for name, value in item.items() if name not in WITHHELD}
    return _refer(json.dumps(shown, sort_keys=True), style)


@lru_cache(KEPT)
def _refer(item: str, style: Style) -> Reference:
    from kb.citing import formatting  # noqa: PLC0415 - 60 ms that only references need

    text = formatting.formatted(json.loads(item), style.file, style.locale)
    text = _NUMBER.sub("", text) if style.is_numeric else text
    if formatting.is_quoted_within(style.file, style.locale):
        text = _AFTER_ASKING.sub(r"\1", _AFTER_QUOTE.sub(r"\4\1\2\3", text))
    for pattern, replacement in _MENDED:
        text = pattern.sub(replacement, text)
    text = text.replace(formatting.KEEP, "")
    return Reference(_SIGN.sub("", text).strip(), _marked(text.strip()))


def _marked(text: str) -> str:
    """The text escaped, then its signs as elements and its addresses as links."""
    parts: list[str] = []
    at = 0
    for match in _ADDRESS.finditer(text):
        address = _ADDRESS_END.sub("", match[0])
        parts += [_elements(text[at : match.start()]), _link(address)]
        at = match.start() + len(address)
    return "".join([*parts, _elements(text[at:])])


def _link(address: str) -> str:
    shown = escape(address)
    return f'<a href="{shown}" rel="noreferrer">{shown}</a>'


def _elements(text: str) -> str:
    opened: list[str] = []
    return _SIGN.sub(lambda match: _tag(match[0], opened), escape(text))


def _tag(sign: str, opened: list[str]) -> str:
    if sign != END:
        opened.append(TAGS[sign])
        return f"<{opened[-1]}>"
    return f"</{opened.pop()}>" if opened else ""
