"""The version of a claim: what tells whether it still says what was quoted."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from kb.corpus import Corpus
from kb.schema.base import Written
from kb.schema.claim import ClaimFile
from kb.schema.study import FindingFile

LENGTH = 12
"""Hexadecimal digits: among a million versions, two of one claim are never alike by chance."""


def version(corpus: Corpus, claim: ClaimFile) -> str:
    """First digits of SHA-256 over a claim with its evidence, certainty, verdict and findings.

    What is not written counts for nothing, so a field that a later kb adds changes no version
    of a claim that does not use it; neither do comments, order of keys or other claims.
    """
    findings = [_finding(corpus, line.study, line.finding) for line in claim.evidence]
    content = [_content(claim), *(_content(finding) for finding in findings if finding)]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return sha256(text.encode()).hexdigest()[:LENGTH]


def _content(record: Written) -> dict[str, Any]:
    return record.model_dump(mode="json", exclude_defaults=True)


def _finding(corpus: Corpus, study: str, finding: str | None) -> FindingFile | None:
    found = corpus.studies[study].value.findings
    return next((one for one in found if one.id == finding), None)
