"""How a summary came about: what was read and searched, how it was judged and pooled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.exports.selection import Selection
from kb.exports.summary.block import Block, Items, Paragraph, Runs
from kb.exports.summary.content.phrase import heading, listed, plain, sentence
from kb.exports.summary.rows import Row, parted, rows
from kb.schema.wording import counted, said

HELD = (
    "Documents are taken apart into statements; what they assert is held as claims, with one"
    " outcome each. Each finding is held against a claim as supporting, disputing or inconclusive,"
    " and as more or less direct in population, intervention, comparator and outcome."
)
JUDGED = (
    "A verdict says whether a claim is supported, a certainty in GRADE's words how sure that is;"
    " the sentences that may be said are worded by the certainty. A gap is where a statement and"
    " what is known part: it is computed, not opined."
)


def method(selection: Selection) -> Iterator[Block]:
    """Everything a reader needs to weigh the rest."""
    found = parted(rows(selection, "methods"), lambda row: str(row["what"]))
    yield heading(1, "Methods")
    yield Paragraph(plain(HELD))
    yield Paragraph(plain(JUDGED))
    yield Items((*_read(found), *_searched(found), *_pooled(found), *_derived(found)))


def _read(found: dict[str, list[Row]]) -> Iterator[Runs]:
    if some := found.get("reading"):
        levels = (f"{row['n']} {said(row['word'], 'reading')}" for row in some)
        total = sum(row["n"] for row in some)
        yield plain(f"Of {counted(total, 'study', 'studies')}: {listed(levels)}.")


def _searched(found: dict[str, list[Row]]) -> Iterator[Runs]:
    some = found.get("search", [])
    total = sum(row["n"] for row in some)
    if total:
        places = listed(f"{row['word']} ({row['n']})" for row in some)
        yield plain(f"{counted(total, 'search', 'searches')} for evidence against: {places}.")
    else:
        yield plain("No search for evidence against the claims is recorded.")


def _pooled(found: dict[str, list[Row]]) -> Iterator[Runs]:
    models: Sequence[Row] = found.get("model", [])
    for row in models:
        yield plain(sentence(f"{counted(row['n'], 'pool')} by {row['word']}, one finding a cohort"))


def _derived(found: dict[str, list[Row]]) -> Iterator[Runs]:
    for row in found.get("derived", []):
        yield plain(
            f"{counted(row['n'], 'finding')} derived from reported values; each is marked, and"
            " computed again at every build."
        )
