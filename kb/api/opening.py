"""Ways to open a knowledge base: the nearest, a file, an address, or one built now."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from os import PathLike, scandir
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kb.api.base import Base
from kb.api.error import OpenError, PrivateWarning, StaleWarning
from kb.api.file import File
from kb.database.place import BUILT, LAKE, MANIFEST, MARK, root_above

if TYPE_CHECKING:
    from kb.api.lake import LakeFile

ADDRESSES = ("http://", "https://")


def open(  # noqa: A001, PLR0913 - `kb.open` is what people look for; its options have names
    place: str | PathLike[str] | None = None,
    *,
    engine: Literal["sqlite", "duckdb", "spark"] | None = None,
    master: str = "",
    sha256: str | None = None,
    site: str = "",
    timeout: float = 30.0,
) -> Base:
    """Open a knowledge base for reading.

    Parameters
    ----------
    place
        A built file, the folder of a knowledge base, an `https://` address of a built file,
        which is fetched once and kept, or a lake; without it, the nearest knowledge base above the
        current folder.
    engine
        What reads it: `sqlite` a built file; a lake `duckdb`, which is usual, or `spark`.
    master
        Of Spark: `spark://host:7077`; without it, this machine.
    sha256
        What SHA-256 of the file must be: 64 hexadecimal digits. A kept copy that has it is used
        without asking the server. Of a lake, that of its `kb.json`; then every file is checked.
    site
        Where its pages are, as `https://example.org/`: for links and citations.
    timeout
        Seconds that a server may be silent.

    Raises
    ------
    OpenError
        If there is none, or it cannot be read; the message says what to do.

    Examples
    --------
    >>> with kb.open("kb.db") as base:
    ...     print(len(base.claims()))
    6
    """
    site = site and site.rstrip("/") + "/"
    if folder := _lake(place, engine):
        return Base(_opened(folder, engine or "duckdb", master, sha256), site)
    path = _file(place, sha256, timeout)
    base = Base(File(path), site)
    if base.about.private:
        message = f"{path} holds the documents' own text: keep it, and what you make of it, to you"
        warnings.warn(message, PrivateWarning, stacklevel=2)
    return base


def build(root: str | PathLike[str] = ".", *, site: str = "") -> Base:
    """Check and build the knowledge base of a folder, then open it.

    Raises
    ------
    BuildError
        If its text has problems, which are told, or the disk refuses; an old file stays.
    """
    from kb.api.building import built  # noqa: PLC0415 - half a second that reading does without

    return open(built(_root(Path(root))), site=site)


def _file(place: str | PathLike[str] | None, sha256: str | None, timeout: float) -> Path:
    """The built file that is meant, fetched if it is elsewhere."""
    if isinstance(place, str) and place.lower().startswith(ADDRESSES):
        from kb.api.download import fetched  # noqa: PLC0415 - 50 ms that files do without

        return fetched(place, sha256, timeout)
    path = _local(place)
    if sha256 is not None:
        _refuse_other(path, sha256)
    return path


def _local(place: str | PathLike[str] | None) -> Path:
    """The built file that is meant."""
    path = None if place is None else _expanded(Path(place))
    if path is not None and not path.is_dir():
        return path
    root = _root(Path.cwd()) if path is None else path
    if not (root / MARK).is_file():
        message = f"{root} is a folder without {MARK.as_posix()}"
        raise OpenError(message, "name a built file, or the folder of a knowledge base")
    target = root / BUILT
    if not target.is_file():
        message = f"the knowledge base in {root} is not built"
        raise OpenError(message, f'run `kb build` there, or kb.build("{root.as_posix()}")')
    _warn_of_changes(root, target)
    return target


def _lake(place: str | PathLike[str] | None, engine: str | None) -> Path | None:
    """The lake that is meant, by its folder or by an engine that reads no built file.

    Raises
    ------
    OpenError
        If SQLite is to read a lake.
    """
    path = None if place is None else _expanded(Path(place))
    is_lake = path is not None and (path / MANIFEST).is_file()
    if is_lake and engine == "sqlite":
        message = f"{path} is a lake, which SQLite does not read"
        raise OpenError(message, 'leave `engine` out, or write engine="duckdb"')
    if engine in {None, "sqlite"} or is_lake:
        return path if is_lake else None
    if path is None or (path / MARK).is_file():
        return _root(path or Path.cwd()) / LAKE
    return path


def _opened(folder: Path, engine: str, master: str, sha256: str | None) -> LakeFile:
    from kb.api.lake import LakeFile  # noqa: PLC0415 - half a second that files do without

    if sha256 is not None:
        _refuse_other(folder / MANIFEST, sha256)
    return LakeFile(folder, engine, master, check=sha256 is not None)


def _expanded(path: Path) -> Path:
    """A path with `~` as the home of whoever is meant."""
    try:
        return path.expanduser()
    except RuntimeError as error:
        raise OpenError(f"cannot read {str(path)!r}: {error}") from None


def _root(start: Path) -> Path:
    """The nearest folder of a knowledge base."""
    start = start.absolute()
    root = root_above(start)
    if root is None:
        message = f"there is no {MARK.as_posix()} in {start} or above it"
        raise OpenError(message, 'name a built file, as kb.open("kb.db"), or begin with `kb init`')
    return root


def _warn_of_changes(root: Path, target: Path) -> None:
    """Tell of text that was written after the file was built."""
    was_built = target.stat().st_mtime_ns
    changed = next((path for path, when in _texts(root) if when > was_built), None)
    if changed is not None:
        message = f"{changed} was changed after {target.name} was built: run `kb build`"
        warnings.warn(message, StaleWarning, stacklevel=5)


def _texts(root: Path) -> Iterator[tuple[str, int]]:
    """The files that a knowledge base is built from, and when each was written."""
    folders = [str(root / MARK.parent)]
    citations = root / "citations.bib"
    if citations.is_file():
        yield citations.name, citations.stat().st_mtime_ns
    while folders:
        with scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    folders.append(entry.path)
                elif entry.name.endswith(".yaml"):
                    yield entry.name, entry.stat().st_mtime_ns


def _refuse_other(path: Path, sha256: str) -> None:
    """Refuse a file that is not the one that is meant."""
    from kb.api.digest import refuse_other  # noqa: PLC0415 - only those who ask for it need it

    refuse_other(path, sha256)
