"""One BibTeX block between its delimiters: key, fields, values, and mistakes with offsets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

MOST_MISTAKES = 10
"""After so many mistakes in one entry its rest is left unread, to bound the work."""
LONGEST_JOINED = 10_000
"""Characters of a value joined with `#`: @strings that each double the last would fill memory."""

_FILLER = re.compile(r"(?:[\s,]+|%[^\n]*)+")
_BLANK = re.compile(r"(?:\s+|%[^\n]*)*")
_KEYS = {"}": re.compile(r"[^\s,{}=\"]+"), ")": re.compile(r"[^\s,(){}=\"]+")}
_KEY_LINE = re.compile(r"[^,\n={}\"]*")
_NAME = re.compile(r"([^\s\"#%'(),={}]+)\s*=\s*")
_SPACES = re.compile(r"\s+")
_NO_EQUALS = re.compile(r"([^\s\"#%'(),={}]+)\s*(?=[{\"])")
_HASH = re.compile(r"\s*#\s*")
_FLAT_BRACES = re.compile(r"\{([^{}]*)\}")
_FLAT_QUOTES = re.compile(r'"([^"{}]*)"')
_MARK = re.compile(r'["{}]')
_BARE = re.compile(r"[^,{}\"#=\n]+")
_WORD = re.compile(r"[^\s\"#%'(),={}]+")
_FIELD_LINE = re.compile(r"^[ \t]*(?=[A-Za-z][\w+:-]*[ \t]*=[ \t]*(?:[\"{\w]|$))", re.MULTILINE)


class Mistake(NamedTuple):
    """What is wrong in a block, and at which offset."""

    at: int
    message: str
    hint: str
    code: str = "bibtex-syntax"


class RawField(NamedTuple):
    """A field's value with macros put in, neither decoded nor stripped; and where it stands."""

    written: str
    name_at: int
    value_at: int
    end: int

    @property
    def value(self) -> str:
        """The value without spaces at its ends, which only count where an @string is put in."""
        return self.written.strip()


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


class _BrokenError(Exception):
    """Reading cannot go on here; it may `resume` at a later offset, with or without a value."""

    def __init__(self, mistake: Mistake, resume: int | None = None, value: str = "") -> None:
        super().__init__(mistake.message)
        self.mistake = mistake
        self.resume = resume
        self.value = value


