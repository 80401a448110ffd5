"""A strict subset of YAML: plain data in one pass, places when they are asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.cyaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from kb.problems import Place, Problem

Path = tuple[str | int, ...]
DEEPEST = 40
"""Levels of nesting; curated files have at most eight."""

CODES: Mapping[str, str] = {
    "yaml-syntax": """The text is not YAML.

    Wrong: gist: in trials: none
    Right: gist: "in trials: none"
    """,
    "yaml-feature": """A part of YAML that curated text does without: anchors, tags, several documents.

    Wrong: outcome: &o pain
    Right: outcome: pain
    """,
    "repeated-key": """A key stands twice in one mapping, or a BibTeX key twice in one file.

    Wrong: kind: effect
           kind: risk
    Right: kind: effect
    """,
}

_HINTS = (
    ("mapping values are not allowed", "put a value that holds a colon and a space in quotes"),
    ("found character '\\t'", "indent with spaces, not tabs"),
    ("cannot start any token", "put a value that begins with @, `, % or a tab in quotes"),
    ("while scanning a quoted scalar", "close the quotation mark"),
    ("could not find expected ':'", "write `key: value`, and indent the lines that go on"),
    ("did not find expected key", "indent this line like its neighbours, or quote the value above"),
    ("did not find expected '-' indicator", "indent this item like the others of its list"),
    ("did not find expected ',' or", "close the bracket, or put the value in quotes"),
    ("block collections are not allowed", "begin a list or mapping on a line of its own"),
    ("control characters", "remove the invisible character"),
    ("special characters", "remove the invisible character"),
    ("undefined alias", "put a value that begins with * in quotes"),
    ("while scanning an alias", "put a value that begins with * in quotes"),
    ("while scanning an anchor", "put a value that begins with & in quotes"),
)
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"[-+]?(?:[0-9]{1,18}\.[0-9]{0,18}|\.[0-9]{1,18}|[0-9]{1,18})(?:[eE][-+]?[0-9]{1,4})?")
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
_LINE_END = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")  # what libyaml counts as one


class _Refused(Exception):  # noqa: N818 - it carries a problem up to the reader, no error of kb
    """Reading stops at this problem."""

    def __init__(self, line: int, column: int, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.line, self.column, self.code, self.hint = line, column, code, hint
        self.message = message


@dataclass(slots=True)
class YamlText:
    """A file's text and its data; places of keys and values are found when first asked for."""

    file: str
    text: str
    data: Any = None
    _marks: dict[Path, tuple[int, int, int, int]] | None = field(default=None, repr=False)

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Where the value at a path of keys stands (or its key); a missing one, where its parent is."""
        if self._marks is None:
            self._marks = {}
            _Reader(self.text, self._marks).read()
        while path not in self._marks and path:
            path, key = path[:-1], False
        mark = self._marks.get(path, (0, 0, 0, 0))
        line, column = mark[:2] if key else mark[2:]
        return place(self.file, self.text, line, column)


def place(file: str, text: str, line: int, column: int) -> Place:
    """A place from line and column counted from 0."""
    lines = _LINE_END.split(text)
    excerpt = lines[line] if line < len(lines) else ""
    return Place(file, line + 1, column + 1, excerpt.lstrip("\N{ZERO WIDTH NO-BREAK SPACE}"))


def read_yaml(text: str, file: str) -> tuple[YamlText | None, list[Problem]]:
    """The data of a text in the strict subset, or the problem at which reading stopped."""
    try:
        return YamlText(file, text, _Reader(text).read()), []
    except _Refused as refused:
        where = place(file, text, refused.line, refused.column)
        return None, [Problem(where, refused.code, refused.message, refused.hint)]


class _Reader:
    """One pass over libyaml's events; with `marks`, also the places of keys and values."""

    def __init__(
        self, text: str, marks: dict[Path, tuple[int, int, int, int]] | None = None
    ) -> None:
        self.text = text
        self.marks = marks

    def read(self) -> Any:  # noqa: ANN401 - the data of the text may be of any shape
        """Plain data: dict, list, str, int, float, bool, None."""
        try:
            self.parser = CParser(self.text)
            return self._documents()
        except yaml.MarkedYAMLError as error:
            raise _syntax(error) from error
        except (yaml.reader.ReaderError, UnicodeEncodeError) as error:
            raise self._character(error) from error

    def _documents(self) -> Any:  # noqa: ANN401
        self.parser.get_event()
        event = self.parser.get_event()
        if isinstance(event, StreamEndEvent):
            return None
        value = self._value(self.parser.get_event(), ())
        self.parser.get_event()
        event = self.parser.get_event()
        if isinstance(event, DocumentStartEvent):
            raise _feature(event, "a second YAML document", "one record a file: remove `---`")
        return value

    def _value(self, event: Event, path: Path, at: Event | None = None) -> Any:  # noqa: ANN401
        if self.marks is not None:
            key, value = (at or event).start_mark, event.start_mark
            self.marks[path] = (key.line, key.column, value.line, value.column)
        if isinstance(event, AliasEvent):
            raise _feature(event, f"an alias, `*{event.anchor}`", "write the value out")
        if event.anchor is not None:
            raise _feature(event, f"an anchor, `&{event.anchor}`", "remove the anchor")
        if event.tag is not None:
            raise _feature(event, f"a tag, `{event.tag}`", "remove the tag")
        if isinstance(event, ScalarEvent):
            return _plain(event.value) if event.implicit[0] else event.value
        if len(path) >= DEEPEST:
            raise _refused(event, "yaml-syntax", "nested too deeply", "close a bracket above")
        return self._list(path) if isinstance(event, SequenceStartEvent) else self._dict(path)

    def _list(self, path: Path) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := self.parser.get_event(), SequenceEndEvent):
            items.append(self._value(event, (*path, len(items))))
        return items

    def _dict(self, path: Path) -> dict[str, Any]:
        items: dict[str, Any] = {}
        while not isinstance(event := self.parser.get_event(), MappingEndEvent):
            if not isinstance(event, ScalarEvent) or event.anchor or event.tag:
                raise _feature(event, "a key that is not a word", "write `key: value`")
            key = event.value
            if key in items:
                message, hint = f"`{key}` stands twice here", "keep one of them, or merge them"
                raise _refused(event, "repeated-key", message, hint)
            items[key] = self._value(self.parser.get_event(), (*path, key), event)
        return items

    def _character(self, error: yaml.reader.ReaderError | UnicodeEncodeError) -> _Refused:
        """A character that no YAML text may hold; libyaml does not say in which line."""
        position = error.start if isinstance(error, UnicodeEncodeError) else self._first_bad()
        lines = _LINE_END.split(self.text[:position])
        message = f"a character that text cannot hold, U+{ord(self.text[position]):04X}"
        return _Refused(len(lines) - 1, len(lines[-1]), "yaml-syntax", message, _HINTS[9][1])

    def _first_bad(self) -> int:
        match = re.search(
            r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", self.text
        )
        return match.start() if match else 0


