"""References in HTML, as `kb.citing` makes them, as runs."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Literal

from kb.exports.summary.block import Link, Run, Runs, Text

_POSITIONS: dict[str, Literal["super", "sub"]] = {"sup": "super", "sub": "sub"}


class _Reader(HTMLParser):
    """Collects text, with the elements that it stands in."""

    def __init__(self) -> None:
        super().__init__()
        self.runs: list[Run] = []
        self._open: list[str] = []
        self._address = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append(tag)
        if tag == "a":
            self._address = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        del tag  # what closes is what was opened last: the markup is kb's own
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if "a" in self._open:
            self.runs.append(Link(data, self._address))
            return
        positions = [_POSITIONS[tag] for tag in self._open if tag in _POSITIONS]
        position = positions[0] if positions else ""
        self.runs.append(Text(data, "b" in self._open, "i" in self._open, position))


def runs(html: str) -> Runs:
    """The runs of a reference: italics, bold, raised and lowered text, addresses."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(reader.runs)
