"""A claim about many rests on studies of a few, or of others.

What holds in those who were studied need not hold in those who are addressed.

Gap:    "it improves balance" of everybody, studied only in people with a certain disease
No gap: one study of the people meant supports it, or the claim names the group that was studied
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.analysis import behind, naming
from kb.analysis.expression import Expressed, expressed
from kb.analysis.gap import Gap
from kb.analysis.hierarchy import is_everyone, is_within
from kb.corpus import Corpus
from kb.schema.evidence import EvidenceLineFile
from kb.schema.vocabulary import Directness, Severity


def audit(corpus: Corpus) -> Iterator[Gap]:
    """Claims of a population all of whose support comes from others or from a part of it."""
    for item in expressed(corpus):
        lines = behind.supporting(item.claim)
        population = item.claim.population
        if population and lines and all(_is_other(corpus, population, line) for line in lines):
            yield Gap(
                statement=item.id,
                claim=item.claim.id,
                severity=_severity(corpus, population, lines),
                said=f"Said of {naming.term(corpus, population)}.",
                evidence_says=_studied(corpus, item, lines),
                explanation=(
                    "The claim speaks of more or other people than those in whom it was studied;"
                    " whether it holds in them too was not shown."
                ),
                records=behind.records(lines),
            )


def _severity(corpus: Corpus, population: str, lines: list[EvidenceLineFile]) -> Severity:
    """Slight where nobody in particular is addressed and those studied are some of them."""
    if all(line.population_directness is Directness.indirect for line in lines):
        return Severity.major
    return Severity.info if is_everyone(corpus, population) else Severity.minor


def _is_other(corpus: Corpus, population: str, line: EvidenceLineFile) -> bool:
    """Whether a line's people are not those meant, and do not include them."""
    studied = corpus.studies[line.study].value.population
    includes = studied and studied != population and is_within(corpus, population, studied)
    return line.population_directness is not Directness.direct and not includes


def _studied(corpus: Corpus, item: Expressed, lines: list[EvidenceLineFile]) -> str:
    """Who was studied; for a part of those meant, which part, as the curator put it."""
    groups: dict[str, list[str]] = {}
    parts: list[EvidenceLineFile] = []
    for line in lines:
        population = corpus.studies[line.study].value.population
        name = naming.term(corpus, population) if population else "people not recorded"
        if population == item.claim.population:
            name = "a part of them"
            parts.append(line)
        groups.setdefault(name, []).append(line.study)
    told = (f"{name} ({naming.studies(corpus, ids)})" for name, ids in groups.items())
    return f"Studied in {naming.listed(told)}. {behind.reasons(parts)}".strip()
