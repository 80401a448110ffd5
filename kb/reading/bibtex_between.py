"""Text between BibTeX's blocks: allowed, unless it looks like an entry or a part of one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.problems import Problem
from kb.reading.bibtex_body import RawEntry
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

_TYPES = "|".join(sorted(ENTRY_TYPES | {"string"}))
_DAMAGED_HEAD = re.compile(
    rf"^[ \t]*(?:@[ \t]*(?:{_TYPES})(?![\w{{(]|\s*[{{(])|(?:{_TYPES})[ \t]*\{{[^\s,{{}}=]+,"
    r"|@[^\s{(,]+,[ \t]*$)[^\n]*",
    re.MULTILINE | re.IGNORECASE,
)
_FIELD = r"[ \t]*(?=[A-Za-z][\w+:-]*[ \t]*=[ \t]*(?:[\"{]|\w+[ \t]*[,}]))"
_LOOSE_FIELD = re.compile(rf"^{_FIELD}", re.MULTILINE)
_NEXT_FIELD = re.compile(rf"\s*,\s*{_FIELD}")


def between(source: BibtexText, start: int, end: int, before: RawEntry | None) -> Iterator[Problem]:
    """Damaged heads of entries; without any, the first field that belongs to no entry."""
    heads = list(_DAMAGED_HEAD.finditer(source.text, start, end))
    yield from (_damaged_head(source, match) for match in heads)
    if heads or (before and before.is_broken):
        return
    loose = _NEXT_FIELD.match(source.text, start, end)
    if loose := loose or _LOOSE_FIELD.search(source.text, start, end):
        yield _loose_field(source, loose.end(), before)


def _damaged_head(source: BibtexText, match: re.Match[str]) -> Problem:
    head = match[0].strip()[:60]
    place = source.place(match.end() - len(match[0].lstrip()))
    message = f"`{head}` looks like an entry, but is none"
    hint = "write `@article{key,` with its `@`, brace, key and comma"
    return Problem(place, "bibtex-syntax", message, hint)


def _loose_field(source: BibtexText, at: int, before: RawEntry | None) -> Problem:
    message = "a field stands outside of any entry"
    hint = "is the line `@type{key,` missing before it?"
    if before:
        line = source.line(before.end - 1)
        message += f", after @{before.type} `{before.key}`"
        hint = f"is there a brace too many in line {line}, or is `@type{{key,` missing?"
    return Problem(source.place(at), "bibtex-syntax", message, hint)
