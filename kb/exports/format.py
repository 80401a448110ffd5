"""A format: what its module tells of it, and its options."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import BinaryIO

from kb.exports import formats as folder
from kb.exports.selection import Selection


@dataclass(frozen=True, slots=True)
class Option:
    """A choice that a format leaves: its help, the usual value, and all values if they are few."""

    help: str
    default: str
    choices: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """What is written: the ending of the file's name, its media type, and what its name tells."""

    extension: str
    media_type: str
    stem: str = ""


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a selection.

    Parameters
    ----------
    name
        As it is asked for: `csl-json`.
    about, accepted_by, cannot
        What it is for, what reads it, and what it cannot carry, a sentence each.
    streams
        Whether its bytes may be passed on while they are written.
    """

    name: str
    about: str
    accepted_by: str
    cannot: Sequence[str]
    streams: bool
    options: Mapping[str, Option]
    _kind: Callable[..., Kind]
    _write: Callable[..., None]

    def kind(self, options: Mapping[str, str] | None = None) -> Kind:
        """What is written with some options."""
        return self._kind(**self._all(options))

    def write(
        self, selection: Selection, out: BinaryIO, options: Mapping[str, str] | None = None
    ) -> None:
        """Write a selection, options that are not given being as usual.

        Raises
        ------
        ExportError
            If it cannot be written, with a sentence why.
        """
        self._write(selection, out, **self._all(options))

    def file_name(self, selection: Selection, options: Mapping[str, str] | None = None) -> str:
        """A name for the file: title, what is asked for, and format."""
        kind = self.kind(options)
        stem = kind.stem or ("" if self.name == kind.extension else self.name)
        asked = "" if selection.is_everything else selection.asked.slug
        parts = [part for part in (selection.about.slug, asked, stem) if part]
        return f"{'-'.join(parts)}.{kind.extension}"

    def _all(self, options: Mapping[str, str] | None) -> dict[str, str]:
        usual = {name: option.default for name, option in self.options.items()}
        return usual | dict(options or {})


@cache
def formats() -> Mapping[str, Format]:
    """All formats by name: one module each in `kb/exports/formats`, found by being there."""
    modules = pkgutil.iter_modules(folder.__path__, f"{folder.__name__}.")
    found = (_format(import_module(module.name)) for module in modules)
    return {each.name: each for each in found}


def _format(module: ModuleType) -> Format:
    usual = Kind(module.EXTENSION, module.MEDIA_TYPE)
    return Format(
        module.__name__.rpartition(".")[2].replace("_", "-"),
        module.ABOUT,
        module.ACCEPTED_BY,
        module.CANNOT,
        getattr(module, "STREAMS", False),
        getattr(module, "OPTIONS", {}),
        getattr(module, "kind", lambda **_options: usual),
        module.write,
    )
