"""What is left to do in a knowledge base: no mistakes, only work that somebody has to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kb.corpus import Corpus
from kb.drafting.draft import TO_DESCRIBE
from kb.drafting.statement import proposals
from kb.problems import Place
from kb.schema.claim import ClaimFile
from kb.schema.document import SearchFile
from kb.schema.evidence import ContrarySearchFile
from kb.schema.vocabulary import (
    Attribution,
    Basis,
    ClaimStatus,
    Missing,
    StatementKind,
    VerdictRating,
)

ASSERTING = frozenset(
    {
        StatementKind.effect,
        StatementKind.comparison,
        StatementKind.mechanism,
        StatementKind.descriptive,
        StatementKind.study_report,
        StatementKind.risk,
    }
)
"""Kinds of statement that say something true or false: each makes a claim."""
WITHOUT = frozenset({VerdictRating.no_evidence_located, VerdictRating.not_checkable})
"""Verdicts that need no evidence."""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: for which record, where it is written, and what is known of it."""

    id: str
    place: Place
    about: str = ""


Find = Callable[[Corpus, date], Iterator[Task]]


def _in_force(corpus: Corpus) -> Iterator[tuple[str, ClaimFile, Place]]:
    for record in corpus.claims.values():
        if record.value.status in {ClaimStatus.draft, ClaimStatus.reviewed}:
            yield record.id, record.value, record.place("claim")


def _without_evidence(corpus: Corpus, _since: date) -> Iterator[Task]:
    for claim_id, claim, place in _in_force(corpus):
        judged = claim.verdict is not None and claim.verdict.rating in WITHOUT
        if not claim.evidence and not judged:
            yield Task(claim_id, place, claim.claim)


def _without_verdict(corpus: Corpus, _since: date) -> Iterator[Task]:
    for claim_id, claim, place in _in_force(corpus):
        if claim.evidence and claim.verdict is None:
            yield Task(claim_id, place, claim.claim)


def _unstated(corpus: Corpus, _since: date) -> Iterator[Task]:
    made = {link.claim for _, _, one in corpus.statements() for link in one.claims}
    for claim_id, claim, place in _in_force(corpus):
        if claim_id not in made:
            yield Task(claim_id, place, claim.claim)


def _draft_claims(corpus: Corpus, _since: date) -> Iterator[Task]:
    for claim_id, claim, place in _in_force(corpus):
        if claim.status is ClaimStatus.draft:
            yield Task(claim_id, place, claim.claim)


def _unclaimed(corpus: Corpus, _since: date) -> Iterator[Task]:
    for document, index, one in corpus.statements():
        if one.kind in ASSERTING and not one.claims:
            yield Task(
                f"{document.id}.{one.id}", document.place("statements", index), one.gist or ""
            )


def _untraced(corpus: Corpus, _since: date) -> Iterator[Task]:
    for document, index, one in corpus.statements():
        credited = one.attribution not in {None, Attribution.none}
        if credited and not one.traces:
            yield Task(
                f"{document.id}.{one.id}", document.place("statements", index), one.gist or ""
            )


def _unsearched(corpus: Corpus, _since: date) -> Iterator[Task]:
    for document, index, one in corpus.statements():
        for at, trace in enumerate(one.traces):
            if trace.basis is not Basis.author_cited and not trace.searched and not trace.features:
                place = document.place("statements", index, "traces", at)
                yield Task(f"{document.id}.{one.id}", place, trace.reason or one.gist or "")


def _undescribed(corpus: Corpus, _since: date) -> Iterator[Task]:
    for record in corpus.documents.values():
        if record.value.about == TO_DESCRIBE:
            yield Task(record.id, record.place("about"), record.value.title)


def _unmarked(corpus: Corpus, _since: date) -> Iterator[Task]:
    for record in corpus.documents.values():
        if n := proposals(record.text.text):
            yield Task(record.id, record.place("id"), f"{n} sentence{'s' * (n > 1)}")


def _undated(corpus: Corpus, _since: date) -> Iterator[Task]:
    for record in corpus.documents.values():
        if record.value.published_missing is Missing.not_read:
            yield Task(record.id, record.place("published_missing"), record.value.title)


def _without_findings(corpus: Corpus, _since: date) -> Iterator[Task]:
    for record in corpus.studies.values():
        if not record.value.findings:
            yield Task(record.id, record.place("title"), record.value.title)


def _old_verdicts(corpus: Corpus, since: date) -> Iterator[Task]:
    for record in corpus.claims.values():
        verdict = record.value.verdict
        if verdict and _is_old(verdict.date, since):
            yield Task(record.id, record.place("verdict"), f"of {verdict.date}")


def _old_searches(corpus: Corpus, since: date) -> Iterator[Task]:
    for record in corpus.claims.values():
        if day := _newest(record.value.contrary_searches, since):
            yield Task(record.id, record.place("contrary_searches"), f"last on {day}")
    for document, index, one in corpus.statements():
        for at, trace in enumerate(one.traces):
            if day := _newest(trace.searched, since):
                place = document.place("statements", index, "traces", at, "searched")
                yield Task(f"{document.id}.{one.id}", place, f"last on {day}")


def _newest(searches: list[ContrarySearchFile] | list[SearchFile], since: date) -> str | None:
    """The day of the last search, if it was long ago."""
    days = [one.date for one in searches if one.date]
    return max(days) if days and _is_old(max(days), since) else None


def _is_old(day: str | None, since: date) -> bool:
    return day is not None and day < since.isoformat()[: len(day)]


TASKS: Mapping[str, tuple[str, Find]] = {
    "undescribed": ("documents not described yet", _undescribed),
    "unmarked": ("documents with sentences in no statement", _unmarked),
    "undated": ("documents whose date was not read", _undated),
    "unclaimed": ("statements that make no claim", _unclaimed),
    "untraced": ("credited statements whose source was not looked for", _untraced),
    "unsearched": ("traces that tell no search and no features", _unsearched),
    "unstated": ("claims that no statement makes", _unstated),
    "no-evidence": ("claims without evidence", _without_evidence),
    "no-verdict": ("claims with evidence and no verdict", _without_verdict),
    "draft-claims": ("claims that nobody has reviewed", _draft_claims),
    "no-findings": ("studies without findings", _without_findings),
    "old-verdicts": ("verdicts given long ago", _old_verdicts),
    "old-searches": ("searches made long ago", _old_searches),
}
"""Each kind of work, in the order in which it is done: what it is, and what finds it."""


def todo(corpus: Corpus, since: date) -> dict[str, list[Task]]:
    """What there is to do, by kind; judgements and searches before `since` are old."""
    return {kind: list(find(corpus, since)) for kind, (_, find) in TASKS.items()}
