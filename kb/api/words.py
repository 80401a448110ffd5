"""The words that columns may hold, written from the schema by `python -m scripts.api`."""

from __future__ import annotations

from typing import Literal

Attribution = Literal["none", "vague", "named", "cited"]
"""To whom the words credit a statement: `vague` is “studies show”, `cited` names a source."""
Better = Literal["higher", "lower", "depends"]
"""Which way of an outcome is good for the person."""
Certainty = Literal["high", "moderate", "low", "very_low"]
"""GRADE's certainty of evidence."""
CertaintyDegree = Literal[
    ">=high",
    ">high",
    "<=high",
    "<high",
    ">=moderate",
    ">moderate",
    "<=moderate",
    "<moderate",
    ">=low",
    ">low",
    "<=low",
    "<low",
    ">=very_low",
    ">very_low",
    "<=very_low",
    "<very_low",
]
"""Those from one of Certainty's degrees on."""
ChangeKind = Literal["added", "changed", "removed"]
"""What became of a part of a claim since an older version."""
ClaimDirection = Literal["increase", "decrease", "no_difference", "differs", "present", "absent"]
"""What is claimed of the outcome."""
ClaimKind = Literal["effect", "comparison", "mechanism", "descriptive", "risk"]
"""What sort of proposition a claim is."""
ClaimStatus = Literal["draft", "reviewed", "deprecated", "merged"]
"""Where a claim is in its life; `deprecated` and `merged` keep their address."""
Derivation = Literal["reported", "derived"]
"""Whether a value stands in the source or was computed from what stands there."""
Design = Literal[
    "rct_parallel",
    "rct_crossover",
    "rct_cluster",
    "quasi_experimental",
    "single_arm",
    "repeated_measures",
    "cohort",
    "case_control",
    "cross_sectional",
    "case_series",
    "case_report",
    "systematic_review",
    "meta_analysis",
    "narrative_review",
    "protocol",
    "other",
]
"""Study designs."""
Directness = Literal["direct", "partly", "indirect"]
"""How near the studied thing is to the claimed one."""
DirectnessDegree = Literal[
    ">=direct",
    ">direct",
    "<=direct",
    "<direct",
    ">=partly",
    ">partly",
    "<=partly",
    "<partly",
    ">=indirect",
    ">indirect",
    "<=indirect",
    "<indirect",
]
"""Those from one of Directness's degrees on."""
Domain = Literal[
    "risk_of_bias",
    "inconsistency",
    "indirectness",
    "imprecision",
    "publication_bias",
    "large_effect",
    "dose_response",
    "opposing_confounding",
]
"""GRADE's domains."""
DoseStage = Literal["start", "build_up", "target", "increment", "limit", "whole"]
"""The part of a programme that a dose speaks of."""
EvidenceDirection = Literal["supports", "disputes", "inconclusive", "no_information"]
"""What a finding says of a claim."""
FigureKind = Literal["forest", "versus"]
"""What a figure shows."""
GuidanceKind = Literal[
    "recommendation",
    "protocol",
    "hazard",
    "control",
    "precaution",
    "equipment",
    "question",
    "definition",
]
"""The kinds of guidance."""
Hedging = Literal["asserted", "hedged", "speculative", "instructed"]
"""How sure the words of a statement sound."""
Masking = Literal["none", "single", "assessor", "double", "triple"]
"""Who did not know the allocation."""
Measure = Literal[
    "mean",
    "mean_change",
    "mean_difference",
    "standardised_mean_difference",
    "ratio_of_means",
    "risk_ratio",
    "odds_ratio",
    "risk_difference",
    "correlation",
    "proportion",
    "median",
    "other",
]
"""What an estimate is."""
Missing = Literal["not_reported", "not_read", "not_applicable"]
"""Why a value is not there."""
Operator = Literal["eq", "approx", "lt", "le", "gt", "ge"]
"""How the value stands to the thing measured."""
QuantityKind = Literal[
    "session_duration",
    "programme_duration",
    "duration",
    "frequency",
    "speed",
    "slope",
    "length",
    "mass",
    "intake",
    "volume",
    "force",
    "torque",
    "pressure",
    "energy",
    "power",
    "energy_rate",
    "oxygen_uptake",
    "heart_rate",
    "concentration",
    "temperature",
    "angle",
    "proportion",
    "score",
    "count",
    "age",
    "calendar_date",
]
"""What is measured; it decides which units are allowed."""
QuantityRole = Literal[
    "arm_value", "contrast", "upper_bound", "lower_bound", "dose", "count", "date"
]
"""What a number does in its statement."""
Rating = Literal["none", "serious", "very_serious", "extremely_serious", "up_one", "up_two"]
"""How far a GRADE domain moves the certainty, down or (for the last three domains) up."""
ReadingLevel = Literal["abstract", "registry_record", "full_text", "secondary"]
"""How far a study was read by the curator."""
Scale = Literal["absolute", "percent_of_reference", "percentage_points", "relative_change", "ratio"]
"""What a number is relative to. Points, relative change and ratio are never mixed."""
Severity = Literal["info", "minor", "major"]
"""How much a gap misleads."""
SeverityDegree = Literal[
    ">=major",
    ">major",
    "<=major",
    "<major",
    ">=minor",
    ">minor",
    "<=minor",
    "<minor",
    ">=info",
    ">info",
    "<=info",
    "<info",
]
"""Those from one of Severity's degrees on."""
Standing = Literal[
    "current",
    "corrected",
    "expression_of_concern",
    "retracted",
    "superseded",
    "preprint",
    "unknown",
]
"""What has become of a source since it was published."""
StatementKind = Literal[
    "effect",
    "comparison",
    "mechanism",
    "descriptive",
    "study_report",
    "risk",
    "recommendation",
    "instruction",
    "caution",
    "protocol_step",
    "dose",
    "equipment",
    "suitability",
    "definition",
    "question",
    "anecdote",
    "noise",
]
"""What a statement does in its document."""
Strength = Literal["must", "should", "may", "should_not", "must_not"]
"""How binding the document words its guidance."""
TermKind = Literal["population", "intervention", "outcome", "measure", "body_part", "equipment"]
"""What a term names."""
VerdictRating = Literal[
    "supported",
    "mostly_supported",
    "mixed",
    "mostly_unsupported",
    "contradicted",
    "no_evidence_located",
    "not_checkable",
]
"""Whether a claim is supported."""
VerdictRatingDegree = Literal[
    ">=supported",
    ">supported",
    "<=supported",
    "<supported",
    ">=mostly_supported",
    ">mostly_supported",
    "<=mostly_supported",
    "<mostly_supported",
    ">=mixed",
    ">mixed",
    "<=mixed",
    "<mixed",
    ">=mostly_unsupported",
    ">mostly_unsupported",
    "<=mostly_unsupported",
    "<mostly_unsupported",
    ">=contradicted",
    ">contradicted",
    "<=contradicted",
    "<contradicted",
]
"""Those from one of VerdictRating's degrees on."""
VersionPart = Literal[
    "claim",
    "verdict",
    "certainty",
    "certainty_domain",
    "evidence",
    "finding",
    "contrary_search",
    "relation",
]
"""What of a claim a change of its version belongs to, in the order in which it is told."""
Weight = Literal["strong", "moderate", "weak"]
"""How strong one piece of evidence is by itself."""
WeightDegree = Literal[
    ">=strong",
    ">strong",
    "<=strong",
    "<strong",
    ">=moderate",
    ">moderate",
    "<=moderate",
    "<moderate",
    ">=weak",
    ">weak",
    "<=weak",
    "<weak",
]
"""Those from one of Weight's degrees on."""
