"""Statements with what they stand on: the claims that they make and the studies behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kb.analysis import nesting
from kb.corpus import Corpus
from kb.schema.claim import ClaimFile
from kb.schema.document import StatementFile, TraceFile
from kb.schema.study import StudyFile
from kb.schema.vocabulary import Basis, ClaimStatus, Confidence, Expression, Match

WITHDRAWN = frozenset({ClaimStatus.deprecated, ClaimStatus.merged})
LIKELY = frozenset({Confidence.certain, Confidence.probable})


@dataclass(frozen=True, slots=True)
class Expressed:
    """A statement with one claim that it is linked to."""

    id: str
    document: str
    statement: StatementFile
    claim: ClaimFile


@dataclass(frozen=True, slots=True)
class Traced:
    """A statement with the claims that it makes and the studies that it likely rests on."""

    id: str
    statement: StatementFile
    claims: tuple[ClaimFile, ...]
    studies: tuple[StudyFile, ...]

    @property
    def claim(self) -> str | None:
        """Id of the claim, where the statement makes one alone."""
        return self.claims[0].id if len(self.claims) == 1 else None

    def names(self, *words: str) -> bool:
        """Whether a trace records that the statement gives a feature, as “comparator”."""
        return any(
            feature.match is Match.yes and any(word in feature.feature.casefold() for word in words)
            for trace in self.statement.traces
            for feature in trace.features
        )


def expressed(corpus: Corpus, relation: Expression = Expression.expresses) -> Sequence[Expressed]:
    """Each statement with each standing claim that it makes (or denies, or implies)."""
    return _expressed(corpus, relation)


@lru_cache(len(Expression))  # a dozen audits ask for the same
def _expressed(corpus: Corpus, relation: Expression) -> Sequence[Expressed]:
    return tuple(_linked(corpus, relation))


def _linked(corpus: Corpus, relation: Expression) -> Iterator[Expressed]:
    for document, _, statement in corpus.statements():
        for link in statement.claims:
            claim = corpus.claims[link.claim].value
            if link.relation is relation and claim.status not in WITHDRAWN:
                statement_id = f"{document.id}.{statement.id}"
                yield Expressed(statement_id, document.id, statement, claim)


def traced(corpus: Corpus) -> Iterator[Traced]:
    """Statements on probable studies; of a clause and the sentence with all of it, the sentence."""
    found = {item.id: item for item in _traced(corpus)}
    outer = nesting.around(corpus) if found else {}
    for item in found.values():
        wider = [found[place] for place in outer[item.id] if place in found]
        if not any(_takes_in(other, item) for other in wider):
            yield item


def _takes_in(outer: Traced, inner: Traced) -> bool:
    claims, studies = ({value.id for value in values} for values in (outer.claims, outer.studies))
    return claims.issuperset(claim.id for claim in inner.claims) and studies.issuperset(
        study.id for study in inner.studies
    )


def _traced(corpus: Corpus) -> Iterator[Traced]:
    """Statements that make claims and are traced to a study, cited or probably the one."""
    reported = studies_by_source(corpus)
    for document, _, statement in corpus.statements():
        if not statement.traces:
            continue
        found = [located(corpus, trace, reported) for trace in statement.traces if likely(trace)]
        studies = tuple({study.id: study for study in found if study}.values())
        links = (link for link in statement.claims if link.relation is Expression.expresses)
        claims = (corpus.claims[link.claim].value for link in links)
        standing = tuple(claim for claim in claims if claim.status not in WITHDRAWN)
        if studies and standing:
            yield Traced(f"{document.id}.{statement.id}", statement, standing, studies)


def likely(trace: TraceFile) -> bool:
    """Whether a trace leads to a source that the author cited or that is probably the one."""
    return trace.basis is Basis.author_cited or trace.confidence in LIKELY


def located(
    corpus: Corpus, trace: TraceFile, reported: Mapping[str, StudyFile]
) -> StudyFile | None:
    """The study that a trace leads to, by its id or by the source that reports it."""
    return corpus.studies[trace.study].value if trace.study else reported.get(trace.source or "")


def studies_by_source(corpus: Corpus) -> dict[str, StudyFile]:
    """Source key to the study that it reports, where it reports one alone."""
    found: dict[str, list[StudyFile]] = {}
    for study in corpus.studies.values():
        for report in study.value.reports:
            found.setdefault(report.source, []).append(study.value)
    return {key: studies[0] for key, studies in found.items() if len(studies) == 1}
