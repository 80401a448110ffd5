"""A document commends something to the very people who are told to be careful.

Gap:    "good for people with reflux"; people with reflux are told to ask a doctor first
No gap: it is commended to somebody else, or to everybody with a caution for a few
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kb.analysis import advice, naming
from kb.analysis.gap import Gap
from kb.analysis.hierarchy import are_related, is_everyone, is_within
from kb.analysis.reach import Reach
from kb.corpus import Corpus
from kb.schema.guidance import GuidanceFile, PrecautionFile, RecommendationFile
from kb.schema.vocabulary import PrecautionLevel, Severity, StatementKind, Strength

REACH = Reach.everything

AGAINST = frozenset({Strength.should_not, Strength.must_not})
TOLD: Mapping[PrecautionLevel, str] = {
    PrecautionLevel.contraindicated: "are told to leave it",
    PrecautionLevel.clearance_required: "are told to be cleared for it first",
    PrecautionLevel.clearance_advised: "are advised to be cleared for it first",
    PrecautionLevel.caution: "are told to be careful",
}


def audit(corpus: Corpus) -> Iterator[Gap]:
    """Statements that commend it to a group, against the precautions for the group."""
    suiting = _suiting(corpus)
    for record in corpus.guidance.values():
        caution = record.value
        if isinstance(caution, PrecautionFile) and _singles_out(corpus, caution):
            for guidance, given in suiting:
                if _is_meant(corpus, guidance, caution):
                    yield from _gaps(corpus, guidance, given, caution)


def _suiting(corpus: Corpus) -> list[tuple[GuidanceFile, dict[str, str]]]:
    """Recommendations for a group, with the first statement of suitability in each document."""
    kinds = {f"{document.id}.{item.id}": item.kind for document, _, item in corpus.statements()}
    found: list[tuple[GuidanceFile, dict[str, str]]] = []
    for record in corpus.guidance.values():
        value = record.value
        if isinstance(value, RecommendationFile) and value.strength not in AGAINST:
            suits = [item for item in value.statements if kinds[item] is StatementKind.suitability]
            found.append((value, advice.first_by_document(suits)))
    return found


def _singles_out(corpus: Corpus, caution: PrecautionFile) -> bool:
    return caution.population is not None and not is_everyone(corpus, caution.population)


def _is_meant(corpus: Corpus, guidance: GuidanceFile, caution: PrecautionFile) -> bool:
    """Whether those to whom it is commended are among those who should be careful."""
    group, careful = guidance.population, caution.population
    if group is None or careful is None or not is_within(corpus, group, careful):
        return False
    done, shunned = guidance.intervention, caution.intervention
    return done is None or shunned is None or are_related(corpus, done, shunned)


def _gaps(
    corpus: Corpus, guidance: GuidanceFile, given: dict[str, str], caution: PrecautionFile
) -> Iterator[Gap]:
    gists = naming.statements(corpus)
    warned = advice.first_by_document(advice.statements(caution))
    for document, statement in given.items():
        here = document in warned
        is_major = here and caution.level is PrecautionLevel.contraindicated
        yield Gap(
            statement=statement,
            severity=Severity.major if is_major else Severity.minor,
            said=gists[statement],
            evidence_says=f"{'The same' if here else 'Another'} document says: {caution.text}",
            explanation=(
                f"It is commended to {naming.term(corpus, guidance.population)}, and"
                f" {naming.term(corpus, caution.population)} {TOLD[caution.level]}."
            ),
            records=(guidance.id, caution.id),
        )