def _plain(value: str) -> Any:  # noqa: ANN401
    """A word, unless it is a number, true, false or null: `no`, `on`, `012` and dates are words."""
    if value in _WORDS:
        return _WORDS[value]
    if _INTEGER.fullmatch(value):
        return int(value)
    return float(value) if _DECIMAL.fullmatch(value) and not _octal(value) else value


def _octal(value: str) -> bool:
    """Digits that begin with a zero are a word, as an id or a code, not a number."""
    digits = value.lstrip("+-")
    return len(digits) > 1 and digits[0] == "0" and digits[1].isdigit()


def _refused(event: Event, code: str, message: str, hint: str) -> _Refused:
    mark = event.start_mark
    return _Refused(mark.line, mark.column, code, message, hint)


def _feature(event: Event, what: str, hint: str) -> _Refused:
    return _refused(event, "yaml-feature", f"{what}: not part of curated text", hint)


def _syntax(error: yaml.MarkedYAMLError) -> _Refused:
    unclosed = "quoted scalar" in (error.context or "")
    mark = error.context_mark if unclosed else error.problem_mark
    message = " ".join(filter(None, (error.context, error.problem)))
    hint = next((hint for words, hint in _HINTS if words in message), "see the line above, too")
    line, column = (mark.line, mark.column) if mark else (0, 0)
    return _Refused(line, column, "yaml-syntax", message, hint)
