"""The fields of a claim, written from the schema by `python -m scripts.api`."""

from __future__ import annotations

from typing import NamedTuple, get_args

from kb.api import words
from kb.api.table import Column, Table


class ClaimRow(NamedTuple):
    """A claim with its terms by name, its verdict, and how much stands behind it.

    Parameters
    ----------
    claim_id
        Id of the claim.
    claim
        The proposition as one sentence.
    kind
        What sort of proposition it is.
    population
        Of whom.
    intervention
        What is done.
    comparator
        Against what.
    outcome
        What changes.
    direction
        What is claimed of the outcome.
    verdict
        Whether it is supported; empty until judged.
    certainty
        GRADE's certainty of the evidence; empty until assessed.
    n_documents
        Documents that make the claim; those that only deny it do not count.
    n_statements
        Places that make the claim; one inside another counts once, denials do not.
    n_studies
        Studies with evidence for or against it.
    summary
        What to know about it.
    status
        draft, reviewed, deprecated or merged.
    conditions
        Under what it is claimed.
    population_id
        Id of the population.
    intervention_id
        Id of the intervention.
    comparator_id
        Id of the comparator.
    outcome_id
        Id of the outcome.
    n_denials
        Places that deny the claim.
    version
        Changes whenever the claim, its evidence, certainty, verdict or findings change.
    import_id
        The import that it is from; empty for a curated claim.
    """

    claim_id: str
    claim: str
    kind: words.ClaimKind
    population: str | None
    intervention: str | None
    comparator: str | None
    outcome: str | None
    direction: words.ClaimDirection | None
    verdict: words.VerdictRating | None
    certainty: words.Certainty | None
    n_documents: int
    n_statements: int
    n_studies: int
    summary: str | None
    status: words.ClaimStatus
    conditions: str | None
    population_id: str | None
    intervention_id: str | None
    comparator_id: str | None
    outcome_id: str | None
    n_denials: int
    version: str
    import_id: str | None


TABLE = Table(
    name="claims",
    one="claim",
    several="claims",
    source="claim_overview",
    key="claim_id",
    title="claim",
    searched="claim",
    columns={
        "claim_id": Column("text", refers="claim"),
        "claim": Column("text"),
        "kind": Column("word", words=get_args(words.ClaimKind)),
        "population": Column("text", refers="term:population"),
        "intervention": Column("text", refers="term:intervention"),
        "comparator": Column("text", refers="term:comparator"),
        "outcome": Column("text", refers="term:outcome"),
        "direction": Column("word", words=get_args(words.ClaimDirection)),
        "verdict": Column(
            "word",
            words=get_args(words.VerdictRating),
            scale=("supported", "mostly_supported", "mixed", "mostly_unsupported", "contradicted"),
        ),
        "certainty": Column(
            "word", words=get_args(words.Certainty), scale=("high", "moderate", "low", "very_low")
        ),
        "n_documents": Column("number", is_whole=True),
        "n_statements": Column("number", is_whole=True),
        "n_studies": Column("number", is_whole=True),
        "summary": Column("text"),
        "status": Column("word", words=get_args(words.ClaimStatus)),
        "conditions": Column("text"),
        "population_id": Column("text", refers="term"),
        "intervention_id": Column("text", refers="term"),
        "comparator_id": Column("text", refers="term"),
        "outcome_id": Column("text", refers="term"),
        "n_denials": Column("number", is_whole=True),
        "version": Column("text"),
        "import_id": Column("text", refers="imports"),
    },
    loaded=None,
)
