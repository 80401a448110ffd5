"""One study was published more than once: its reports are not independent evidence.

Gap:    a trial whose results stand again, as if new, in a second journal
No gap: a trial with a protocol paper or a secondary analysis, which say what they are
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.analysis import naming
from kb.analysis.gap import Gap
from kb.analysis.reach import Reach
from kb.corpus import Corpus
from kb.schema.study_vocabulary import ReportRole
from kb.schema.vocabulary import Severity

REACH = Reach.study


def audit(corpus: Corpus) -> Iterator[Gap]:
    """Studies with a report that a curator marked as duplicate."""
    for record in corpus.studies.values():
        reports = record.value.reports
        again = [report.source for report in reports if report.role is ReportRole.duplicate]
        if again:
            notes = [note for key in again if (note := corpus.sources[key].fields.get("note"))]
            citations = naming.listed(corpus.sources[key].short_citation for key in again)
            yield Gap(
                severity=Severity.info,
                said=f"{citations}: published as a study of its own.",
                evidence_says=(
                    f"Recorded as the same study as {naming.study(corpus, record.id)}:"
                    f" {len(reports)} reports of one study."
                ),
                explanation=" ".join(
                    ["Whoever counts the reports counts the same people twice.", *notes]
                ),
                records=(record.id, *again),
            )
