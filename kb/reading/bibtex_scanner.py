"""A BibTeX file into blocks: entries, @string, @preamble, @comment; and what stands between."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from pybtex.database.input.bibtex import month_names

from kb.problems import Problem
from kb.reading.bibtex_between import between
from kb.reading.bibtex_body import Body, Mistake, RawEntry, closing
from kb.reading.bibtex_text import BibtexText

MOST_UNCLOSED = 20
"""After so many unclosed blocks before one line head the rest is only named, to bound the work."""

_HEAD = r"@\s*([^\W\d_][\w.+-]*)\s*([{(])"
_LINE_HEAD = re.compile(rf"^[ \t\ufeff]*(?={_HEAD})", re.MULTILINE)
_START = re.compile(rf"^[ \t]*%[^\n]*|(?<![\w.\\]){_HEAD}", re.MULTILINE)
_CLOSERS = {"{": "}", "(": ")"}


class UnknownMacro(NamedTuple):
    """One use of an @string that nothing before it defines."""

    name: str
    block: str
    at: int


@dataclass(slots=True)
class Scanner:
    """Goes through a file once; `problems` and `macros` are complete when `entries` is."""

    source: BibtexText
    problems: list[Problem] = field(default_factory=list)
    macros: dict[str, str] = field(default_factory=lambda: dict(month_names))
    unknown_macros: dict[str, list[UnknownMacro]] = field(default_factory=dict)
    _heads: list[int] = field(default_factory=list)
    _looks_past_heads: bool = True
    _unclosed: Counter[int] = field(default_factory=Counter)

    def entries(self) -> Iterator[RawEntry]:
        """Every block that names a type and a key, also when something in it is wrong."""
        text = self.source.text
        self._heads = [match.end() for match in _LINE_HEAD.finditer(text)]
        before: RawEntry | None = None
        at = behind = 0
        while match := _START.search(text, at):
            at = match.end()
            if match[1] is None:
                continue
            self.problems += between(self.source, behind, match.start(), before)
            before, at = self._read_block(match)
            behind = at
            if before and before.key:
                yield before
        self.problems += between(self.source, behind, len(text), before)

    def _read_block(self, match: re.Match[str]) -> tuple[RawEntry | None, int]:
        """Read the block that begins with `match`: the entry, if it is one, and where it ends."""
        kind, at = match[1].lower(), match.end()
        if kind == "comment":
            return None, self._comment_end(at)
        if kind == "preamble":
            return None, self._preamble_end(match)
        body = Body(self.source.text, at, self._limit(at), _CLOSERS[match[2]], self.macros)
        entry = None
        if kind == "string":
            self._read_string(body, match)
        else:
            entry = self._read_entry(body, match)
        return entry, body.at if body.is_closed else self._after_unclosed(body)

    def _is_exhausted(self, limit: int) -> bool:
        return self._unclosed[limit] >= MOST_UNCLOSED

    def _after_unclosed(self, body: Body) -> int:
        """Where to look for the next block: behind what was read, while that is little work."""
        self._unclosed[body.limit] += 1
        if not self._is_exhausted(body.limit):
            return body.at
        for match in _START.finditer(self.source.text, body.at, body.limit):
            if match[1]:
                head = self.source.text[match.start() : match.end() + 40].split(",")[0]
                message = f"`{head}` is not read: too many blocks before it are not closed"
                place = self.source.place(match.start())
                self.problems.append(Problem(place, "bibtex-syntax", message, "close them first"))
        return body.limit

    def _limit(self, at: int) -> int:
        """Where the next line begins that begins a block; an unclosed block ends there."""
        following = bisect_right(self._heads, at)
        return self._heads[following] if following < len(self._heads) else len(self.source.text)

    def _read_entry(self, body: Body, match: re.Match[str]) -> RawEntry:
        entry = RawEntry(match[1].lower(), body.read_key(), match.start())
        body.read_fields()
        entry.end, entry.fields = body.at, body.fields
        entry.is_broken = bool(body.mistakes)
        entry.lacks_macros = bool(body.unknown_macros)
        line = self.source.line(entry.start)
        named = f"@{match[1]} `{entry.key}`" if entry.key else f"@{match[1]}"
        self._report(body.mistakes, named, line)
        self._note_unknown(body, named)
        return entry

    def _note_unknown(self, body: Body, block: str) -> None:
        for name, at in body.unknown_macros:
            use = UnknownMacro(name, block, at)
            self.unknown_macros.setdefault(name.lower(), []).append(use)

    def _report(self, mistakes: list[Mistake], block: str, line: int) -> None:
        for mistake in mistakes:
            place = self.source.place(mistake.at)
            begun = "" if place.line == line else f" (line {line})"
            message = f"{block}{begun}: {mistake.message}"
            self.problems.append(Problem(place, mistake.code, message, mistake.hint))

    def _read_string(self, body: Body, match: re.Match[str]) -> None:
        """Define what an @string defines."""
        body.read_fields()
        for name, value in body.fields.items():
            self.macros[name] = value.written
        self._note_unknown(body, "@string")
        self._report(body.mistakes, "@string", self.source.line(match.start()))

    def _preamble_end(self, match: re.Match[str]) -> int:
        """TeX for the typesetter: only its end matters."""
        start = match.end() - 1
        limit = self._limit(match.end())
        if match[2] == "{":
            end = closing(self.source.text, start, limit)
        else:
            end = self.source.text.find(")", start, limit) + 1 or None
        if end is None:
            mistake = Mistake(match.start(), "it is not closed", "write `}` at its end")
            self._report([mistake], "@preamble", self.source.line(match.start()))
        return end or limit

    def _comment_end(self, at: int) -> int:
        """A comment ends with its brace; one that is never closed is a word between entries."""
        text, limit = self.source.text, self._limit(at)
        if text[at - 1] == "(" or self._is_exhausted(limit):
            return at
        end = closing(text, at - 1, limit)
        self._unclosed[limit] += end is None
        if end is None and self._looks_past_heads:
            end = closing(text, at - 1, len(text))
            self._looks_past_heads = end is not None
        return end or at
