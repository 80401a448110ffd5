"""Codes of FHIR R5 for the words of our vocabularies; a word without one is told in words.

The codes are those of the value sets that FHIR 5.0.0 binds (hl7.org/fhir/R5/valueset-NAME.html);
their systems are part of FHIR itself or of HL7 Terminology (terminology.hl7.org).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kb.schema.study_vocabulary import Design, Measure
from kb.schema.vocabulary import Certainty, ClaimStatus, Directness, Domain, Operator, Rating
from kb.schema.wording import words

Concept = dict[str, object]

HL7 = "http://terminology.hl7.org/CodeSystem/"
ATTRIBUTE = f"{HL7}attribute-estimate-type"
DIRECTNESS = f"{HL7}directness"
RATING = "http://hl7.org/fhir/certainty-rating"
ROLE = f"{HL7}variable-role"
STATISTIC = f"{HL7}statistic-type"
STUDY = "http://hl7.org/fhir/study-design"
SYNTHESIS = f"{HL7}synthesis-type"
TYPE = "http://hl7.org/fhir/certainty-type"
MESH = "https://www.nlm.nih.gov/mesh"
UCUM = "http://unitsofmeasure.org"

STATUSES: Mapping[str, str] = {
    ClaimStatus.draft: "draft",
    ClaimStatus.reviewed: "active",
    ClaimStatus.deprecated: "retired",
    ClaimStatus.merged: "retired",
}
CERTAINTIES: Mapping[str, str] = {
    Certainty.high: "high",
    Certainty.moderate: "moderate",
    Certainty.low: "low",
    Certainty.very_low: "very-low",
}
DOMAINS: Mapping[str, str] = {
    Domain.risk_of_bias: "RiskOfBias",
    Domain.inconsistency: "Inconsistency",
    Domain.indirectness: "Indirectness",
    Domain.imprecision: "Imprecision",
    Domain.publication_bias: "PublicationBias",
    Domain.large_effect: "LargeEffect",
    Domain.dose_response: "DoseResponseGradient",
    Domain.opposing_confounding: "PlausibleConfounding",
}
RAISING = (Domain.large_effect, Domain.dose_response, Domain.opposing_confounding)
"""Domains that raise certainty: of these FHIR says present or absent, or by how much."""
RATINGS: Mapping[str, str] = {
    Rating.none: "no-concern",
    Rating.serious: "serious-concern",
    Rating.very_serious: "very-serious-concern",
    Rating.extremely_serious: "extremely-serious-concern",
    Rating.up_one: "upcode1",
    Rating.up_two: "upcode2",
}
NOT_RAISED = "absent"
MATCHES: Mapping[str, str] = {
    Directness.direct: "high",
    Directness.partly: "moderate",
    Directness.indirect: "low",
}
"""Our highest word is FHIR's second: none of ours promises an exact match."""
STATISTICS: Mapping[str, str] = {
    Measure.mean: "C53319",
    Measure.mean_difference: "0000457",
    Measure.standardised_mean_difference: "0000100",
    Measure.risk_ratio: "C93152",
    Measure.odds_ratio: "C16932",
    Measure.risk_difference: "0000424",
    Measure.proportion: "C44256",
    Measure.median: "C28007",
}
NARRATIVE = "descriptive"
"""The type of a result that has no number."""
INTERVAL, P_VALUE, DEVIATION = "C53324", "C44185", "C53322"
TAU_SQUARED, I_SQUARED, Q = "0000421", "0000420", "0000419"
COMPARATORS: Mapping[str, str] = {
    Operator.lt: "<",
    Operator.le: "<=",
    Operator.gt: ">",
    Operator.ge: ">=",
}
POOLED = "std-MA"
_RANDOMISED = "SEVCO:01003"
DESIGNS: Mapping[str, Sequence[str]] = {
    Design.rct_parallel: (_RANDOMISED, "SEVCO:01011"),
    Design.rct_crossover: (_RANDOMISED, "SEVCO:01012"),
    Design.rct_cluster: (_RANDOMISED, "SEVCO:01015"),
    Design.quasi_experimental: ("SEVCO:01005",),
    Design.single_arm: ("SEVCO:01001", "SEVCO:01016"),
    Design.cohort: ("SEVCO:01002",),
    Design.case_control: ("SEVCO:01013",),
    Design.cross_sectional: ("SEVCO:01027",),
    Design.case_series: ("SEVCO:01016",),
    Design.case_report: ("SEVCO:01017",),
}
"""Codes of the Scientific Evidence Code System that hold of a design together."""


def concept(system: str, code: str | None, text: object = None) -> Concept:
    """A CodeableConcept: a code where there is one, and words."""
    coding = [{"system": system, "code": code}] if code else None
    return {"coding": coding, "text": words(text)}


def design(word: object) -> list[Concept]:
    """What kind of study it is: the words with the first code, further codes apart."""
    first, *others = DESIGNS.get(str(word), ("",))
    return [concept(STUDY, first, word), *(concept(STUDY, code) for code in others)]


def rating(domain: object, word: object) -> Concept:
    """How far a domain moves the certainty."""
    is_absent = domain in RAISING and word == Rating.none
    return concept(RATING, NOT_RAISED if is_absent else RATINGS[str(word)], word)
