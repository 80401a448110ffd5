"""A finding names an arm that its study does not have.

Arms are named by their ids within the study.

Wrong: arm: teas
Right: arm: tea
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus import Corpus
from kb.corpus.reference import Guesses
from kb.problems import Problem


def check(corpus: Corpus) -> Iterator[Problem]:
    """The arms of each study's findings."""
    for study in corpus.studies.values():
        arms = {arm.id for arm in study.value.arms}
        guesses = Guesses(arms)
        for index, finding in enumerate(study.value.findings):
            for name in ("arm", "comparator_arm"):
                arm: str | None = getattr(finding, name)
                if arm is not None and arm not in arms:
                    place = study.place("findings", index, name)
                    message = f"`{study.id}` has no arm `{arm}`"
                    yield Problem(place, "unknown-arm", message, guesses.hint(arm))
