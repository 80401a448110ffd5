"""The fields of a synthesis, written from the schema by `python -m scripts.api`."""

from __future__ import annotations

from typing import NamedTuple, get_args

from kb.api import words
from kb.api.table import Column, Table


class SynthesisRow(NamedTuple):
    """A pooled estimate for a claim.

    Parameters
    ----------
    claim_id
        Id of the claim.
    measure
        What the estimate is.
    model
        Model, estimator and interval.
    k_reports
        Reports behind it.
    k_studies
        Studies behind it.
    k_cohorts
        Independent cohorts behind it.
    estimate
        The pooled estimate.
    ci_low
        Lower end of the 95 % confidence interval.
    ci_high
        Upper end of the 95 % confidence interval.
    pi_low
        Lower end of the 95 % prediction interval.
    pi_high
        Upper end of the 95 % prediction interval.
    tau2
        Variance between studies.
    i2
        Share of variation that is not chance, in percent.
    q
        Cochran's Q.
    synthesis_id
        Id of the synthesis.
    outcome
        What was measured.
    instrument
        What it was measured with, where all used the same.
    unit
        UCUM code of the estimate's unit.
    n
        People behind it, where every finding tells.
    null_value
        The value of no effect.
    n_dropped
        Findings behind the claim that are not in it; `synthesis_input` says why.
    """

    claim_id: str
    measure: words.Measure
    model: str
    k_reports: int
    k_studies: int
    k_cohorts: int
    estimate: float
    ci_low: float | None
    ci_high: float | None
    pi_low: float | None
    pi_high: float | None
    tau2: float | None
    i2: float | None
    q: float | None
    synthesis_id: str
    outcome: str
    instrument: str | None
    unit: str | None
    n: int | None
    null_value: float
    n_dropped: int


TABLE = Table(
    name="syntheses",
    one="synthesis",
    several="syntheses",
    source="synthesis_table",
    key="synthesis_id",
    title="measure",
    searched="",
    columns={
        "claim_id": Column("text", refers="claim"),
        "measure": Column("word", words=get_args(words.Measure)),
        "model": Column("text"),
        "k_reports": Column("number", is_whole=True),
        "k_studies": Column("number", is_whole=True),
        "k_cohorts": Column("number", is_whole=True),
        "estimate": Column("number"),
        "ci_low": Column("number"),
        "ci_high": Column("number"),
        "pi_low": Column("number"),
        "pi_high": Column("number"),
        "tau2": Column("number"),
        "i2": Column("number"),
        "q": Column("number"),
        "synthesis_id": Column("text", refers="synthesis"),
        "outcome": Column("text", refers="term:outcome"),
        "instrument": Column("text", refers="term:measure"),
        "unit": Column("text"),
        "n": Column("number", is_whole=True),
        "null_value": Column("number"),
        "n_dropped": Column("number", is_whole=True),
    },
    loaded=None,
)
