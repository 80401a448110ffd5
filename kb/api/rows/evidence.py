"""The fields of a evidence line, written from the schema by `python -m scripts.api`."""

from __future__ import annotations

from typing import NamedTuple, get_args

from kb.api import words
from kb.api.table import Column, Table


class EvidenceRow(NamedTuple):
    """What one finding says of one claim.

    Parameters
    ----------
    claim_id
        Id of the claim.
    study_id
        Id of the study.
    citation
        Short form of the source.
    year
        Year of the source.
    design
        Study design.
    n_analysed
        People in the analysis.
    population
        Who took part.
    intervention
        What was done.
    comparator
        What it was compared with.
    outcome
        What was measured.
    measure
        What the estimate is.
    estimate
        The estimate, in its unit.
    ci_low
        Lower end of the confidence interval.
    ci_high
        Upper end of the confidence interval.
    direction
        What the finding says of the claim.
    directness
        The least direct of population, intervention, comparator and outcome.
    reading_level
        How far the study was read.
    derived
        1 when the value was computed from reported ones.
    strength
        How strong the evidence is by itself.
    unit
        UCUM code of the estimate's unit.
    result
        The result in own words.
    source_key
        BibTeX key of the source.
    locator
        Where in the source.
    finding_id
        Id of the finding.
    evidence_id
        Id of the evidence line.
    import_id
        The import that the claim is from; empty for a curated one.
    """

    claim_id: str
    study_id: str
    citation: str | None
    year: int | None
    design: words.Design
    n_analysed: int | None
    population: str | None
    intervention: str | None
    comparator: str | None
    outcome: str | None
    measure: words.Measure | None
    estimate: float | None
    ci_low: float | None
    ci_high: float | None
    direction: words.EvidenceDirection
    directness: words.Directness
    reading_level: words.ReadingLevel
    derived: int | None
    strength: words.Weight
    unit: str | None
    result: str | None
    source_key: str | None
    locator: str | None
    finding_id: str | None
    evidence_id: str
    import_id: str | None


TABLE = Table(
    name="evidence",
    one="evidence line",
    several="evidence lines",
    source="evidence_table",
    key="evidence_id",
    title="citation",
    searched="",
    columns={
        "claim_id": Column("text", refers="claim"),
        "study_id": Column("text", refers="study"),
        "citation": Column("text"),
        "year": Column("number", is_whole=True),
        "design": Column("word", words=get_args(words.Design)),
        "n_analysed": Column("number", is_whole=True),
        "population": Column("text", refers="term:population"),
        "intervention": Column("text", refers="term:intervention"),
        "comparator": Column("text"),
        "outcome": Column("text", refers="term:outcome"),
        "measure": Column("word", words=get_args(words.Measure)),
        "estimate": Column("number"),
        "ci_low": Column("number"),
        "ci_high": Column("number"),
        "direction": Column("word", words=get_args(words.EvidenceDirection)),
        "directness": Column(
            "word", words=get_args(words.Directness), scale=("direct", "partly", "indirect")
        ),
        "reading_level": Column("word", words=get_args(words.ReadingLevel)),
        "derived": Column("flag", is_whole=True),
        "strength": Column(
            "word", words=get_args(words.Weight), scale=("strong", "moderate", "weak")
        ),
        "unit": Column("text"),
        "result": Column("text"),
        "source_key": Column("text", refers="source"),
        "locator": Column("text"),
        "finding_id": Column("text", refers="finding"),
        "evidence_id": Column("text", refers="evidence_line"),
        "import_id": Column("text", refers="imports"),
    },
    loaded=None,
)
