"""Words of the vocabularies as readers meet them, with marks that need no colour."""

from __future__ import annotations

from collections.abc import Mapping

from kb.schema import spelling
from kb.schema.study_vocabulary import Design, ReadingLevel
from kb.schema.vocabulary import (
    Attribution,
    Basis,
    Certainty,
    ClaimDirection,
    Directness,
    EvidenceDirection,
    Expression,
    Hedging,
    Match,
    Rating,
    RelationKind,
    Severity,
    VerdictRating,
)

SAID: Mapping[str, Mapping[str, str]] = {
    "attribution": {
        Attribution.none: "nobody credited",
        Attribution.vague: "vaguely credited",
        Attribution.named: "source named",
        Attribution.cited: "source cited",
    },
    "basis": {
        Basis.author_cited: "→ source cited by the document",
        Basis.curator_inferred: "≈ source inferred by a curator",
        Basis.not_located: "? source not located",
    },
    "certainty": {
        Certainty.high: "⊕⊕⊕⊕ high certainty",
        Certainty.moderate: "⊕⊕⊕◯ moderate certainty",
        Certainty.low: "⊕⊕◯◯ low certainty",
        Certainty.very_low: "⊕◯◯◯ very low certainty",
    },
    "design": {
        Design.rct_parallel: "randomised trial",
        Design.rct_crossover: "randomised crossover trial",
        Design.rct_cluster: "cluster-randomised trial",
        Design.quasi_experimental: "quasi-experiment",
        Design.single_arm: "one group, before and after",
        Design.meta_analysis: "meta-analysis",
        Design.other: "study of another design",
    },
    "direction": {
        ClaimDirection.increase: "↑ increases",
        ClaimDirection.decrease: "↓ decreases",
        ClaimDirection.no_difference: "= no difference",
        ClaimDirection.differs: "≠ differs",
        ClaimDirection.present: "● present",
        ClaimDirection.absent: "○ absent",
    },
    "directness": {
        Directness.direct: "● direct",
        Directness.partly: "◐ partly direct",
        Directness.indirect: "○ indirect",
    },
    "evidence": {
        EvidenceDirection.supports: "✓ supports",
        EvidenceDirection.disputes: "✗ disputes",
        EvidenceDirection.inconclusive: "~ inconclusive",
        EvidenceDirection.no_information: "– no information",
    },
    "expression": {
        Expression.expresses: "says so",
        Expression.partly_expresses: "says so in part",
        Expression.implies: "implies it",
        Expression.denies: "denies it",
    },
    "grade": {
        Certainty.high: "The true effect is very likely close to what the studies show.",
        Certainty.moderate: "The true effect is probably close to what the studies show.",
        Certainty.low: "The true effect may be markedly different from what the studies show.",
        Certainty.very_low: "The evidence is very uncertain: the true effect is probably markedly"
        " different from what the studies show.",
    },
    "hedging": {
        Hedging.asserted: "stated as fact",
        Hedging.hedged: "hedged",
        Hedging.speculative: "speculative",
        Hedging.instructed: "instruction",
    },
    "match": {
        Match.yes: "✓ fits",
        Match.no: "✗ does not fit",
        Match.unknown: "? not known",
    },
    "rating": {
        Rating.none: "no change",
        Rating.serious: "▼ serious, one level down",
        Rating.very_serious: "▼▼ very serious, two levels down",
        Rating.extremely_serious: "▼▼▼ extremely serious, three levels down",
        Rating.up_one: "▲ one level up",
        Rating.up_two: "▲▲ two levels up",
    },
    "reading": {
        ReadingLevel.abstract: "abstract read",
        ReadingLevel.registry_record: "registry record read",
        ReadingLevel.full_text: "full text read",
        ReadingLevel.secondary: "read only through another source",
    },
    "severity": {
        Severity.major: "▲ major",
        Severity.minor: "△ minor",
        Severity.info: "○ for information",
    },
    "verdict": {
        VerdictRating.supported: "✓ supported",
        VerdictRating.mostly_supported: "◕ mostly supported",
        VerdictRating.mixed: "◑ mixed",
        VerdictRating.mostly_unsupported: "◔ mostly unsupported",
        VerdictRating.contradicted: "✗ contradicted",
        VerdictRating.no_evidence_located: "? no evidence located",
        VerdictRating.not_checkable: "– not checkable",
        "unassessed": "· not yet assessed",
    },
}
"""What is said in place of a word, by vocabulary; other words stand as they are."""

FORWARD: Mapping[str, str] = {
    RelationKind.same_as: "same as",
    RelationKind.agrees_with: "agrees with",
    RelationKind.narrower: "a narrower form of",
    RelationKind.component_of: "a part of",
    RelationKind.contradicts: "contradicts",
    RelationKind.mechanism_for: "offers a mechanism for",
    RelationKind.depends_on: "depends on",
}
REVERSED: Mapping[str, str] = {
    **FORWARD,
    RelationKind.narrower: "has the narrower form",
    RelationKind.component_of: "has the part",
    RelationKind.mechanism_for: "explained by",
    RelationKind.depends_on: "needed by",
}
"""The same relations, read from the other end."""


def words(value: object) -> str:
    """A word of a vocabulary without its underscores."""
    return "" if value is None else str(value).replace("_", " ")


def kind_of_gap(kind: str) -> str:
    """A kind of gap, which is named as the audit that finds it."""
    return kind.replace("-", " ")


def said(value: object, vocabulary: str) -> str:
    """A word of a vocabulary as the pages say it."""
    return SAID.get(vocabulary, {}).get(str(value)) or words(value)


def relation(kind: str, *, forward: bool = True) -> str:
    """How one record stands to another, from either end."""
    return (FORWARD if forward else REVERSED)[kind]


def counted(n: int, one: str, many: str | None = None) -> str:
    """`1 claim`, `12 claims`."""
    return f"{spelling.number(n)} {one if n == 1 else many or one + 's'}"
