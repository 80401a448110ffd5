"""What all rows of one import share: the file that is written, ids, vocabularies, terms."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from kb.importing.terms import Terms
from kb.importing.texts import Texts


@dataclass(frozen=True, slots=True)
class Session:
    """One import while it runs.

    Parameters
    ----------
    version
        Of all its claims: the beginning of the digest over mapping and files.
    told
        What was noticed, with kind and sentence, and how often.
    """

    connection: sqlite3.Connection
    import_id: str
    prefix: str
    version: str
    empty: frozenset[str]
    vocabularies: Mapping[str, Mapping[str, str]]
    terms: Terms
    texts: Texts
    told: Counter[tuple[str, str]] = field(default_factory=Counter)
