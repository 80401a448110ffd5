"""A claim about many rests on studies of a few, or of others.

What holds in those who were studied need not hold in those who are addressed.

Gap:    "it improves balance" of everybody, studied only in people with a certain disease
No gap: one study of the people meant supports it, or several groups of them were studied, or the
        claim names the group that was studied
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.analysis import behind, naming
from kb.analysis.expression import Expressed, expressed
from kb.analysis.gap import Gap
from kb.analysis.hierarchy import is_everyone, is_within
from kb.corpus import Corpus
from kb.schema.evidence import EvidenceLineFile
from kb.schema.vocabulary import Directness, Hedging, Severity, VerdictRating

UPHELD = frozenset({VerdictRating.supported, VerdictRating.mostly_supported})
"""Verdicts by which a curator found those studied near enough."""


def audit(corpus: Corpus) -> Iterator[Gap]:
    """Claims of a population all of whose support comes from others or from a part of it."""
    for item in expressed(corpus):
        lines = behind.supporting(item.claim)
        population = item.claim.population
        if population and lines and all(_is_other(corpus, population, line) for line in lines):
            severity = _severity(corpus, item, population, lines)
            if severity:
                yield Gap(
                    statement=item.id,
                    claim=item.claim.id,
                    severity=severity,
                    said=f"Said of {naming.term(corpus, population)}.",
                    evidence_says=_studied(corpus, population, lines),
                    explanation=(
                        "The claim speaks of more or other people than those in whom support for"
                        " it was found; whether it holds in them too was not shown."
                    ),
                    records=behind.records(lines),
                )


def _severity(
    corpus: Corpus, item: Expressed, population: str, lines: list[EvidenceLineFile]
) -> Severity | None:
    """How far those studied are from those meant; None where the evidence bears the claim.

    Several groups of those meant are enough. Where nobody in particular is addressed, one group
    alone is a slight gap.
    """
    if all(line.population_directness is Directness.indirect for line in lines):
        is_hedged = item.statement.hedging is Hedging.hedged
        return Severity.minor if is_hedged else Severity.major
    verdict = item.claim.verdict
    if verdict and verdict.rating in UPHELD:
        return None
    studied = {_people(corpus, line) for line in lines}
    if _are_several(corpus, population, studied, lines):
        return None
    return Severity.info if is_everyone(corpus, population) else Severity.minor


def _people(corpus: Corpus, line: EvidenceLineFile) -> str:
    """Who took part in a line's study; empty where that is not known."""
    return corpus.studies[line.study].value.population or ""


def _is_other(corpus: Corpus, population: str, line: EvidenceLineFile) -> bool:
    """Whether a line's people are known, are not those meant, and do not include them."""
    studied = _people(corpus, line)
    if line.population_directness is Directness.direct or not studied:
        return False
    return studied == population or not is_within(corpus, population, studied)


def _are_several(
    corpus: Corpus, population: str, studied: set[str], lines: list[EvidenceLineFile]
) -> bool:
    """Whether those studied are several groups of those meant, none of which takes in the rest.

    Parts of those meant that have no name of their own count as so many groups.
    """
    if population in studied:
        return len({line.study for line in lines}) > 1
    if not all(is_within(corpus, group, population) for group in studied):
        return False
    return not any(all(is_within(corpus, one, group) for one in studied) for group in studied)


def _studied(corpus: Corpus, population: str, lines: list[EvidenceLineFile]) -> str:
    """Who was studied; for a part of those meant, which part, as the curator put it."""
    groups: dict[str, list[str]] = {}
    for line in lines:
        people = _people(corpus, line)
        name = "a part of those meant" if people == population else naming.term(corpus, people)
        groups.setdefault(name, []).append(line.study)
    told = (f"{name} ({naming.studies(corpus, ids)})" for name, ids in groups.items())
    parts = [line for line in lines if _people(corpus, line) == population]
    return (
        f"What speaks for it was studied in {naming.listed(told)}. {behind.reasons(parts)}".strip()
    )
