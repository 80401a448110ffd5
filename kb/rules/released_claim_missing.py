"""A claim that was released has no file any more.

Whoever quoted a claim follows its address, so a claim is withdrawn, and never deleted.

Wrong: no data/claims/tea-sleep.yaml, though data/versions.jsonl has versions of `tea-sleep`
Right: status: deprecated
       status_reason: Nobody says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus import Corpus
from kb.corpus.released import FILE
from kb.problems import Place, Problem


def check(corpus: Corpus) -> Iterator[Problem]:
    """Claims of which only released versions are left."""
    for claim in sorted({one.claim for one in corpus.released} - corpus.names["claim"]):
        message = f"the claim `{claim}` was released, and has no file"
        hint = f"restore data/claims/{claim}.yaml, and withdraw it there with `status: deprecated`"
        yield Problem(Place(FILE), "released-claim-missing", message, hint)
