"""What would change for claims if studies fell: their evidence, pools, and judgements."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from kb.analysis.behind import supporting
from kb.analysis.certainty import assessed
from kb.analysis.synthesis import Synthesis, synthesise
from kb.corpus import Corpus
from kb.schema.claim import ClaimFile
from kb.schema.vocabulary import Domain, Rating

TOUCHED = (Domain.risk_of_bias, Domain.inconsistency, Domain.indirectness, Domain.imprecision)
"""Domains of certainty that rest on which studies there are."""


@dataclass(frozen=True, slots=True)
class Change:
    """A claim before and after; counts and pools as (before, after).

    Parameters
    ----------
    verdict, certainty
        As judged while the studies stood: what is to be looked at again.
    domains
        The domains that moved the certainty and rest on which studies there are.
    """

    claim: str
    lines: tuple[int, int]
    supporting: tuple[int, int]
    pools: tuple[Synthesis, Synthesis]
    verdict: str | None
    certainty: str | None
    domains: tuple[str, ...]

    @property
    def loses_all_support(self) -> bool:
        """Whether nothing that supported the claim is left."""
        return self.supporting[0] > 0 == self.supporting[1]


def without(corpus: Corpus, studies: Collection[str]) -> Corpus:
    """The corpus in which studies are no evidence of anything, nor part of a review."""
    claims = {
        record.id: replace(record, value=_bereft(record.value, studies))
        for record in corpus.claims.values()
    }
    kept = {}
    for record in corpus.studies.values():
        includes = [one for one in record.value.includes if one not in studies]
        value = record.value.model_copy(update={"includes": includes})
        kept[record.id] = replace(record, value=value)
    return replace(corpus, claims=claims, studies=kept)


def changes(before: Corpus, after: Corpus) -> Iterator[Change]:
    """The claims that lose evidence, in their order."""
    for record in before.claims.values():
        old, new = record.value, after.claims[record.id].value
        if len(old.evidence) != len(new.evidence):
            yield Change(
                claim=record.id,
                lines=(len(old.evidence), len(new.evidence)),
                supporting=(len(supporting(old)), len(supporting(new))),
                pools=(synthesise(before, old), synthesise(after, new)),
                verdict=old.verdict.rating if old.verdict else None,
                certainty=assessed(old.certainty) if old.certainty else None,
                domains=tuple(_moved(old)),
            )


def _bereft(claim: ClaimFile, studies: Collection[str]) -> ClaimFile:
    left = [line for line in claim.evidence if line.study not in studies]
    return claim.model_copy(update={"evidence": left})


def _moved(claim: ClaimFile) -> list[str]:
    """Domains that moved the certainty of a claim and may have to be judged again."""
    domains = claim.certainty.domains if claim.certainty else []
    return [
        one.domain for one in domains if one.rating is not Rating.none and one.domain in TOUCHED
    ]
