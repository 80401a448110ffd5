"""The one file of a ZIP or tar archive that is meant."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import IO

from kb.importing.reading.fault import InputError, fault
from kb.importing.reading.packing import DAMAGES, Unpacked, damaged, is_tar, unpacked
from kb.problems import nearest

AT_ONCE = 2**20
ZIP = b"PK\x03\x04"
"""What a ZIP archive begins with."""


def inside(
    source: io.BufferedReader, file: str, member: str | None, expands_to: int | None
) -> tuple[str, io.BufferedReader]:
    """What a file holds: the name of an archive's member (else empty), and its bytes, unpacked.

    Raises
    ------
    InputError
        If the archive is damaged, or it is not clear which of its files is meant.
    """
    try:
        if source.peek(4).startswith(ZIP):
            name, stream = _of_zip(source, file, member, expands_to)
        elif is_tar(stream := unpacked(source, file, expands_to)):
            name, stream = _of_tar(source, stream, file, member, expands_to)
        elif member is None:
            return "", stream
        else:
            message = f"this is no archive, so there is no `{member}` in it"
            raise fault("unknown-member", file, message, "name the file alone")
    except DAMAGES as error:
        raise damaged(file, error) from None
    except RuntimeError as error:  # encrypted, or packed by a method that zipfile does not know
        hint = "unpack it, and pack it again without a password"
        raise fault("damaged-input", file, f"this cannot be unpacked: {error}", hint) from None
    return name, unpacked(stream, file, expands_to)


def names(source: io.BufferedReader, file: str) -> list[str]:
    """The files in an archive; none of what is no archive.

    Raises
    ------
    InputError
        If it is damaged.
    """
    try:
        if source.peek(4).startswith(ZIP):
            return [name for name in zipfile.ZipFile(source).namelist() if _is_file(name)]
        if is_tar(stream := unpacked(source, file, None)):
            archive = tarfile.open(fileobj=stream, mode="r|")  # noqa: SIM115 - it goes with its stream
            return [info.name for info in archive if info.isfile() and _is_file(info.name)]
    except DAMAGES as error:
        raise damaged(file, error) from None
    return []


def _of_zip(
    source: io.BufferedReader, file: str, member: str | None, expands_to: int | None
) -> tuple[str, io.BufferedReader]:
    archive = zipfile.ZipFile(source)
    name = _chosen((info.filename for info in archive.infolist()), file, member)
    start = archive.getinfo(name).header_offset
    packed = Unpacked(archive.open(name), file, lambda: source.tell() - start, expands_to)
    return name, io.BufferedReader(packed)


def _of_tar(
    source: io.BufferedReader,
    stream: io.BufferedReader,
    file: str,
    member: str | None,
    expands_to: int | None,
) -> tuple[str, io.BufferedReader]:
    """A member by its whole name is read at once; else all names are looked at before."""
    names = []
    archive = tarfile.open(fileobj=stream, mode="r|")  # noqa: SIM115 - its member is read later
    for info in archive:
        names.append(info.name if info.isfile() else f"{info.name}/")
        if info.name == member and (found := archive.extractfile(info)):
            member_bytes = _ToTheEnd(found, stream)
            return info.name, io.BufferedReader(
                Unpacked(member_bytes, file, source.tell, expands_to)
            )
    name = _chosen(names, file, member)
    source.seek(0)
    return _of_tar(source, unpacked(source, file, expands_to), file, name, expands_to)


class _ToTheEnd:
    """A member's bytes; behind them the archive is read on, for its digest stands at its end."""

    def __init__(self, member: IO[bytes], archive: io.BufferedReader) -> None:
        self._member = member
        self._archive = archive

    def read(self, size: int = -1, /) -> bytes:
        """So many bytes, fewer only at the end."""
        data = self._member.read(size)
        while not data and self._archive.read(AT_ONCE):
            pass
        return data


def _chosen(names: Iterable[str], file: str, member: str | None) -> str:
    """The member that is meant, by its whole name or its last part; else the only one."""
    there = [name for name in names if _is_file(name)]
    if member is not None:
        meant = [name for name in there if member in {name, PurePosixPath(name).name}]
    else:
        meant = there
    if len(meant) == 1:
        return meant[0]
    raise _unclear(file, member, meant, there)


def _is_file(name: str) -> bool:
    """Not a folder, and not what some systems hide in archives."""
    parts = PurePosixPath(name).parts
    return not name.endswith("/") and "__MACOSX" not in parts and not parts[-1].startswith(".")


def _unclear(file: str, member: str | None, meant: list[str], there: list[str]) -> InputError:
    if not there:
        return fault("unknown-member", file, "the archive holds no file", "see whether it is whole")
    listed = ", ".join(f"`{name}`" for name in there[:10])
    if member is None or meant:
        message = f"the archive holds {len(there)} files: {listed}"
        hint = f"say which one is meant, as `{file}//{there[0]}`"
        return fault("unknown-member", file, message, hint)
    message = f"the archive holds no `{member}`; it holds {listed}"
    return fault("unknown-member", file, message, nearest(member, there) or "name one of these")
