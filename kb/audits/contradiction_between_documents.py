"""Two documents contradict each other.

Gap:    one post advises one cup, another at least three
No gap: both stand in one document, which then contradicts itself
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.analysis import naming
from kb.analysis.conflict import clashes
from kb.analysis.gap import Gap
from kb.analysis.reach import Reach
from kb.corpus import Corpus
from kb.schema.vocabulary import Severity

REACH = Reach.everything


def audit(corpus: Corpus) -> Iterator[Gap]:
    """Pairs of contradicting statements of two documents."""
    gists = naming.statements(corpus)
    for clash in clashes(corpus):
        if not clash.is_within:
            yield Gap(
                statement=clash.statement,
                claim=clash.claim,
                severity=Severity.info,
                said=gists[clash.statement],
                evidence_says=f"“{_title(corpus, clash.other)}” says: {gists[clash.other]}",
                explanation=f"The two documents differ. {' '.join(clash.notes)}".strip(),
                records=(*clash.records, clash.other),
            )


def _title(corpus: Corpus, statement: str) -> str:
    return corpus.documents[statement.partition(".")[0]].value.title
