"""Rows of claims: the proposition, its relations, evidence and judgements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlmodel import SQLModel

from kb.analysis.certainty import assessed
from kb.corpus import Corpus, Record
from kb.corpus.released import digest
from kb.corpus.version import content
from kb.database.rows import version
from kb.database.rows.fields import columns
from kb.schema.claim import Claim, ClaimBodyPart, ClaimFields, ClaimFile, ClaimRelation
from kb.schema.evidence import (
    CertaintyAssessment,
    CertaintyDomain,
    CertaintyFields,
    ContrarySearch,
    ContrarySearchFields,
    DomainFields,
    EvidenceLine,
    EvidenceLineFields,
    Verdict,
    VerdictFields,
)

Rows = Iterator[tuple[type[SQLModel], dict[str, Any]]]


def rows(corpus: Corpus, claims: Iterable[Record[ClaimFile]] | None = None) -> Rows:
    """Claims with all that is written below them.

    Parameters
    ----------
    claims
        Only these; None: all.
    """
    released = version.by_claim(corpus)
    for record in corpus.claims.values() if claims is None else claims:
        claim = record.value
        told = content(corpus, claim)
        computed = {"keywords": _keywords(corpus, claim), "version": digest(told)}
        yield Claim, {"id": claim.id, **columns(ClaimFields, claim), **computed}
        yield from _links(claim)
        yield from _evidence(claim)
        yield from _judgements(claim)
        yield from version.rows(claim.id, told, released.get(claim.id, ()))


def _keywords(corpus: Corpus, claim: ClaimFile) -> str:
    """Labels and synonyms of the claim's terms, and labels of what includes them."""
    own = [claim.population, claim.intervention, claim.comparator, claim.outcome]
    words: dict[str, None] = {}
    for term_id in [*filter(None, own), *claim.body_parts]:
        term = corpus.terms[term_id].value
        words |= dict.fromkeys([term.label, *term.synonyms])
        words |= dict.fromkeys(corpus.terms[broader].value.label for broader in term.broader)
    return "; ".join(words)


def _links(claim: ClaimFile) -> Rows:
    for part in dict.fromkeys(claim.body_parts):
        yield ClaimBodyPart, {"claim": claim.id, "body_part": part}
    for relation in claim.relations:
        yield (
            ClaimRelation,
            {
                "claim": claim.id,
                "kind": relation.kind,
                "other": relation.claim,
                "note": relation.note,
            },
        )


def _evidence(claim: ClaimFile) -> Rows:
    for number, line in enumerate(claim.evidence, 1):
        yield (
            EvidenceLine,
            {
                "id": f"{claim.id}.e{number}",
                "claim": claim.id,
                "finding": line.finding and f"{line.study}.{line.finding}",
                **columns(EvidenceLineFields, line),
            },
        )
    for number, search in enumerate(claim.contrary_searches, 1):
        key = {"id": f"{claim.id}.c{number}", "claim": claim.id}
        yield ContrarySearch, {**key, **columns(ContrarySearchFields, search)}


def _judgements(claim: ClaimFile) -> Rows:
    if claim.certainty:
        yield (
            CertaintyAssessment,
            {
                "claim": claim.id,
                **columns(CertaintyFields, claim.certainty),
                "level": assessed(claim.certainty),
            },
        )
        for number, domain in enumerate(claim.certainty.domains, 1):
            key = {"id": f"{claim.id}.d{number}", "claim": claim.id}
            yield CertaintyDomain, {**key, **columns(DomainFields, domain)}
    if claim.verdict:
        yield (
            Verdict,
            {
                "claim": claim.id,
                **columns(VerdictFields, claim.verdict),
                "do_not_say": claim.verdict.do_not_say,
            },
        )
