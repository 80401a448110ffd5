"""Statements that stand inside others: a clause, and the sentence around it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kb.analysis.gap import Gap
from kb.corpus import Corpus
from kb.schema.document import DocumentFile, StatementFile
from kb.schema.vocabulary import Severity

Around = Mapping[str, tuple[str, ...]]
"""Statement to those that it stands in, the outermost first."""
SEVERITIES = (Severity.info, Severity.minor, Severity.major)


def around(corpus: Corpus) -> Around:
    """Each statement of every document with the statements around it."""
    pairs = (pair for document in corpus.documents.values() for pair in _around(document.value))
    return dict(pairs)


def outermost(corpus: Corpus, gaps: Iterable[Gap]) -> Iterator[Gap]:
    """Gaps without those of a clause that the sentence around it carries already."""
    outer = around(corpus)
    found = list(gaps)
    at: dict[tuple[str, str | None], list[Gap]] = defaultdict(list)
    for gap in found:
        at[gap.kind, gap.statement].append(gap)
    for gap in found:
        places = outer.get(gap.statement or "", ())
        if not any(_tells(other, gap) for place in places for other in at[gap.kind, place]):
            yield gap


def _around(document: DocumentFile) -> Iterator[tuple[str, tuple[str, ...]]]:
    placed = sorted(document.statements, key=lambda value: (value.span[0], -value.span[1]))
    reaching: list[StatementFile] = []
    for inner in placed:
        reaching = [outer for outer in reaching if outer.span[1] >= inner.span[0]]
        yield (
            f"{document.id}.{inner.id}",
            tuple(
                f"{document.id}.{outer.id}"
                for outer in reaching
                if outer.span[1] >= inner.span[1] and outer.span != inner.span
            ),
        )
        reaching.append(inner)


def _tells(outer: Gap, inner: Gap) -> bool:
    """Whether a gap says of the whole sentence what another says of its clause, as gravely."""
    return (
        outer.claim in {None, inner.claim}
        and set(inner.records) <= set(outer.records)
        and SEVERITIES.index(outer.severity) >= SEVERITIES.index(inner.severity)
    )
