"""The closed vocabularies. A word's name and value are the same, in files and tables alike."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum, auto


class StatementKind(StrEnum):
    """What a statement does in its document."""

    effect = auto()
    comparison = auto()
    mechanism = auto()
    descriptive = auto()
    study_report = auto()
    risk = auto()
    recommendation = auto()
    instruction = auto()
    caution = auto()
    protocol_step = auto()
    dose = auto()
    equipment = auto()
    suitability = auto()
    definition = auto()
    question = auto()
    anecdote = auto()
    noise = auto()


class Hedging(StrEnum):
    """How sure the words of a statement sound."""

    asserted = auto()
    hedged = auto()
    speculative = auto()
    instructed = auto()


class Attribution(StrEnum):
    """To whom the words credit a statement: `vague` is “studies show”, `cited` names a source."""

    none = auto()
    vague = auto()
    named = auto()
    cited = auto()


class ClaimKind(StrEnum):
    """What sort of proposition a claim is."""

    effect = auto()
    comparison = auto()
    mechanism = auto()
    descriptive = auto()
    risk = auto()


class ClaimDirection(StrEnum):
    """What is claimed of the outcome."""

    increase = auto()
    decrease = auto()
    no_difference = auto()
    differs = auto()
    present = auto()
    absent = auto()


class ClaimStatus(StrEnum):
    """Where a claim is in its life; `deprecated` and `merged` keep their address."""

    draft = auto()
    reviewed = auto()
    deprecated = auto()
    merged = auto()


class Expression(StrEnum):
    """How a statement stands to a claim."""

    expresses = auto()
    partly_expresses = auto()
    implies = auto()
    denies = auto()


class RelationKind(StrEnum):
    """How one claim, or one piece of guidance, stands to another; read from left to right."""

    same_as = auto()
    agrees_with = auto()
    narrower = auto()
    component_of = auto()
    contradicts = auto()
    mechanism_for = auto()
    depends_on = auto()


class QuantityRole(StrEnum):
    """What a number does in its statement."""

    arm_value = auto()
    contrast = auto()
    upper_bound = auto()
    lower_bound = auto()
    dose = auto()
    count = auto()  # type: ignore[assignment]  # the word of the field; str.count is not needed
    date = auto()


class Operator(StrEnum):
    """How the value stands to the thing measured."""

    eq = auto()
    approx = auto()
    lt = auto()
    le = auto()
    gt = auto()
    ge = auto()


class Scale(StrEnum):
    """What a number is relative to. Points, relative change and ratio are never mixed."""

    absolute = auto()
    percent_of_reference = auto()
    percentage_points = auto()
    relative_change = auto()
    ratio = auto()


class DoseStage(StrEnum):
    """The part of a programme that a dose speaks of."""

    start = auto()
    build_up = auto()
    target = auto()
    increment = auto()
    limit = auto()
    whole = auto()


class NumberUse(StrEnum):
    """Why a number in a document's text is not a quantity."""

    pronoun = auto()
    list_number = auto()
    part_of_name = auto()
    footnote = auto()
    figure_of_speech = auto()
    page_furniture = auto()


class TermKind(StrEnum):
    """What a term names."""

    population = auto()
    intervention = auto()
    outcome = auto()
    measure = auto()
    body_part = auto()
    equipment = auto()


class Better(StrEnum):
    """Which way of an outcome is good for the person."""

    higher = auto()
    lower = auto()  # type: ignore[assignment]  # the word of the field; str.lower is not needed
    depends = auto()


class GuidanceKind(StrEnum):
    """The kinds of guidance."""

    recommendation = auto()
    protocol = auto()
    hazard = auto()
    control = auto()
    precaution = auto()
    equipment = auto()
    question = auto()
    definition = auto()


class Strength(StrEnum):
    """How binding the document words its guidance."""

    must = auto()
    should = auto()
    may = auto()
    should_not = auto()
    must_not = auto()


class ControlKind(StrEnum):
    """How a control works, by the hierarchy of hazard controls."""

    elimination = auto()
    substitution = auto()
    engineering = auto()
    procedure = auto()
    supervision = auto()
    protective_equipment = auto()


