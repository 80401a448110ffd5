"""The formats of reference managers: one file each, found by being there.

A module has `NAME`, as people call the format, `EXTENSION`, which its files end with, `KIND`, their
media type, and `write`, which gives what is cited as text, piece by piece.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Protocol

from kb.citing.cited import Cited


class Form(Protocol):
    """What every module here has."""

    NAME: str
    EXTENSION: str
    KIND: str

    def write(self, cited: Iterable[Cited]) -> Iterator[str]:
        """Write what is cited."""


@cache
def forms() -> Mapping[str, Form]:
    """All formats, by the ending of their files."""
    found = (import_module(each.name) for each in pkgutil.iter_modules(__path__, f"{__name__}."))
    return {module.EXTENSION: module for module in found}
