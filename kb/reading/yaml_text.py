"""A strict subset of YAML: plain data in one pass, places when they are asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from yaml import MarkedYAMLError
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.reader import ReaderError

from kb.problems import Place, Problem

Path = tuple[str | int, ...]
DEEPEST = 40
"""Levels of nesting; curated files have at most eight."""

CODES: Mapping[str, str] = {
    "yaml-syntax": """The text is not YAML.

    Wrong: gist: in trials: none
    Right: gist: "in trials: none"
    """,
    "yaml-feature": """A part of YAML that curated text does without, as anchors, tags, merge keys.

    Wrong: outcome: &o pain
    Right: outcome: pain
    """,
    "repeated-key": """A key stands twice in one mapping, or a BibTeX key twice in one file.

    Wrong: kind: effect
           kind: risk
    Right: kind: effect
    """,
}

_QUOTES = "put a value that begins with {} in quotes"
_EXPLAINED = (
    (
        "mapping values are not allowed",
        "a colon and a space where no key can stand",
        "put a value that holds them in quotes",
    ),
    (
        "block sequence entries are not allowed",
        "a list cannot begin here",
        "begin it on a line of its own",
    ),
    ("mapping keys are not allowed", "a key cannot stand here", _QUOTES.format("`? `")),
    ("a tab character", "a tab, where only spaces may stand", "indent with spaces, not tabs"),
    ("cannot start any token", "no value can begin so", _QUOTES.format("@, ` or %")),
    (
        "escape",
        "a backslash with an unknown letter",
        "in single quotes a backslash is only a backslash",
    ),
    (
        "while scanning a quoted scalar",
        "a quotation mark is not closed",
        "close it, or double it where it is meant as an apostrophe",
    ),
    (
        "while scanning a block scalar",
        "a `|` or `>` with something behind it",
        "write it alone, and the text on the lines below",
    ),
    (
        "could not find expected ':'",
        "this is no `key: value`",
        "write `key: value`, and indent the lines that go on",
    ),
    (
        "did not find expected key",
        "no key stands here, where one is expected",
        "indent this line like its neighbours, or put the value above in quotes",
    ),
    (
        "did not find expected '-' indicator",
        "no list item stands here, where one is expected",
        "indent it like the others of its list",
    ),
    (
        "did not find expected ',' or",
        "a bracket is not closed, or a comma is missing",
        "close it, or put the value in quotes",
    ),
    (
        "did not find expected node content",
        "a value is missing",
        "close a bracket, or remove the extra comma",
    ),
    (
        "did not find expected <document start>",
        "the record has ended, and text goes on",
        "put the whole value in quotes, or remove `...`",
    ),
    ("an alias", "a `*` without a name", _QUOTES.format("*")),
    ("an anchor", "a `&` without a name", _QUOTES.format("&")),
    ("tag", "a `!` without a name", _QUOTES.format("!")),
)
"""What libyaml's words hold, what they mean for a curator, and the smallest fix."""

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(
    r"[-+]?(?:(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{0,18})?|\.[0-9]{1,18})(?:[eE][-+]?[0-9]{1,4})?"
)
_NUMBER_STARTS = frozenset("+-.0123456789")
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
_LINE_END = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")  # what libyaml counts as one
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f]")

_Mark = tuple[int, int, int, int]
"""Line and column of a key, then of its value, from 0; outside mappings both are the value's."""


