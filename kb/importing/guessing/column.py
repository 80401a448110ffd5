"""A column as it is met: how full it is, how many values it has, and of what kind they are."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from kb.importing.guessing.kind import Kind, kind

FEW = 40
"""Different values that may be the words of a vocabulary."""
COUNTED = 2_000
"""Different values that are counted; of more, only their number is kept, and these to look at."""
MANY = 2_000_000
"""Different values up to which they are told apart."""


class Column:
    """What is known of a column when all its values have been added.

    Parameters
    ----------
    is_mixed
        Whether it holds objects with so many different keys that they are data, not names.
    """

    def __init__(self, name: str, *, is_mixed: bool = False) -> None:
        self.name = name
        self.is_mixed = is_mixed
        self.n = 0
        self.n_empty = 0
        self.length = 0
        self.counts = Counter[str]()
        self.hashes: set[int] = set()
        self.is_counted = True

    def add(self, values: Iterable[object]) -> None:
        """Take note of some more values."""
        texts = [value if type(value) is str else _text(value) for value in values]
        full = [text for text in texts if text]
        self.n += len(texts)
        self.n_empty += len(texts) - len(full)
        self.length += sum(map(len, full))
        if len(self.hashes) < MANY:
            self.hashes.update(map(hash, full))
        if self.is_counted:
            self.counts.update(full)
            self.is_counted = len(self.counts) <= COUNTED

    def miss(self, n: int) -> None:
        """Take note of rows in which nothing stands at all."""
        self.n += n
        self.n_empty += n

    @cached_property
    def values(self) -> list[str]:
        """Different values, the first that were met; all, if they are few."""
        return list(self.counts)[:COUNTED]

    @cached_property
    def kind(self) -> Kind:
        """Of what kind nearly all values are."""
        return Kind.objects if self.is_mixed else kind(self.values)[0]

    @cached_property
    def others(self) -> list[str]:
        """The values that are of another kind."""
        return kind(self.values)[1]

    @property
    def n_different(self) -> int:
        """Different values; beyond `MANY` at least so many."""
        return len(self.hashes)

    @property
    def is_unique(self) -> bool:
        """Whether each row has a value of its own."""
        return self.n > 1 and not self.n_empty and self.n_different >= min(self.n, MANY)

    @property
    def mean_length(self) -> float:
        """Characters of a value."""
        return self.length / max(self.n - self.n_empty, 1)

    @cached_property
    def mean_words(self) -> float:
        """Words of a value, of those that were met first."""
        return sum(len(value.split()) for value in self.values) / max(len(self.values), 1)

    @property
    def words(self) -> Counter[str] | None:
        """Each value with its count, if they may be the words of a vocabulary."""
        n_full = self.n - self.n_empty
        is_vocabulary = (
            self.is_counted and len(self.counts) <= FEW and len(self.counts) * 2 <= n_full
        )
        return self.counts if is_vocabulary and self.kind is Kind.text else None

    def has(self, value: str) -> bool:
        """Whether a value was met."""
        return hash(value) in self.hashes

    def within(self, other: Column) -> float:
        """Which share of the different values another column has, too."""
        return len(self.hashes & other.hashes) / max(len(self.hashes), 1)


def _text(value: object) -> str:
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)
