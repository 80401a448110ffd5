"""What of a built file is chosen, and the bytes of a format."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from kb.database.reader import connect
from kb.exports.asked import asked
from kb.exports.format import named
from kb.exports.selection import Selection

Given = Mapping[str, Sequence[str]]


@contextmanager
def selected(path: Path, given: Given | None = None) -> Iterator[Selection]:
    """Choose from a built file what names and values ask for."""
    with closing(connect(path)) as connection:
        wanted, faults = asked(connection, given or {})
        assert not faults
        yield Selection(connection, wanted)


def written(path: Path, name: str, given: Given | None = None, **options: str) -> bytes:
    """Give the bytes of a format."""
    out = io.BytesIO()
    with selected(path, given) as selection:
        named(name).write(selection, out, options)
    return out.getvalue()
