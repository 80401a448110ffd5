"""A BibTeX file into blocks: entries, @string, @preamble, @comment; and what stands between."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from pybtex.database.input.bibtex import month_names

from kb.problems import Problem
from kb.reading.bibtex_body import Body, Mistake, RawField, closing
from kb.reading.bibtex_text import BibtexText

ENTRY_TYPES = frozenset(
    """article artwork audio bibnote book bookinbook booklet collection commentary conference
    dataset electronic image inbook incollection inproceedings inreference jurisdiction
    legislation legal letter manual mastersthesis misc movie music mvbook mvcollection
    mvproceedings mvreference online patent performance periodical phdthesis proceedings
    reference report review set software standard suppbook suppcollection suppperiodical
    techreport thesis unpublished video www xdata""".split()  # noqa: SIM905  # reads as a list of words
)
"""Types of BibTeX and biblatex, to recognise an entry that is damaged at its head."""

_HEAD = r"@\s*([^\W\d_][\w.+-]*)\s*([{(])"
_LINE_HEAD = re.compile(rf"^[ \t\ufeff]*(?={_HEAD})", re.MULTILINE)
_START = re.compile(rf"^[ \t]*%[^\n]*|(?<![\w.\\]){_HEAD}", re.MULTILINE)
_TYPES = "|".join(sorted(ENTRY_TYPES | {"string"}))
_DAMAGED_HEAD = re.compile(
    rf"^[ \t]*(?:@[ \t]*(?:{_TYPES})(?![\w{{(]|\s*[{{(])|(?:{_TYPES})[ \t]*\{{[^\s,{{}}=]+,)[^\n]*",
    re.MULTILINE | re.IGNORECASE,
)
_FIELD = r"[ \t]*(?=[A-Za-z][\w+:-]*[ \t]*=[ \t]*(?:[\"{]|\w+[ \t]*[,}]))"
_LOOSE_FIELD = re.compile(rf"^{_FIELD}", re.MULTILINE)
_NEXT_FIELD = re.compile(rf"\s*,\s*{_FIELD}")
_CLOSERS = {"{": "}", "(": ")"}


@dataclass(slots=True)
class RawEntry:
    """An entry as scanned: fields not decoded, offsets instead of places."""

    type: str
    key: str
    start: int
    end: int = 0
    fields: dict[str, RawField] = field(default_factory=dict)
    is_broken: bool = False
    lacks_macros: bool = False


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

    def entries(self) -> Iterator[RawEntry]:
        """Every block that names a type and a key, also when something in it is wrong."""
        text = self.source.text
        self._heads = [match.end() for match in _LINE_HEAD.finditer(text)]
        at = loose = 0
        before: RawEntry | None = None
        while match := _START.search(text, at):
            at = match.end()
            if match[1] is None:
                continue
            self._check_between(loose, match.start(), before)
            before = None
            if match[1].lower() == "comment":
                at = self._comment_end(at)
            elif match[1].lower() == "preamble":
                at = self._preamble_end(match)
            else:
                body = Body(text, at, self._limit(at), _CLOSERS[match[2]], self.macros)
                if match[1].lower() == "string":
                    self._read_string(body, match)
                else:
                    before = self._read_entry(body, match)
                    if before.key:
                        yield before
                at = body.at
            loose = at
        self._check_between(loose, len(text), before)

    def _limit(self, at: int) -> int:
        """Where the next line begins that begins a block; an unclosed block ends there."""
        following = bisect_right(self._heads, at)
        return self._heads[following] if following < len(self._heads) else len(self.source.text)

    def _read_entry(self, body: Body, match: re.Match[str]) -> RawEntry:
        entry = RawEntry(match[1].lower(), body.read_key(), match.start())
        is_closed = body.read_fields()
        entry.end, entry.fields = body.at, body.fields
        entry.is_broken = bool(body.mistakes) or not is_closed
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
            begun = "" if place.line == line else f", begun in line {line}"
            message = f"{block}{begun}: {mistake.message}"
            self.problems.append(Problem(place, mistake.code, message, mistake.hint))

    def _read_string(self, body: Body, match: re.Match[str]) -> None:
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
        if text[at - 1] == "(":
            return at
        end = closing(text, at - 1, limit)
        if end is None and self._looks_past_heads:
            end = closing(text, at - 1, len(text))
            self._looks_past_heads = end is not None
        return end or at

    def _check_between(self, start: int, end: int, before: RawEntry | None) -> None:
        """Text between blocks is allowed, unless it looks like an entry or a part of one."""
        if before is not None and before.is_broken:
            return
        text = self.source.text
        heads = list(_DAMAGED_HEAD.finditer(text, start, end))
        for match in heads:
            self._report_damaged_head(match)
        loose = _NEXT_FIELD.match(text, start, end) or _LOOSE_FIELD.search(text, start, end)
        if loose and not heads:
            self._report_loose_field(loose.end(), before)

    def _report_damaged_head(self, match: re.Match[str]) -> None:
        head = match[0].strip()[:60]
        at = match.end() - len(match[0].lstrip())
        message = f"`{head}` looks like an entry, but is none"
        hint = "write `@article{key,` with its `@`, brace, key and comma"
        self.problems.append(Problem(self.source.place(at), "bibtex-syntax", message, hint))

    def _report_loose_field(self, at: int, before: RawEntry | None) -> None:
        message = "a field stands outside of any entry"
        hint = "is the line `@type{key,` missing before it?"
        if before is not None:
            line = self.source.line(before.end - 1)
            message += f", after @{before.type} `{before.key}`"
            hint = f"is there a brace too many in line {line}, or is `@type{{key,` missing?"
        self.problems.append(Problem(self.source.place(at), "bibtex-syntax", message, hint))
