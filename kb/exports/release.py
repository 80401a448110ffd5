"""A release: every format in one folder, with checksums and a page that tells of each file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kb.exports.error import ExportError, TooMuchError, UnavailableError
from kb.exports.folder import beside, is_free, put_in_place, refuse_foreign, sha256
from kb.exports.format import Format, formats
from kb.exports.release_page import page
from kb.exports.selection import Selection
from kb.exports.target import refused, settle

SUMS = "SHA256SUMS"
PAGE = "index.html"


@dataclass(frozen=True, slots=True)
class Written:
    """A file of a release: its name, format, size in bytes, and SHA-256."""

    name: str
    made: Format
    size: int
    digest: str


def release(selection: Selection, folder: Path, *, force: bool = False) -> list[Written]:
    """Write every format to a folder, which gets its name when all is there.

    A format whose library is not installed, or that cannot hold so much, is left out, and that is
    told.

    Raises
    ------
    ExportError
        If something stands there and `force` is not given, or it is no release; or if the disk
        refuses.
    """
    folder = folder.resolve()
    _refuse(folder, force=force)
    try:
        with beside(folder) as new:
            written = list(_files(selection, new))
            (new / PAGE).write_text(page(selection, written), encoding="utf-8")
            _write_sums(new)
            put_in_place(new, folder)
    except OSError as error:
        raise refused(folder, error) from error
    return written


def _refuse(folder: Path, *, force: bool) -> None:
    """Leave alone what stands there; with force, all but an older release or nothing.

    Raises
    ------
    ExportError
        If something is to be left alone.
    """
    if not is_free(folder) and not force:
        message = f"{folder} is there already"
        raise ExportError(message, "replace it with --force, or choose another place with -o")
    refuse_foreign(folder, SUMS, "release")


def _files(selection: Selection, folder: Path) -> Iterator[Written]:
    for made in formats().values():
        for options in made.release:
            try:
                yield _file(made, selection, folder, options)
            except (UnavailableError, TooMuchError) as error:
                selection.note(f"{made.name} is left out: {error}; {error.hint}")


def _file(made: Format, selection: Selection, folder: Path, options: Mapping[str, str]) -> Written:
    path = folder / made.file_name(selection, options)
    with path.open("xb") as out:
        made.write(selection, out, options)
        settle(out)
    return Written(path.name, made, path.stat().st_size, sha256(path))


def _write_sums(folder: Path) -> None:
    """Checksums of all files, as `sha256sum --check` reads them."""
    lines = [f"{sha256(path)}  {path.name}\n" for path in sorted(folder.iterdir())]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")
