"""A document promises an effect and advises what takes it away.

Gap:    "a cup at night lets you sleep", and "brew it strong", where strong tea keeps people awake
No gap: the promise stands in one document and the advice in another
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.analysis import advice, naming
from kb.analysis.expression import expressed
from kb.analysis.gap import Gap
from kb.analysis.reach import Reach
from kb.corpus import Corpus
from kb.schema.vocabulary import Severity

REACH = Reach.everything


def audit(corpus: Corpus) -> Iterator[Gap]:
    """Guidance that a curator marked as undoing a claim, where one document gives both."""
    undoing_records = [record for record in corpus.guidance.values() if record.value.undoes]
    if not undoing_records:
        return
    made: dict[str, list[str]] = {}
    for item in expressed(corpus):
        made.setdefault(item.claim.id, []).append(item.id)
    gists = naming.statements(corpus)
    for record in undoing_records:
        given = advice.first_by_document(advice.statements(record.value))
        for undoing in record.value.undoes:
            promised = advice.first_by_document(made.get(undoing.claim, []))
            for document in promised.keys() & given.keys():
                study = (undoing.study,) if undoing.study else ()
                known = f" ({naming.study(corpus, undoing.study)})" if undoing.study else ""
                yield Gap(
                    statement=promised[document],
                    claim=undoing.claim,
                    severity=Severity.minor,
                    said=gists[promised[document]],
                    evidence_says=f"{undoing.reason.rstrip('.')}{known}.",
                    explanation=f"The same document advises: {record.value.text}",
                    records=(record.id, given[document], *study),
                )