class PrecautionLevel(StrEnum):
    """How far a precaution goes."""

    contraindicated = auto()
    clearance_required = auto()
    clearance_advised = auto()
    caution = auto()


class Requirement(StrEnum):
    """How much a piece of equipment is called for."""

    required = auto()
    recommended = auto()
    optional = auto()
    avoid = auto()


class Answering(StrEnum):
    """How far an answer answers its question."""

    answers = auto()
    partly = auto()
    evades = auto()


class Basis(StrEnum):
    """Who says that a statement rests on a source."""

    author_cited = auto()
    curator_inferred = auto()
    not_located = auto()


class Confidence(StrEnum):
    """How sure the curator is of an inferred source."""

    certain = auto()
    probable = auto()
    possible = auto()


class Match(StrEnum):
    """Whether a feature of a statement fits the source inferred for it."""

    yes = auto()
    no = auto()
    unknown = auto()


class Missing(StrEnum):
    """Why a value is not there."""

    not_reported = auto()
    not_read = auto()
    not_applicable = auto()


class EvidenceDirection(StrEnum):
    """What a finding says of a claim."""

    supports = auto()
    disputes = auto()
    inconclusive = auto()
    no_information = auto()


class Directness(StrEnum):
    """How near the studied thing is to the claimed one."""

    direct = auto()
    partly = auto()
    indirect = auto()


class Weight(StrEnum):
    """How strong one piece of evidence is by itself."""

    strong = auto()
    moderate = auto()
    weak = auto()


class Certainty(StrEnum):
    """GRADE's certainty of evidence."""

    high = auto()
    moderate = auto()
    low = auto()
    very_low = auto()


class Domain(StrEnum):
    """GRADE's domains."""

    risk_of_bias = auto()
    inconsistency = auto()
    indirectness = auto()
    imprecision = auto()
    publication_bias = auto()
    large_effect = auto()
    dose_response = auto()
    opposing_confounding = auto()


class Rating(StrEnum):
    """How far a GRADE domain moves the certainty, down or (for the last three domains) up."""

    none = auto()
    serious = auto()
    very_serious = auto()
    extremely_serious = auto()
    up_one = auto()
    up_two = auto()


class VerdictRating(StrEnum):
    """Whether a claim is supported."""

    supported = auto()
    mostly_supported = auto()
    mixed = auto()
    mostly_unsupported = auto()
    contradicted = auto()
    no_evidence_located = auto()
    not_checkable = auto()


class Standing(StrEnum):
    """What has become of a source since it was published."""

    current = auto()
    corrected = auto()
    expression_of_concern = auto()
    retracted = auto()
    superseded = auto()
    preprint = auto()
    unknown = auto()


class Severity(StrEnum):
    """How much a gap misleads."""

    info = auto()
    minor = auto()
    major = auto()


class FigureKind(StrEnum):
    """What a figure shows."""

    forest = auto()
    versus = auto()


class VersionPart(StrEnum):
    """What of a claim a change of its version belongs to, in the order in which it is told."""

    claim = auto()
    verdict = auto()
    certainty = auto()
    certainty_domain = auto()
    evidence = auto()
    finding = auto()
    contrary_search = auto()
    relation = auto()


class ChangeKind(StrEnum):
    """What became of a part of a claim since an older version."""

    added = auto()
    changed = auto()
    removed = auto()


SCALES: Mapping[type[StrEnum], tuple[StrEnum, ...]] = {
    Certainty: tuple(Certainty),
    Confidence: tuple(Confidence),
    Directness: tuple(Directness),
    Severity: tuple(reversed(Severity)),
    VerdictRating: (
        VerdictRating.supported,
        VerdictRating.mostly_supported,
        VerdictRating.mixed,
        VerdictRating.mostly_unsupported,
        VerdictRating.contradicted,
    ),
    Weight: tuple(Weight),
}
"""Vocabularies whose words, or some of them, are degrees: the highest first."""
