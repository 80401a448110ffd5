"""Where an export goes: whole or not at all, and nothing is replaced unasked."""

from __future__ import annotations

import io
import os
import stat
import sys
from pathlib import Path
from typing import BinaryIO

import pytest

from kb.exports.error import ExportError
from kb.exports.target import file, standard_output


def test_a_file_is_written_with_the_rights_of_any_other(tmp_path: Path) -> None:
    path = tmp_path / "new.txt"
    (tmp_path / "other").touch()
    with file(path) as out:
        out.write(b"all of it")
        assert not path.exists()
    assert path.read_bytes() == b"all of it"
    assert path.stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_file_that_is_there_is_replaced_with_force_only(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes(b"old")
    with pytest.raises(ExportError, match="is there already"), file(path):
        pytest.fail("it was opened")
    with file(path, force=True) as out:
        out.write(b"new")
    assert path.read_bytes() == b"new"


def test_a_file_that_came_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "raced.txt"
    with pytest.raises(ExportError, match="is there already"), file(path):
        path.write_bytes(b"theirs")
    assert path.read_bytes() == b"theirs"
    assert list(tmp_path.iterdir()) == [path]


def test_the_file_behind_a_link_is_replaced(tmp_path: Path) -> None:
    path, link = tmp_path / "real.txt", tmp_path / "link.txt"
    path.write_bytes(b"old")
    link.symlink_to(path)
    with file(link, force=True) as out:
        out.write(b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"


def write_half(out: BinaryIO, stop: type[BaseException]) -> None:
    """Begin, and be stopped."""
    out.write(b"half")
    raise stop


@pytest.mark.parametrize("stop", [KeyboardInterrupt, ValueError])
@pytest.mark.parametrize("was_there", [True, False])
def test_what_stops_the_writing_leaves_nothing_behind(
    tmp_path: Path, stop: type[BaseException], *, was_there: bool
) -> None:
    path = tmp_path / "half.txt"
    if was_there:
        path.write_bytes(b"old")
    with pytest.raises(stop), file(path, force=True) as out:
        write_half(out, stop)
    assert [each.read_bytes() for each in tmp_path.iterdir()] == ([b"old"] if was_there else [])


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    message = r"cannot write .*nowhere/x\.txt: No such file or directory"
    with pytest.raises(ExportError, match=message), file(tmp_path / "nowhere" / "x.txt"):
        pytest.fail("it was opened")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_disk_is_told() -> None:
    with (
        pytest.raises(ExportError, match="No space left on device"),
        file(Path("/dev/full")) as out,
    ):
        out.write(b"more" * 10_000)


def test_a_pipe_is_written_to_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with file(path) as out:
        out.write(b"through")
    assert os.read(reader, 100) == b"through"
    os.close(reader)
    assert stat.S_ISFIFO(path.stat().st_mode)


@pytest.mark.parametrize("streams", [True, False])
def test_standard_output_gets_the_bytes(monkeypatch: pytest.MonkeyPatch, *, streams: bool) -> None:
    bytes_out = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(bytes_out))
    with standard_output(streams=streams) as out:
        out.write(b"one ")
        assert bool(bytes_out.getvalue()) == streams
        out.write(b"two")
    assert bytes_out.getvalue() == b"one two"
