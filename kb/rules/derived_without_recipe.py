"""A derived value does not say how it was computed.

What does not stand in a source must be reproducible: a quantity without a span, and a finding whose
derivation is derived, have a `recipe`.

Wrong: value: 12, without `span` and without `recipe`
Right: value: 12
       recipe: 21 - 9
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus import Corpus
from kb.corpus.number import quantities
from kb.problems import Problem
from kb.schema.study_vocabulary import Derivation


def check(corpus: Corpus) -> Iterator[Problem]:
    """Derived quantities of statements, derived findings of studies."""
    for given in quantities(corpus):
        if given.quantity.span is None and given.quantity.recipe is None:
            message = f"the number {given.quantity.value:g} has neither a span nor a recipe"
            hint = "add `span:` where it stands in the text, else `recipe:`"
            yield Problem(given.place("value"), "derived-without-recipe", message, hint)
    for study in corpus.studies.values():
        for index, finding in enumerate(study.value.findings):
            if finding.derivation is Derivation.derived and finding.recipe is None:
                place = study.place("findings", index, "derivation")
                message = f"`{finding.id}` is derived, without a recipe"
                hint = "add `recipe:` with the computation and what it assumes"
                yield Problem(place, "derived-without-recipe", message, hint)
