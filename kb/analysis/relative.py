"""Findings as ratios: what of them can be held against “so many percent more”."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.schema.study import FindingFile
from kb.schema.study_vocabulary import Measure

RATIOS = frozenset({Measure.ratio_of_means, Measure.risk_ratio})
DIFFERENCES = frozenset({Measure.mean_change, Measure.mean_difference, Measure.other})
_CHANGE = re.compile(r"\bchanges?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A finding as ratio of what was studied to what it was compared with, and how far it reaches.

    Parameters
    ----------
    low, high
        The ends of its confidence interval; the value itself where there is none.
    record
        Id of the finding.
    """

    value: float
    low: float
    high: float
    study: str
    record: str
    n: int | None


def of_changes(finding: FindingFile) -> bool:
    """Whether it compares changes, as `conditions` says, and not values after them."""
    is_change = finding.estimate_type is Measure.mean_change
    return not is_change and bool(_CHANGE.search(finding.conditions or ""))


def observed(study: str, finding: FindingFile) -> Ratio | None:
    """A finding as a ratio; None where it is told on another scale.

    A difference in percent may be meant in points or as a share: it is read as the share, which
    lets it reach farther than it may. A gain that is twice another is not 100 % more of what was
    gained: of changes that are compared, as `conditions` says, there is no ratio.
    """
    record = f"{study}.{finding.id}"
    if finding.value is not None and finding.estimate_type in RATIOS:
        ends = (finding.ci_low, finding.ci_high)
        low, high = (finding.value if end is None else end for end in ends)
        return Ratio(finding.value, low, high, study, record, finding.n)
    value = _ratio(finding)
    return None if value is None else Ratio(value, value, value, study, record, finding.n)


def _ratio(finding: FindingFile) -> float | None:
    first, second = finding.arm_value, finding.comparator_value
    is_change = finding.estimate_type is Measure.mean_change
    if of_changes(finding):
        return None
    if first is not None and second is not None and min(first, second) > 0 and not is_change:
        return first / second
    if finding.value is not None and finding.unit == "%" and finding.estimate_type in DIFFERENCES:
        return 1 + finding.value / 100
    return None


def wording(ratio: float) -> str:
    """`+48.4 %`, `−20 %`: a ratio as the change that it is."""
    return f"{(ratio - 1) * 100:+.3g} %".replace("-", "−")
