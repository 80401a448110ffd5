"""The version of a claim: what tells whether it still says what was quoted."""

from __future__ import annotations

from typing import Any

from kb.corpus.record import Corpus
from kb.corpus.released import Content, digest
from kb.schema.base import Written
from kb.schema.claim import ClaimFile
from kb.schema.study import FindingFile


def version(corpus: Corpus, claim: ClaimFile) -> str:
    """First digits of SHA-256 over a claim with its evidence, certainty, verdict and findings."""
    return digest(content(corpus, claim))


def content(corpus: Corpus, claim: ClaimFile) -> Content:
    """What a version is computed over: the claim, then the finding of each line of evidence.

    What is not written counts for nothing, so a field that a later kb adds changes no version
    of a claim that does not use it; neither do comments, order of keys or other claims.
    """
    findings = [_finding(corpus, line.study, line.finding) for line in claim.evidence]
    return [_written(claim), *(_written(finding) for finding in findings if finding)]


def _written(record: Written) -> dict[str, Any]:
    return record.model_dump(mode="json", exclude_defaults=True)


def _finding(corpus: Corpus, study: str, finding: str | None) -> FindingFile | None:
    found = corpus.studies[study].value.findings
    return next((one for one in found if one.id == finding), None)
