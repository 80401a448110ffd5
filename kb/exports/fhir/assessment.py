"""Verdicts, appraisals and gaps as ArtifactAssessments."""

from __future__ import annotations

import json
from collections.abc import Iterator

from kb.exports.fhir.resource import Identity, Resource
from kb.exports.selection import Row, Selection
from kb.schema.wording import kind_of_gap, words

_VERDICTS = """
    select v.*, c.claim as text from verdict v join claim c on c.id = v.claim
    where v.claim in temp.chosen_claim order by v.claim"""
_APPRAISALS = """
    select a.*, s.title as study_title from appraisal a join study s on s.id = a.study
    where a.study in (select study from evidence_line where claim in temp.chosen_claim)
    order by a.id"""
_GAPS = """
    select g.*, d.source, d.title as document_title, c.claim as text
    from gap g left join statement s on s.id = g.statement left join document d on d.id = s.document
    left join claim c on c.id = g.claim
    where {condition} order by g.id"""


def resources(selection: Selection, identity: Identity) -> Iterator[Resource]:
    """Verdicts on claims, appraisals of studies, gaps between documents and evidence."""
    for row in selection.query(_VERDICTS):
        yield _verdict(identity, row)
    for row in selection.query(_APPRAISALS):
        yield _appraisal(identity, row)
    belongs = f"g.id in (select id from gap where {selection.where('gap')})"  # noqa: S608 - kb's own
    for row in selection.query(_GAPS.format(condition=belongs)):
        yield _gap(identity, row)


def _verdict(identity: Identity, row: Row) -> Resource:
    return identity.resource(
        "ArtifactAssessment",
        "verdict",
        row["claim"],
        title=f"Verdict: {words(row['rating'])}",
        date=row["date"],
        artifactReference=identity.reference("claim", row["claim"], row["text"]),
        content=[
            _classified("verdict", row["rating"], row["reason"]),
            *_comments("What would change the verdict", row["would_change"]),
            *_comments("A sentence that may be printed", row["safe_wording"]),
            *_comments("What not to say", *json.loads(str(row["do_not_say"] or "[]"))),
        ],
    )


def _appraisal(identity: Identity, row: Row) -> Resource:
    """A judgement on a study: on the source it was read in, else on the people studied."""
    source = identity.reference("source", row["source"], row["study_title"])
    instrument = ": ".join(str(part) for part in (row["instrument"], row["domain"]) if part)
    return identity.resource(
        "ArtifactAssessment",
        "appraisal",
        row["id"],
        title=f"{row['study_title']}: {instrument}",
        artifactReference=source or identity.reference("study", row["study"], row["study_title"]),
        content=[
            {
                "informationType": "rating",
                "summary": row["reason"],
                "type": {"text": instrument},
                "classifier": [{"text": row["judgement"]}],
            },
            *_comments("Place in the source", row["locator"]),
        ],
    )


def _gap(identity: Identity, row: Row) -> Resource:
    """A gap: of a document where one says it, else of the claim, else of the whole."""
    document = identity.reference("source", row["source"], row["document_title"])
    claim = identity.reference("claim", row["claim"], row["text"])
    about = [{"type": "comments-on", "resourceReference": claim}] if document and claim else []
    severity = {"informationType": "classifier", "type": {"text": "severity"}}
    return identity.resource(
        "ArtifactAssessment",
        "gap",
        row["id"],
        title=f"Gap: {kind_of_gap(str(row['kind']))}",
        artifactReference=document or claim or identity.reference("knowledge-base", identity.slug),
        content=[
            {
                **_classified("gap", kind_of_gap(str(row["kind"])), row["explanation"]),
                "relatedArtifact": about,
            },
            {**severity, "classifier": [{"text": words(row["severity"])}]},
            *_comments("Said", row["said"]),
            *_comments("Shown", row["evidence_says"]),
        ],
    )


def _classified(kind: str, word: object, reason: object) -> Resource:
    return {
        "informationType": "classifier",
        "summary": reason,
        "type": {"text": kind},
        "classifier": [{"text": words(word)}],
    }


def _comments(kind: str, *texts: object) -> Iterator[Resource]:
    for text in texts:
        if text:
            yield {"informationType": "comment", "summary": text, "type": {"text": kind}}
