"""A result was measured under other conditions than the document advises.

What holds at one speed or slope need not hold at another.

Gap:    a gain measured at 5 km/h, in a document that advises 1 to 2 km/h
No gap: advice whose range takes in what was studied
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.analysis import behind, extent, naming
from kb.analysis.expression import Expressed, expressed
from kb.analysis.extent import DIMENSIONS, Extent
from kb.analysis.gap import Gap
from kb.corpus import Corpus
from kb.schema.claim import ClaimFile
from kb.schema.evidence import EvidenceLineFile
from kb.schema.vocabulary import Attribution, Directness, DoseStage, Severity

CONDITIONS = ("speed_mps", "grade_pct")
NOT_ADVISED = frozenset({DoseStage.limit, DoseStage.increment})
"""The most that is allowed, and a step, are not what is advised."""

Studied = list[tuple[str, Extent]]
"""Studies with what their arms did."""


def audit(corpus: Corpus) -> Iterator[Gap]:
    """Statements with evidence, by the conditions studied and those that their document advises."""
    items = [item for item in expressed(corpus) if item.claim.evidence]
    advised = _advised(corpus) if items else {}
    for item in items:
        for name in CONDITIONS:
            known = _studied(corpus, item.claim, name)
            wanted = _whole(one for one in advised[item.document] if one.dimension == name)
            if known and wanted and not any(one.meets(wanted) for _, one in known):
                yield _gap(corpus, item, known, wanted)


def _advised(corpus: Corpus) -> dict[str, list[Extent]]:
    """Document to the doses that it gives as its own, not as those of research."""
    found: dict[str, list[Extent]] = {document: [] for document in corpus.documents}
    for document, _, statement in corpus.statements():
        if statement.attribution in {None, Attribution.none}:
            doses = [one for one in statement.quantities if one.stage not in NOT_ADVISED]
            found[document.id] += extent.told(doses)
    return found


def _studied(corpus: Corpus, claim: ClaimFile, name: str) -> Studied:
    """What the arms behind the support did; nothing where it is not known of every study."""
    lines = [line for line in behind.supporting(claim) if not _is_another_mode(line)]
    found = [
        (line.study, one)
        for line in lines
        for arm in behind.arms(corpus, line, claim)
        for one in extent.written(arm.dose)
        if one.dimension == name
    ]
    is_whole = {study for study, _ in found} == {line.study for line in lines}
    return list(dict.fromkeys(found)) if is_whole else []


def _is_another_mode(line: EvidenceLineFile) -> bool:
    return line.intervention_directness is Directness.indirect


def _whole(extents: Iterator[Extent]) -> Extent | None:
    """From the lowest to the highest that is advised."""
    found = list(extents)
    if not found:
        return None
    low, high = min(one.low for one in found), max(one.high for one in found)
    return Extent(found[0].dimension, low, high)


def _gap(corpus: Corpus, item: Expressed, known: Studied, wanted: Extent) -> Gap:
    name = DIMENSIONS[wanted.dimension][0]
    told = [f"{one} ({naming.study(corpus, study)})" for study, one in known]
    return Gap(
        statement=item.id,
        claim=item.claim.id,
        severity=Severity.minor,
        said=f"The document advises: {name} {wanted}.",
        evidence_says=f"Studied at: {naming.listed(told)}.",
        explanation=(
            f"What was measured holds for the {name} that was studied; whoever follows the"
            " document's own advice stays outside it."
        ),
        records=tuple(dict.fromkeys(study for study, _ in known)),
    )
