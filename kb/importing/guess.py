"""A first mapping for files that nobody has described yet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kb.importing.guessing.draft import drafts
from kb.importing.guessing.looking import looks
from kb.importing.guessing.writing import written


def guess(files: Sequence[Path]) -> str:
    """The text of a mapping for some files and all that is in archives of them.

    Raises
    ------
    InputError
        If one cannot be read.
    """
    return written(drafts([look for file in files for look in looks(file)]))
