"""A lake as it lies on the disk: whole, of a version that this kb reads, or refused."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from kb.database.place import MANIFEST
from kb.engines.error import EngineError
from kb.schema.lake import Lake, LakeFile
from kb.schema.view import SCHEMA_VERSION

AGAIN = "write it again with `kb export lake`"


@dataclass(frozen=True, slots=True)
class LakeFolder:
    """A folder, and what its manifest tells of it."""

    folder: Path
    told: Lake

    def paths(self, table: str) -> list[str]:
        """The files of a table, in the order of its rows."""
        return [str(self.folder / file.path) for file in self.told.tables[table].files]


def read(folder: Path, *, check: bool = False) -> LakeFolder:
    """What is in a folder: its manifest is read, and no file is missing or cut off.

    Parameters
    ----------
    folder
        The one that `kb export lake` wrote.
    check
        Whether every byte is held against its digest, which takes a second for each GB or so.

    Raises
    ------
    EngineError
        If it is no lake, not whole, or of another version.
    """
    folder = folder.absolute()
    lake = LakeFolder(folder, _manifest(folder))
    wrong = list(_wrong(lake, check=check))
    if wrong:
        more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
        raise EngineError(f"the lake {folder} is not whole: {wrong[0]}{more}", AGAIN)
    return lake


def _manifest(folder: Path) -> Lake:
    path = folder / MANIFEST
    try:
        told = Lake.model_validate_json(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        message = f"{folder} is no lake: it has no {MANIFEST}"
        raise EngineError(message, "write one with `kb export lake`, or name one") from None
    except OSError as error:
        raise EngineError(f"cannot read {path}: {error.strerror or error}") from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        message = f"{path} is no manifest of a lake: {place}: {first['msg']}"
        raise EngineError(message.replace(": :", ":"), AGAIN) from None
    if told.schema_version != SCHEMA_VERSION:
        fix = "update kb" if told.schema_version > SCHEMA_VERSION else AGAIN
        message = (
            f"{folder} has version {told.schema_version} of the schema,"
            f" and this kb reads {SCHEMA_VERSION}"
        )
        raise EngineError(message, fix)
    return told


def _wrong(lake: LakeFolder, *, check: bool) -> Iterator[str]:
    """What is wrong with the files, the first in the manifest first."""
    for table in lake.told.tables.values():
        for file in table.files:
            yield from _wrong_file(lake.folder / file.path, file, check=check)


def _wrong_file(path: Path, file: LakeFile, *, check: bool) -> Iterator[str]:
    if not path.is_file():
        yield f"{file.path} is missing"
    elif path.stat().st_size != file.bytes:
        yield f"{file.path} has {path.stat().st_size:,} bytes instead of {file.bytes:,}"
    elif check and _sha256(path) != file.sha256:
        yield f"{file.path} is not the file that was written: its SHA-256 differs"


def _sha256(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
