"""The knowledge base of this repository, read once for all tests of a process."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kb.corpus import Corpus, load

ROOT = Path(__file__).resolve().parent.parent


@cache
def corpus() -> Corpus:
    """What its text says, which has no problems."""
    found, problems = load(ROOT)
    assert not problems
    return found
