"""Which file on the command line is which of a mapping."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kb.importing.reading import ReadingOptions
from kb.problems import nearest
from kb.schema.mapping import MappedFile

ARCHIVES = (".zip", ".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tar.xz", ".tar.zst")
"""Endings of files that hold several."""


class UnmatchedError(Exception):
    """A file that the mapping needs was not given, or one that it does not know was."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Matched:
    """A file of a mapping, and where it is."""

    mapped: MappedFile
    path: Path
    member: str | None = None

    @property
    def options(self) -> ReadingOptions:
        """How it is read."""
        given = {
            name: getattr(self.mapped, name)
            for name in ("encoding", "delimiter", "header", "skip", "expands_to")
        }
        more = {
            name: value
            for name in ("records", "longest", "lines")
            if (value := getattr(self.mapped, name)) is not None
        }
        form = self.mapped.format and self.mapped.format.value
        quoting = self.mapped.quoting.value
        return ReadingOptions(form, self.member, quoting=quoting, **given, **more)


def matched(mapped: Sequence[MappedFile], files: Sequence[Path]) -> list[Matched]:
    """Where each file of a mapping is: by its name, in an archive, or the only one there is.

    Raises
    ------
    UnmatchedError
        If one of them is not given, or one too many is.
    """
    found = [_found(one, files, is_only=len(mapped) == 1) for one in mapped]
    used = {one.path for one in found}
    if spare := [path for path in files if path not in used]:
        names = [one.file for one in mapped]
        hint = nearest(spare[0].name, names) or f"it has {', '.join(names)}"
        message = f"the mapping has no file `{spare[0].name}`"
        raise UnmatchedError(message, hint)
    return found


def _found(mapped: MappedFile, files: Sequence[Path], *, is_only: bool) -> Matched:
    named = [path for path in files if path.name == PurePosixPath(mapped.file).name]
    archives = [path for path in files if path.name.lower().endswith(ARCHIVES)]
    if named:
        return Matched(mapped, named[0])
    if archives:
        return Matched(mapped, archives[0], mapped.file)
    if is_only and len(files) == 1:
        return Matched(mapped, files[0])
    message = f"the mapping needs `{mapped.file}`, which is not among the files"
    raise UnmatchedError(message, "give it, or an archive that holds it")
