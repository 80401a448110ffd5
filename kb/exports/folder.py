"""A folder that is made beside its place and gets its name when all of it is there."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kb.exports.error import ExportError


def is_free(folder: Path) -> bool:
    """Whether nothing stands there, or an empty folder."""
    return not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))


def refuse_foreign(folder: Path, mark: str, what: str) -> None:
    """Leave alone what stands there and has not the file that marks a folder of this kind.

    Raises
    ------
    ExportError
        If it is to be left alone.
    """
    if not is_free(folder) and not (folder / mark).is_file():
        message = f"{folder} is no {what}: it has no {mark}"
        raise ExportError(message, "choose another place, or move it away")


@contextmanager
def beside(folder: Path) -> Iterator[Path]:
    """A new folder beside the one that is meant; taken away if it is still there at the end."""
    new = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.", suffix=".new"))
    try:
        new.chmod(0o755)
        yield new
    finally:
        shutil.rmtree(new, ignore_errors=True)


def put_in_place(new: Path, folder: Path) -> None:
    """Give the folder its name; an older one goes when the new one stands."""
    if not folder.exists():
        new.rename(folder)
        return
    with beside(folder) as old:
        folder.replace(old)
        new.replace(folder)


def sha256(path: Path) -> str:
    """The digest of a file."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
