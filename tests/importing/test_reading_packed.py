"""Compressed files, archives and pipes: the same rows by every way, and no harm by any."""

from __future__ import annotations

import bz2
import errno
import gzip
import hashlib
import io
import lzma
import os
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pyarrow as pa
import pytest
from inline_snapshot import snapshot
from pyarrow import parquet

from kb.importing.reading import InputError, ReadingOptions, digest
from kb.importing.reading.content import Content
from kb.importing.reading.packing import HARMLESS, zstd
from tests.importing.taken import refused, taken

TABLE = b"id,dose\na,1\nb,2\n"
ROWS = [["a", "1"], ["b", "2"]]
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": zstd.compress,
    "zst.gz": lambda data: gzip.compress(zstd.compress(data)),
}
CSV = ReadingOptions(format="csv")


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.mkdir("folder")
        for name, content in members.items():
            archive.writestr(name.replace("_", "."), content)
    return out.getvalue()


def tarred(**members: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        folder = tarfile.TarInfo("folder")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
        for name, content in members.items():
            info = tarfile.TarInfo(f"folder/{name.replace('_', '.')}")
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


ARCHIVES = {
    "zip": zipped(t_csv=TABLE),
    "tar": tarred(t_csv=TABLE),
    "tar.xz": lzma.compress(tarred(t_csv=TABLE)),
    "zip of gz": zipped(t_csv_gz=gzip.compress(TABLE)),
    "hidden": zipped(t_csv=TABLE, __MACOSX=b"", _hidden=b""),
}


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[bytes], None]]:
    """Let standard input be a pipe that brings some bytes."""
    with ExitStack() as opened:

        def fill(content: bytes) -> None:
            reading, writing = os.pipe()
            os.write(writing, content)
            os.close(writing)
            monkeypatch.setattr(sys, "stdin", opened.enter_context(os.fdopen(reading)))

        yield fill


def laid(tmp_path: Path, content: bytes, name: str = "t.csv") -> Path:
    (tmp_path / name).write_bytes(content)
    return tmp_path / name


# -- the same by every way -------------------------------------------------------------------


@pytest.mark.parametrize("packing", PACKERS)
def test_a_compressed_file_is_read_whatever_its_name(tmp_path: Path, packing: str) -> None:
    path = laid(tmp_path, PACKERS[packing](TABLE))
    found = taken(path)
    assert found.rows == ROWS
    assert found.reading.n_bytes == len(TABLE)
    assert found.reading.sha256 == hashlib.sha256(TABLE).hexdigest() == digest(path, CSV)
    assert found.reading.read_bytes == found.reading.total_bytes == path.stat().st_size


@pytest.mark.parametrize("kind", ARCHIVES)
def test_the_only_file_of_an_archive_is_read(tmp_path: Path, kind: str) -> None:
    found = taken(laid(tmp_path, ARCHIVES[kind]))
    assert found.rows == ROWS
    assert found.reading.sha256 == hashlib.sha256(TABLE).hexdigest()


@pytest.mark.parametrize("archive", [zipped, tarred])
@pytest.mark.parametrize("by", ["member", "path", "whole path"])
def test_a_file_of_an_archive_is_named(
    tmp_path: Path, archive: Callable[..., bytes], by: str
) -> None:
    path = laid(tmp_path, archive(a_csv=b"x\n", t_csv=TABLE, z_csv=b"y\n"), "all.x")
    inner = "t.csv" if archive is zipped else "folder/t.csv"
    names = {"path": Path(f"{path}//t.csv"), "whole path": path / inner}
    said = ReadingOptions(member="t.csv" if by == "member" else None)
    found = taken(names.get(by, path), said)
    assert found.rows == ROWS
    assert found.reading.file == f"{path}//{inner}"


@pytest.mark.parametrize("kind", ["plain", *ARCHIVES, *PACKERS])
def test_standard_input_may_be_any_of_them(pipe: Callable[[bytes], None], kind: str) -> None:
    pipe(PACKERS[kind](TABLE) if kind in PACKERS else ARCHIVES.get(kind, TABLE))
    found = taken("-", CSV)
    assert found.rows == ROWS
    assert found.reading.file.startswith("standard input")
    assert found.reading.read_bytes
    assert not sys.stdin.closed


def test_of_a_plain_pipe_the_size_is_unknown(pipe: Callable[[bytes], None]) -> None:
    pipe(TABLE)
    found = taken("-", CSV)
    assert found.reading.total_bytes is None
    assert found.reading.read_bytes == len(TABLE)


def test_parquet_may_come_by_a_pipe(pipe: Callable[[bytes], None]) -> None:
    out = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist([{"id": "a"}]), out)
    pipe(out.getvalue())
    assert taken("-", ReadingOptions(format="parquet"), ["id"]).rows == [("a",)]


@pytest.mark.parametrize(
    ("name", "form"),
    [("t.TSV.gz", "tsv"), ("t.ndjson", "jsonl"), ("t.pq", "parquet"), ("t.csv.zst", "csv")],
)
def test_the_ending_of_a_name_tells_the_format(tmp_path: Path, name: str, form: str) -> None:
    content = {"tsv": b"a\tb\n1\t2\n", "jsonl": b"{}\n", "csv": b"a,b\n1,2\n"}
    path = laid(tmp_path, content.get(form, b""), name)
    if form == "parquet":
        parquet.write_table(pa.Table.from_pylist([{"a": 1}]), path)
    assert taken(path).reading.given == 1


