"""The dose that is told is not the dose that was studied, or is left out.

Gap:    "a cup a day for a week"; the study gave it for four weeks
No gap: the dose as studied, or a range that it lies in
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.analysis import behind, extent, naming
from kb.analysis.expression import Traced, traced
from kb.analysis.extent import DIMENSIONS, Extent
from kb.analysis.gap import Gap
from kb.corpus import Corpus
from kb.schema.vocabulary import Attribution, Severity

PROGRAMME = ("session_min", "sessions_per_week", "weeks")
"""What a reader must know to do what was studied."""


def audit(corpus: Corpus) -> Iterator[Gap]:
    """Statements on the word of research, against the doses of the studies that they rest on."""
    for item in traced(corpus):
        if item.statement.attribution not in {None, Attribution.none}:
            yield from _gaps(corpus, item)


def _gaps(corpus: Corpus, item: Traced) -> Iterator[Gap]:
    said = extent.told(item.statement.quantities)
    studied = _studied(corpus, item)
    changed = [one for one in said if _differs(one, studied)]
    named = {one.dimension for one in said}
    left = [one for one in studied if one.dimension in PROGRAMME and one.dimension not in named]
    if changed or left:
        dimensions = {one.dimension for one in (*changed, *left)}
        yield Gap(
            statement=item.id,
            claim=item.claim,
            severity=Severity.major if changed else Severity.info,
            said=_listed(changed) if changed else naming.statement(item.statement),
            evidence_says=(
                f"{naming.studies(corpus, (study.id for study in item.studies))} studied "
                f"{_listed([one for one in studied if one.dimension in dimensions])}."
            ),
            explanation=_explanation(changed, left),
            records=tuple(study.id for study in item.studies),
        )


def _studied(corpus: Corpus, item: Traced) -> list[Extent]:
    arms = [arm for study in item.studies for arm in behind.treated(corpus, study, item.claims)]
    found = [one for arm in arms for one in extent.written(arm.dose)]
    return sorted(set(found), key=lambda one: (list(DIMENSIONS).index(one.dimension), one.low))


def _differs(one: Extent, studied: list[Extent]) -> bool:
    others = [other for other in studied if other.dimension == one.dimension]
    return bool(others) and not any(one.meets(other) for other in others)


def _listed(extents: list[Extent]) -> str:
    return naming.listed(f"{DIMENSIONS[one.dimension][0]} {one}" for one in extents)


def _explanation(changed: list[Extent], left: list[Extent]) -> str:
    told: list[str] = []
    if changed:
        told.append("No study that the statement seems to rest on gave this dose.")
    if left:
        names = naming.listed(DIMENSIONS[one.dimension][0] for one in left)
        told.append(f"Left out: {names}; whoever follows the statement cannot do what was studied.")
    return " ".join(told)
