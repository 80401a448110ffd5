"""Runs and phrases that all kinds of document share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kb.exports.about import slug
from kb.exports.summary.block import Break, Heading, Paragraph, Record, Run, Runs, Text
from kb.exports.summary.rows import Row
from kb.schema.vocabulary import VerdictRating
from kb.schema.wording import counted, said

UNANSWERED = (VerdictRating.no_evidence_located, VerdictRating.not_checkable, None)
"""Verdicts that say nothing of whether a claim holds."""


def heading(level: int, text: str, *within: object) -> Heading:
    """A heading whose anchor is told apart from others by what it stands within."""
    anchor = slug(" ".join(map(str, (*within, text))))
    return Heading(3 if level > 2 else 2 if level == 2 else 1, text, anchor)  # noqa: PLR2004


def plain(text: str) -> Runs:
    """Words and nothing else."""
    return (Text(text),)


def bold(text: str) -> Text:
    """Words that stand out."""
    return Text(text, bold=True)


def sentence(text: str) -> str:
    """Words with a capital at the beginning and a stop at the end."""
    stop = "" if text.endswith((".", "!", "?", "”")) else "."
    return text[:1].upper() + text[1:] + stop


def joined(parts: Iterable[Iterable[Run]], between: Run) -> Runs:
    """Runs, one behind the other, with something between; empty ones are left out."""
    runs: list[Run] = []
    for part in map(tuple, parts):
        if part:
            runs += [between, *part] if runs else part
    return tuple(runs)


def lines(*parts: Iterable[Run]) -> Runs:
    """Runs, each on a line of its own."""
    return joined(parts, Break())


def recorded(text: str, kind: str, record: object) -> Runs:
    """Words with the record that they come from."""
    return (Text(f"{text} "), Record(kind, str(record)))


def surplus(where: str, *rests: tuple[int, str, str]) -> Iterator[Paragraph]:
    """What there is no room for, counted, with where it stands: number, name of one, of several."""
    counts = [counted(n, f"more {one}", f"more {many}") for n, one, many in rests if n > 0]
    if counts:
        yield Paragraph(plain(f"And {listed(counts)}, {where}."), small=True)


def verdict(row: Row) -> str:
    """`✓ supported`; what nobody has judged is said to be so."""
    return said(row["verdict"] or "unassessed", "verdict")


def certainty(row: Row) -> str:
    """`⊕⊕◯◯ low certainty`, or nothing."""
    return said(row["certainty"], "certainty") if row["certainty"] else ""


def listed(words: Iterable[str]) -> str:
    """`a, b and c`."""
    *before, last = [*words] or [""]
    return f"{', '.join(before)} and {last}" if before else last