# -- what does harm --------------------------------------------------------------------------


@pytest.mark.parametrize("packing", PACKERS)
def test_compressed_data_that_ends_in_the_middle_is_told(tmp_path: Path, packing: str) -> None:
    packed = PACKERS[packing](TABLE * 50)
    problem = refused(laid(tmp_path, packed[: len(packed) // 2]))
    assert problem.code == "damaged-input"
    assert problem.hint == "copy or download it again"


def test_compressed_data_that_was_changed_is_told(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(TABLE * 500))
    packed[len(packed) // 2] ^= 0xFF
    problem = refused(laid(tmp_path, bytes(packed)))
    assert problem.code == "damaged-input"
    assert problem.message.startswith("the compressed data is damaged: ")


@pytest.mark.parametrize("archive", [zipped, tarred])
def test_an_archive_that_ends_in_the_middle_is_told(
    tmp_path: Path, archive: Callable[..., bytes]
) -> None:
    content = archive(t_csv=os.urandom(5000), u_csv=TABLE)
    problem = refused(laid(tmp_path, content[:3000]), ReadingOptions(member="u.csv"))
    assert problem.code == "damaged-input"


def test_an_archive_that_was_changed_is_told_though_its_members_can_be_read(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(tarred(t_csv=TABLE, u_csv=TABLE * 999)))
    packed[-8] ^= 0xFF  # of the digest
    problem = refused(laid(tmp_path, bytes(packed)), ReadingOptions(member="folder/t.csv"))
    assert problem.code == "damaged-input"


def test_a_member_that_ends_in_the_middle_is_told(tmp_path: Path) -> None:
    content = tarred(t_csv=TABLE * 500)
    problem = refused(laid(tmp_path, content[:3000]) / "folder" / "t.csv")
    assert (problem.code, problem.message) == snapshot(
        ("damaged-input", "the compressed data is damaged: unexpected end of data")
    )


@pytest.mark.parametrize("packing", ["gz", "zip", "tar.xz"])
def test_what_grows_without_measure_is_stopped(tmp_path: Path, packing: str) -> None:
    zeros = b"id\n" + bytes(HARMLESS * 2)
    pack: dict[str, Callable[[bytes], bytes]] = {
        "gz": gzip.compress,
        "zip": lambda data: zipped(t_csv=data),
        "tar.xz": lambda data: lzma.compress(tarred(t_csv=data), preset=0),
    }
    path = laid(tmp_path, pack[packing](zeros))
    problem = refused(path)
    assert problem.code == "too-much-unpacked"
    assert "more than a table can be packed" in problem.message
    found = taken(path, ReadingOptions(expands_to=HARMLESS * 3))
    assert found.refusals == [(2, "row-too-long")]


@pytest.mark.parametrize(
    ("content", "member", "message"),
    [
        (zipped(a_csv=TABLE, b_csv=TABLE), None, "the archive holds 2 files: `a.csv`, `b.csv`"),
        (tarred(a_csv=b""), "b.csv", "the archive holds no `b.csv`; it holds `folder/a.csv`"),
        (zipped(), None, "the archive holds no file"),
        (TABLE, "b.csv", "this is no archive, so there is no `b.csv` in it"),
    ],
)
def test_it_must_be_clear_which_file_of_an_archive_is_meant(
    tmp_path: Path, content: bytes, member: str | None, message: str
) -> None:
    problem = refused(laid(tmp_path, content), ReadingOptions(member=member))
    assert (problem.code, problem.message) == ("unknown-member", message)
    assert problem.hint


def test_an_encrypted_archive_is_told(tmp_path: Path) -> None:
    content = bytearray(zipped(t_csv=TABLE))
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        content[content.rindex(mark) + offset] |= 1  # "is encrypted"
    problem = refused(laid(tmp_path, bytes(content)))
    assert problem.hint == "unpack it, and pack it again without a password"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("none.csv", "there is no such file"),
        ("t.csv/x/y.csv", "this is no archive, so there is no `x/y.csv` in it"),
        (".", "this is a folder"),
    ],
)
def test_what_is_no_file_is_told(tmp_path: Path, name: str, message: str) -> None:
    laid(tmp_path, TABLE)
    assert refused(tmp_path / name).message == message


def test_a_name_that_tells_no_format_is_told(tmp_path: Path) -> None:
    problem = refused(laid(tmp_path, TABLE, "t.txt"))
    assert problem.message == "the name does not tell the format"
    assert problem.hint == "say it: `format:` csv, tsv, jsonl, json, parquet"


def test_nothing_is_unpacked_without_end(tmp_path: Path) -> None:
    content = TABLE
    for _ in range(4):
        content = gzip.compress(content)
    assert refused(laid(tmp_path, content)).code == "no-header"


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (PermissionError(), "no permission to read this"),
        (OSError(errno.EIO, "Input/output error"), "this cannot be read: Input/output error"),
    ],
)
def test_a_disk_that_refuses_is_told(error: OSError, message: str) -> None:
    class Failing(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: object) -> int:
            del buffer
            raise error

    stream: io.BufferedReader = io.BufferedReader(Failing())
    with pytest.raises(InputError) as caught:
        Content("t.csv", stream, stream, None).read(10)
    assert caught.value.problem.message == message


def test_a_file_that_cannot_be_read_at_all_is_told() -> None:
    problem = refused(Path("/proc/self/mem"))
    assert problem.message == "this cannot be read: Invalid argument"
