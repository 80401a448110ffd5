"""An evidence line names a finding that its study does not have.

Findings are named by their ids within the study.

Wrong: finding: slep-score
Right: finding: sleep-score
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus import Corpus
from kb.corpus.reference import Guesses
from kb.problems import Problem


def check(corpus: Corpus) -> Iterator[Problem]:
    """The findings of claims' evidence lines; studies that could not be read are passed over."""
    findings = {
        study.id: {finding.id for finding in study.value.findings}
        for study in corpus.studies.values()
    }
    for claim in corpus.claims.values():
        for index, line in enumerate(claim.value.evidence):
            ids = findings.get(line.study)
            if ids is not None and line.finding is not None and line.finding not in ids:
                place = claim.place("evidence", index, "finding")
                message = f"`{line.study}` has no finding `{line.finding}`"
                yield Problem(place, "unknown-finding", message, Guesses(ids).hint(line.finding))
