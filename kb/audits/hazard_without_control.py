"""A document names a hazard and leaves out what is known against it.

Gap:    "hot tea burns", and nowhere that it should cool first
No gap: the same document says to let it cool
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.analysis import advice
from kb.analysis.gap import Gap
from kb.analysis.reach import Reach
from kb.corpus import Corpus
from kb.schema.guidance import HazardFile
from kb.schema.vocabulary import Severity

REACH = Reach.everything


def audit(corpus: Corpus) -> Iterator[Gap]:
    """Hazards by the documents that name them, and the controls that these leave out."""
    for record in corpus.guidance.values():
        hazard = record.value
        if isinstance(hazard, HazardFile):
            for document, statement in advice.first_by_document(hazard.statements).items():
                missing = [item for item in hazard.controls if not _gives(corpus, document, item)]
                if missing:
                    yield _gap(corpus, hazard, statement, missing)


def _gives(corpus: Corpus, document: str, control: str) -> bool:
    given = advice.statements(corpus.guidance[control].value)
    return document in advice.first_by_document(given)


def _gap(corpus: Corpus, hazard: HazardFile, statement: str, missing: list[str]) -> Gap:
    texts = [corpus.guidance[control].value.text.rstrip(".") for control in missing]
    none_is_given = len(missing) == len(hazard.controls)
    return Gap(
        statement=statement,
        severity=Severity.major if none_is_given else Severity.info,
        said=hazard.text,
        evidence_says=f"Not in this document: {'; '.join(texts)}.",
        explanation=(
            "The document names the hazard and gives none of the measures that are recorded"
            " against it."
            if none_is_given
            else "The document names the hazard and gives some of the measures that are recorded"
            " against it, but not these."
        ),
        records=(hazard.id, *missing),
    )