class Body:
    """Reads one block from `at`, never beyond `limit`, where the next block begins."""

    def __init__(
        self, text: str, at: int, limit: int, closer: str, macros: Mapping[str, str]
    ) -> None:
        self.text = text
        self.at = at
        self.limit = limit
        self.closer = closer
        self.macros = macros
        self.fields: dict[str, RawField] = {}
        self.mistakes: list[Mistake] = []
        self.unknown_macros: list[tuple[str, int]] = []
        self.is_closed = False
        self._last = at

    def read_key(self) -> str:
        """Return the entry's key; empty, with a mistake, when there is none."""
        self._skip(_BLANK)
        start, match = self.at, _KEYS[self.closer].match(self.text, self.at, self.limit)
        self.at = self._last = match.end() if match else start
        self._skip(_BLANK)
        if self.at >= self.limit:
            return match[0] if match else ""  # that it is not closed is said of the fields
        if match is None or self._next() == "=":
            self.at = start
            self._note(start, "the entry has no key", "write a key and a comma: `@article{key,`")
            return ""
        if self._next() not in {",", self.closer}:
            return self._odd_key(start, match)
        return match[0]

    def _odd_key(self, start: int, match: re.Match[str]) -> str:
        """Take a key without its comma, or one with spaces in it."""
        if _NAME.match(self.text, self.at, self.limit):
            self._note(match.end() - 1, "the key has no comma after it", f"write `{match[0]},`")
            return match[0]
        line = _KEY_LINE.match(self.text, start, self.limit)
        self.at = line.end() if line else self.at
        key = self.text[start : self.at].strip()
        self._note(start, f"the key `{key}` is not one word", "write it without spaces or signs")
        return key

    def read_fields(self) -> None:
        """Read to the closing delimiter, and note whether there is one."""
        while len(self.mistakes) < MOST_MISTAKES:
            self._skip(_FILLER)
            if self._next() == self.closer:
                self.at += 1
                self.is_closed = True
                return
            if self.at >= self.limit:
                self._note_unclosed()
                return
            try:
                self._read_field()
            except _BrokenError as broken:
                self.mistakes.append(broken.mistake)
                if not self._resume(broken):
                    return

    def _skip(self, filler: re.Pattern[str]) -> None:
        match = filler.match(self.text, self.at, self.limit)
        self.at = match.end() if match else self.at

    def _next(self) -> str:
        return self.text[self.at] if self.at < self.limit else ""

    def _note(self, at: int, message: str, hint: str, code: str = "bibtex-syntax") -> None:
        self.mistakes.append(Mistake(at, message, hint, code))

    def _note_unclosed(self) -> None:
        hint = f"write `{self.closer}` after its last field"
        self._note(self._last - 1, "it is not closed", hint)

    def _resume(self, broken: _BrokenError) -> bool:
        """Go on at the next line that looks like a field."""
        if broken.resume is None:
            line = _FIELD_LINE.search(self.text, self.at + 1, self.limit)
            if line is None:
                return False
            broken.resume = line.end()
        self.at = broken.resume
        return True

    def _read_field(self) -> None:
        name_at = self.at
        match = _NAME.match(self.text, self.at, self.limit)
        if match is None:
            raise _BrokenError(self._no_field())
        name, value_at = match[1].lower(), match.end()
        self.at = value_at
        try:
            value = self._read_value(name)
            self._check_end(name, value_at)
        except _BrokenError as broken:
            if broken.value:
                self._keep(name, RawField(broken.value, name_at, value_at, self.at))
            raise
        self._keep(name, RawField(value, name_at, value_at, self.at))

    def _no_field(self) -> Mistake:
        if match := _NO_EQUALS.match(self.text, self.at, self.limit):
            message = f"`=` is missing after `{match[1]}`"
            return Mistake(match.end(1) - 1, message, f"write `{match[1]} = ...`")
        found = self.text[self.at : self.at + 80].split("\n", 1)[0].strip()[:40]
        hint = "close the value before it where it ends, or delete what is left over"
        return Mistake(self.at, f"`{found}` stands where a field `name = {{value}}` should", hint)

    def _keep(self, name: str, field: RawField) -> None:
        if name in self.fields:
            hint = f"delete one of them; the first, `{self.fields[name].value[:40]}`, is kept"
            self._note(field.name_at, f"the field `{name}` is repeated", hint, "repeated-field")
        else:
            self.fields[name] = field

    def _check_end(self, name: str, value_at: int) -> None:
        """After a value comes a comma or the entry's end; otherwise find out what is missing."""
        end = self._last = self.at
        self._skip(_BLANK)
        if self._next() in {",", self.closer}:
            return
        self._check_runaway(name, value_at, end)
        if _NAME.match(self.text, self.at, self.limit):
            message = f"a comma is missing after the value of `{name}`"
            self._note(end - 1, message, "write `,` at its end")
        elif self._next():
            raise _BrokenError(self._no_field(), value=self._tidy(value_at, end))

    def _check_runaway(self, name: str, value_at: int, end: int) -> None:
        """A value that holds a line like a field most likely lacks its own closing mark."""
        line = _FIELD_LINE.search(self.text, value_at, end)
        if line is None or self.text[value_at] not in '{"':
            return
        mark = "}" if self.text[value_at] == "{" else '"'
        value = self._tidy(value_at, line.start())
        mistake = Mistake(
            value_at, f"the value of `{name}` is not closed", f"write `{mark}` at its end"
        )
        raise _BrokenError(mistake, line.end(), value)

    def _tidy(self, start: int, end: int) -> str:
        return " ".join(self.text[start:end].split()).strip(' {}",')

    def _read_value(self, name: str) -> str:
        start = self.at
        parts = [self._read_part(name)]
        while match := _HASH.match(self.text, self.at, self.limit):
            self.at = match.end()
            parts.append(self._read_part(name))
        if len(parts) > 1 and (length := sum(map(len, parts))) > LONGEST_JOINED:
            message = f"the value of `{name}` has {length:,} characters with its @strings put in"
            hint = f"write at most {LONGEST_JOINED:,}, or the whole value in one pair of braces"
            raise _BrokenError(Mistake(start, message, hint), self.at)
        return _SPACES.sub(" ", "".join(parts))

    def _read_part(self, name: str) -> str:
        first = self._next()
        if first == "{":
            return self._read_delimited(name, _FLAT_BRACES)
        if first == '"':
            return self._read_delimited(name, _FLAT_QUOTES)
        return self._read_bare(name)

    def _read_delimited(self, name: str, flat: re.Pattern[str]) -> str:
        start = self.at
        if match := flat.match(self.text, start, self.limit):
            self.at = match.end()
            return match[1]
        end = closing(self.text, start, self.limit)
        if end is None:
            self._check_runaway(name, start, self.limit)
            mark = "}" if self.text[start] == "{" else '"'
            hint = f"write `{mark}` at its end"
            raise _BrokenError(Mistake(start, f"the value of `{name}` is not closed", hint))
        self.at = end
        return self.text[start + 1 : end - 1]

    def _read_bare(self, name: str) -> str:
        """A number or the name of an @string; anything else needs braces."""
        start, word = self.at, _WORD.match(self.text, self.at, self.limit)
        if word is None:
            mistake = Mistake(start, f"`{name}` has no value", "write one in braces: `{value}`")
            raise _BrokenError(mistake)
        self.at = word.end()
        macro = self.macros.get(word[0].lower())
        shown = self._bare_text(start) or word[0]
        if shown != word[0] or (
            macro is None and word[0][0].isdecimal() and not word[0].isdecimal()
        ):
            self.at = start + len(shown)
            mistake = Mistake(start, f"`{shown}` needs braces", f"write `{name} = {{{shown}}}`")
            raise _BrokenError(mistake, self.at, shown)
        if macro is None and not word[0].isdecimal():
            self.unknown_macros.append((word[0], start))
            return ""
        return word[0] if macro is None else macro

    def _bare_text(self, start: int) -> str:
        """Words without braces up to the comma or the line's end; empty before a field's `=`."""
        match = _BARE.match(self.text, start, self.limit)
        if match is None or self.text.startswith("=", match.end()):
            return ""
        return match[0].split("%")[0].strip().rstrip(")")


def closing(text: str, start: int, limit: int) -> int | None:
    """The offset behind the mark that closes the brace or quote at `start`; None without one."""
    quoted, depth = text[start] == '"', 0
    for match in _MARK.finditer(text, start + 1, limit):
        mark = match[0]
        if mark == "{":
            depth += 1
        elif mark == "}" and depth == 0:
            return None if quoted else match.end()
        elif mark == "}":
            depth -= 1
        elif quoted and depth == 0:
            return match.end()
    return None
