"""Keys that stand twice in one object of JSON Lines: a parser takes the last, and says nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from typing import Any

from kb.importing.reading.notices import Notices

PLENTY = 256
"""Blocks after which numpy, four times as fast, is worth the tenth of a second that it loads."""


class Repeats:
    """Counts the keys that are written and those that are there; looks closer where they differ.

    Parameters
    ----------
    lists
        Keys of the lists whose elements are objects, where all records are alike.
    """

    def __init__(self, file: str, lists: Sequence[str], notices: Notices) -> None:
        self._file = file
        self._lists = lists
        self._notices = notices
        self._n_blocks = 0

    def watch(
        self,
        data: bytes,
        numbers: Sequence[int],
        lines: Sequence[str],
        records: Sequence[Any],
        *,
        are_alike: bool,
    ) -> None:
        """Tell of the repeated keys of a block: its bytes, and its lines with their records."""
        self._n_blocks += 1
        n_written = _plenty(data) if self._n_blocks > PLENTY else data.count(b'":')
        n_there = self._n_alike(records) if are_alike else sum(map(_n_keys, records))
        if n_written == n_there:
            return
        for number, line, record in zip(numbers, lines, records, strict=True):
            if line.count('":') != _n_keys(record):
                self._tell(number, line)

    def _n_alike(self, records: Sequence[Any]) -> int:
        """How many keys there are, if none but those of records and of their lists."""
        lists = chain.from_iterable(
            [record.get(path) for record in records] for path in self._lists
        )
        return sum(map(len, records)) + sum(map(len, chain.from_iterable(filter(None, lists))))

    def _tell(self, number: int, line: str) -> None:
        for key in _repeated(line):
            message = f"the key `{key}` stands more than once in one object; the last was taken"
            self._notices.tell(self._file, number, "repeated-key", message)


def _plenty(data: bytes) -> int:
    """How often a quote stands before a colon."""
    import numpy as np  # noqa: PLC0415 - see PLENTY

    signs = np.frombuffer(data, np.uint8)
    return int(np.count_nonzero((signs[1:] == ord(":")) & (signs[:-1] == ord('"'))))


def _n_keys(value: object) -> int:
    """How many keys all objects in a value have."""
    if isinstance(value, dict):
        return len(value) + sum(map(_n_keys, value.values()))
    return sum(map(_n_keys, value)) if isinstance(value, list) else 0


def _repeated(line: str) -> list[str]:
    """Keys that stand more than once in one of the objects of a line."""
    found: list[str] = []

    def noted(pairs: list[tuple[str, object]]) -> None:
        counts = Counter(key for key, _ in pairs)
        found.extend(key for key, n in counts.items() if n > 1)

    json.loads(line, object_pairs_hook=noted, parse_int=str, parse_float=str)
    return found
