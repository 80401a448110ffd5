"""Places in documents: where a statement stands, and which words and numbers stand there."""

from __future__ import annotations

from kb.spans.number import NumberToken, numbers
from kb.spans.place import DIGEST, Anchor, Location, State, digest, locate
from kb.spans.sentence import sentence_spans, sentences
from kb.spans.word import CopiedRun, Span, Word, WordIndex, copied_run, find, folded, words

__all__ = [
    "DIGEST",
    "Anchor",
    "CopiedRun",
    "Location",
    "NumberToken",
    "Span",
    "State",
    "Word",
    "WordIndex",
    "copied_run",
    "digest",
    "find",
    "folded",
    "locate",
    "numbers",
    "sentence_spans",
    "sentences",
    "words",
]
