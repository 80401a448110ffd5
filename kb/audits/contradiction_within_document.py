"""A document contradicts itself.

Both cannot hold, and a reader cannot know which one to follow.

Gap:    "begin with one cup" in one section, "begin with three" in another
No gap: the second stands in another document
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
    """Pairs of contradicting statements of one document."""
    gists = naming.statements(corpus)
    for clash in clashes(corpus):
        if clash.is_within:
            yield Gap(
                statement=clash.statement,
                claim=clash.claim,
                severity=Severity.minor,
                said=gists[clash.statement],
                evidence_says=f"The same document says: {gists[clash.other]}",
                explanation=f"The document says both. {' '.join(clash.notes)}".strip(),
                records=(*clash.records, clash.other),
            )
