"""Exports as tests ask for them, of any built file."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from kb.database.reader import connect
from kb.exports.asked import asked
from kb.exports.format import formats
from kb.exports.selection import Selection

BASE = "https://kb.example/"


def export(
    path: Path,
    name: str,
    given: Mapping[str, Sequence[str]] | None = None,
    notices: list[str] | None = None,
    **options: str,
) -> bytes:
    """Give the bytes of a format."""
    with closing(connect(path)) as connection:
        wanted, faults = asked(connection, given or {})
        assert not faults
        selection = Selection(connection, wanted)
        out = io.BytesIO()
        formats()[name].write(selection, out, options)
        if notices is not None:
            notices += selection.notices
    return out.getvalue()
