"""What each problem that loading can meet means, with an example."""

from __future__ import annotations

import inspect
from collections import defaultdict
from collections.abc import Iterable

from kb.corpus.load import CODES as LOAD
from kb.corpus.released import CODES as RELEASED
from kb.corpus.validate import CODES as VALIDATE
from kb.reading.bibtex import CODES as BIBTEX
from kb.reading.files import CODES as FILES
from kb.reading.yaml_text import CODES as YAML


def explanations() -> dict[str, str]:
    """Code to explanation; a code of two modules has both of theirs."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for codes in (FILES, YAML, BIBTEX, VALIDATE, LOAD, RELEASED):
        for code, text in codes.items():
            found[code].append(inspect.cleandoc(text))
    return {code: joined(texts) for code, texts in found.items()}


def joined(texts: Iterable[str]) -> str:
    """Explanations of one code as one: the words of all of them, then all their examples."""
    paragraphs = [paragraph for text in texts for paragraph in text.strip().split("\n\n")]
    return "\n\n".join(sorted(paragraphs, key=lambda words: words.startswith("Wrong:")))
