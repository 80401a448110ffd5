"""An estimate lies outside its own confidence interval.

One of the three numbers is mistyped, or the interval belongs to another estimate.

Wrong: value: 1.2, ci_low: 2.1, ci_high: 3.4
Right: value: 2.7, ci_low: 2.1, ci_high: 3.4
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus import Corpus
from kb.problems import Problem
from kb.schema.study import FindingFile


def check(corpus: Corpus) -> Iterator[Problem]:
    """Findings with an estimate and an interval."""
    for study in corpus.studies.values():
        for index, finding in enumerate(study.value.findings):
            if _misses(finding):
                message = (
                    f"the estimate {finding.value:g} is outside its interval,"
                    f" {finding.ci_low:g} to {finding.ci_high:g}"
                )
                place = study.place("findings", index, "value")
                hint = "compare all three with the source"
                yield Problem(place, "interval-misses-effect", message, hint)


def _misses(finding: FindingFile) -> bool:
    low, value, high = finding.ci_low, finding.value, finding.ci_high
    if low is None or value is None or high is None or high < low:
        return False
    return not low <= value <= high
