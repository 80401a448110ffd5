"""A format: what its module tells of it, and its options."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
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
    """What is written.

    Parameters
    ----------
    extension
        The ending of the file's name.
    media_type
        As HTTP names it.
    stem
        What the file's name tells of the format, where that is not the format's name.
    streams
        Whether the bytes are written one after the other and may be passed on at once.
    """

    extension: str
    media_type: str
    stem: str = ""
    streams: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a selection.

    Parameters
    ----------
    name
        As it is asked for: `csl-json`.
    about
        What it is for, a sentence.
    accepted_by
        What reads it, names with commas between.
    cannot
        What it cannot carry, each a thing and no sentence: `title and licence`.
    options
        Choices that it leaves, by name.
    release
        The options of each file of it in a release.
    """

    name: str
    about: str
    accepted_by: str
    cannot: Sequence[str]
    options: Mapping[str, Option]
    release: Sequence[Mapping[str, str]]
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
def names() -> Sequence[str]:
    """The names of all formats: one module each in `kb/exports/formats`, found by being there."""
    return [module.name.replace("_", "-") for module in pkgutil.iter_modules(folder.__path__)]


@cache
def named(name: str) -> Format:
    """The format of a name, whose module alone is loaded."""
    module = import_module(f"{folder.__name__}.{name.replace('-', '_')}")
    streams = getattr(module, "STREAMS", False)
    usual = Kind(module.EXTENSION, module.MEDIA_TYPE, streams=streams)
    return Format(
        name,
        module.ABOUT,
        module.ACCEPTED_BY,
        [told.rstrip(".") for told in module.CANNOT],
        getattr(module, "OPTIONS", {}),
        getattr(module, "RELEASE", ({},)),
        getattr(module, "kind", lambda **_options: usual),
        module.write,
    )


def formats() -> Mapping[str, Format]:
    """All formats by name."""
    return {name: named(name) for name in names()}
