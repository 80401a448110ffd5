"""What is known of a kind of record beside its fields: where its rows are, and their columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

Row = tuple[Any, ...]


class Column(NamedTuple):
    """A column that can be asked about.

    Parameters
    ----------
    kind
        `text`, `word`, `number`, `flag`, `ids` (a list of ids) or `pairs` (names with numbers).
    is_whole
        Whether a number is a whole one.
    words
        What a word may be.
    scale
        Those of the words that are degrees, the highest first.
    refers
        The table whose ids it holds; `term:` and a kind of term where it holds a term's name.
    """

    kind: str
    is_whole: bool = False
    words: tuple[str, ...] = ()
    scale: tuple[str, ...] = ()
    refers: str = ""


class Table(NamedTuple):
    """A kind of record.

    Parameters
    ----------
    name
        What its method of a knowledge base is called: `claims`.
    one, several
        What one of them is called, and what more are, in words.
    source
        The view that holds it, or a query in parentheses.
    key
        The column of its id.
    title
        The column that tells most of a record in words.
    searched
        The table whose full-text index finds it by words; empty if none does.
    loaded
        Turns a row as SQLite has it into one as a record has it; None where they are the same.
    """

    name: str
    one: str
    several: str
    source: str
    key: str
    title: str
    searched: str
    columns: Mapping[str, Column]
    loaded: Callable[[Row], Row] | None