class _Refused(Exception):  # noqa: N818 - it carries a problem up to the reader, no error of kb
    """Reading stops at this problem."""

    def __init__(self, line: int, column: int, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.line, self.column, self.code, self.hint = line, column, code, hint
        self.message = message


@dataclass
class YamlText:
    """A file's text and its data; places of keys and values are found when first asked for."""

    file: str
    text: str
    data: Any = None

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Where a path's value (or its key) stands; of a missing one, where its parent does."""
        while path not in self._marks:
            path, key = path[:-1], False
        mark = self._marks[path]
        return _place(self.file, self._lines, *(mark[:2] if key else mark[2:]))

    @cached_property
    def _lines(self) -> list[str]:
        return _LINE_END.split(self.text)

    @cached_property
    def _marks(self) -> dict[Path, _Mark]:
        marks: dict[Path, _Mark] = {(): (0, 0, 0, 0)}
        _Reader(self.text, marks).read()
        return marks


def place(file: str, text: str, line: int, column: int) -> Place:
    """A place from line and column counted from 0."""
    return _place(file, _LINE_END.split(text), line, column)


def _place(file: str, lines: list[str], line: int, column: int) -> Place:
    """For libyaml a text without a last line end has a line more: that is the end of the last."""
    if line == len(lines):
        line, column = line - 1, len(lines[-1])
    return Place(file, line + 1, column + 1, lines[line])


def read_yaml(text: str, file: str) -> tuple[YamlText | None, list[Problem]]:
    """The data of a text in the strict subset, or the problem at which reading stopped."""
    try:
        return YamlText(file, text, _Reader(text).read()), []
    except _Refused as refused:
        where = place(file, text, refused.line, refused.column)
        return None, [Problem(where, refused.code, refused.message, refused.hint)]


class _Reader:
    """One pass over libyaml's events; with `marks`, also the places of keys and values."""

    def __init__(self, text: str, marks: dict[Path, _Mark] | None = None) -> None:
        self.text = text
        self.marks = marks
        self.next: Callable[[], Any]

    def read(self) -> Any:  # noqa: ANN401 - the data of the text may be of any shape
        """Plain data: dict, list, str, int, float, bool, None."""
        try:
            self.next = CParser(self.text).get_event
            return self._document()
        except MarkedYAMLError as error:
            raise self._syntax(error) from error
        except ReaderError as error:
            raise self._character(self.text.index(chr(error.character))) from error
        except UnicodeEncodeError as error:
            raise self._character(error.start) from error

    def _document(self) -> Any:  # noqa: ANN401
        self.next()
        start = self.next()
        if isinstance(start, StreamEndEvent):
            return None
        if start.version or start.tags:
            raise _feature(start, "a directive, `%`", "remove the line")
        value = self._value(self.next(), ())
        self.next()
        end = self.next()
        if isinstance(end, DocumentStartEvent):
            raise _feature(end, "a second YAML document", "one record a file: remove `---`")
        return value

    def _value(self, event: Any, path: Path, key: Any = None) -> Any:  # noqa: ANN401
        if self.marks is not None:
            at, value = (key or event).start_mark, event.start_mark
            self.marks[path] = (at.line, at.column, value.line, value.column)
        if event.anchor is not None or event.tag is not None:
            raise _labelled(event)
        if isinstance(event, ScalarEvent):
            return _plain(event.value) if event.implicit[0] else _quoted(event)
        if len(path) >= DEEPEST:
            message = f"nested deeper than {DEEPEST} levels"
            raise _refused(event, "yaml-syntax", message, "indent less, or close a bracket above")
        return self._list(path) if isinstance(event, SequenceStartEvent) else self._dict(path)

    def _list(self, path: Path) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := self.next(), SequenceEndEvent):
            items.append(self._value(event, (*path, len(items))))
        return items

    def _dict(self, path: Path) -> dict[str, Any]:
        items: dict[str, Any] = {}
        while not isinstance(event := self.next(), MappingEndEvent):
            key = _key(event)
            if key in items:
                message, hint = f"`{key}` stands twice here", "keep one of them, or merge them"
                raise _refused(event, "repeated-key", message, hint)
            items[key] = self._value(self.next(), (*path, key), event)
        return items

    def _syntax(self, error: MarkedYAMLError) -> _Refused:
        """What is missing after a key, or at the end of the text, is told where it was begun."""
        mark: Any = error.problem_mark
        if mark.index >= len(self.text) or error.problem == "could not find expected ':'":
            mark = error.context_mark or mark
        words = ": ".join(filter(None, (error.context, error.problem)))
        if self.text[mark.index : mark.index + 1] == "\t":
            words = "a tab character"
        unexplained = (words, "see the line above, too")
        message, hint = next((told for part, *told in _EXPLAINED if part in words), unexplained)
        return _Refused(mark.line, mark.column, "yaml-syntax", message, hint)

    def _character(self, position: int) -> _Refused:
        """A character that no YAML text may hold; libyaml does not say in which line."""
        lines = _LINE_END.split(self.text[:position])
        message = f"a character that text cannot hold, U+{ord(self.text[position]):04X}"
        hint = "remove the invisible character"
        return _Refused(len(lines) - 1, len(lines[-1]), "yaml-syntax", message, hint)


def _key(event: Any) -> str:  # noqa: ANN401
    if isinstance(event, AliasEvent) or event.anchor is not None or event.tag is not None:
        raise _labelled(event)
    if not isinstance(event, ScalarEvent):
        raise _feature(event, "a key that is not a word", "write `key: value`")
    if event.value == "<<" and event.implicit[0]:
        raise _feature(event, "a merge key, `<<`", "write the keys out")
    return event.value if event.implicit[0] else _quoted(event)


def _plain(value: str) -> Any:  # noqa: ANN401
    """A word, unless it is a number, true, false or null: `no`, `on`, `012` and dates are words."""
    if value in _WORDS:
        return _WORDS[value]
    if value[0] not in _NUMBER_STARTS:
        return value
    if _INTEGER.fullmatch(value):
        return int(value)
    return float(value) if _DECIMAL.fullmatch(value) else value


def _quoted(event: ScalarEvent) -> str:
    r"""Text in quotes or a block; an escape such as `\0` may not bring in a control character."""
    if control := _CONTROL.search(event.value):
        message = f"a character that text cannot hold, U+{ord(control[0]):04X}"
        hint = "remove it; in single quotes a backslash is only a backslash"
        raise _refused(event, "yaml-syntax", message, hint)
    return event.value


def _labelled(event: Any) -> _Refused:  # noqa: ANN401
    """An alias, an anchor or a tag; the hints hold whether it is meant or a value begins so."""
    if isinstance(event, AliasEvent):
        return _feature(event, f"an alias, `*{event.anchor}`", "write it out, or put it in quotes")
    if event.anchor is not None:
        return _feature(event, f"an anchor, `&{event.anchor}`", "remove it, or put it in quotes")
    tag = event.tag.replace("tag:yaml.org,2002:", "!!")
    return _feature(event, f"a tag, `{tag}`", "remove it, or put it in quotes")


def _refused(event: Any, code: str, message: str, hint: str) -> _Refused:  # noqa: ANN401
    mark = event.start_mark
    return _Refused(mark.line, mark.column, code, message, hint)


def _feature(event: Any, what: str, hint: str) -> _Refused:  # noqa: ANN401
    return _refused(event, "yaml-feature", f"{what}: not part of curated text", hint)
