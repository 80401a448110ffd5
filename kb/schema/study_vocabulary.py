"""The closed vocabularies of how studies are made, read and reported."""

from __future__ import annotations

from enum import StrEnum, auto


class Design(StrEnum):
    """Study designs."""

    rct_parallel = auto()
    rct_crossover = auto()
    rct_cluster = auto()
    quasi_experimental = auto()
    single_arm = auto()
    repeated_measures = auto()
    cohort = auto()
    case_control = auto()
    cross_sectional = auto()
    case_series = auto()
    case_report = auto()
    systematic_review = auto()
    meta_analysis = auto()
    narrative_review = auto()
    protocol = auto()
    other = auto()


class Masking(StrEnum):
    """Who did not know the allocation."""

    none = auto()
    single = auto()
    assessor = auto()
    double = auto()
    triple = auto()


class ReadingLevel(StrEnum):
    """How far a study was read by the curator."""

    abstract = auto()
    registry_record = auto()
    full_text = auto()
    secondary = auto()


class ReportRole(StrEnum):
    """What a source is to a study."""

    primary = auto()
    secondary = auto()
    protocol = auto()
    registry = auto()
    conference = auto()
    correction = auto()
    commentary = auto()
    duplicate = auto()


class Derivation(StrEnum):
    """Whether a value stands in the source or was computed from what stands there."""

    reported = auto()
    derived = auto()


class Measure(StrEnum):
    """What an estimate is."""

    mean = auto()
    mean_change = auto()
    mean_difference = auto()
    standardised_mean_difference = auto()
    ratio_of_means = auto()
    risk_ratio = auto()
    odds_ratio = auto()
    risk_difference = auto()
    correlation = auto()
    proportion = auto()
    median = auto()
    other = auto()
