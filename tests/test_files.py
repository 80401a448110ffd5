"""Files that cannot be read, and text that is not UTF-8: a problem that says what to do."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from inline_snapshot import snapshot

from kb.problems import Problem, as_text
from kb.reading.files import LARGEST, read_bytes, read_text, refused

NOBODY = 65534


def told(content: bytes, folder: Path) -> str:
    """Give the problem of a file with this content, as it is printed."""
    path = folder / "x.yaml"
    path.write_bytes(content)
    problem = read_text(path, "x.yaml")
    assert isinstance(problem, Problem)
    return as_text(problem)


# -- files -----------------------------------------------------------------------------------


def test_missing_file(tmp_path: Path) -> None:
    problem = read_text(tmp_path / "x.yaml", "x.yaml")
    assert isinstance(problem, Problem)
    assert as_text(problem) == snapshot("""\
x.yaml: error[unreadable-file] there is no such file
    hint: make it, or correct the name\
""")


def test_file_in_what_is_no_folder_is_missing(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    problem = read_bytes(tmp_path / "plain" / "x.yaml", "plain/x.yaml")
    assert isinstance(problem, Problem)
    assert problem.message == "there is no such file"


def test_folder(tmp_path: Path) -> None:
    problem = read_text(tmp_path, "x.yaml")
    assert isinstance(problem, Problem)
    assert as_text(problem) == snapshot("""\
x.yaml: error[unreadable-file] this is a folder
    hint: put a file here, or move it away\
""")


def test_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.yaml")
    problem = read_text(tmp_path / "x.yaml", "x.yaml")
    assert isinstance(problem, Problem)
    assert problem.message == "this is not a regular file"


def test_endless_device_is_not_read() -> None:
    problem = read_text(Path("/dev/zero"), "x.yaml")
    assert isinstance(problem, Problem)
    assert problem.message == "this is not a regular file"


def test_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").symlink_to("x.yaml")
    problem = read_text(tmp_path / "x.yaml", "x.yaml")
    assert isinstance(problem, Problem)
    assert as_text(problem) == snapshot("""\
x.yaml: error[unreadable-file] this cannot be read: Too many levels of symbolic links
    hint: see to the disk or the name\
""")


@pytest.mark.parametrize("name", ["a\0b", "a\ud800b"])
def test_name_that_no_file_can_have(tmp_path: Path, name: str) -> None:
    problem = read_bytes(tmp_path / name, name)
    assert isinstance(problem, Problem)
    assert problem.message == "no file can have this name"


def test_name_that_is_too_long(tmp_path: Path) -> None:
    problem = read_bytes(tmp_path / ("x" * 1000), "x")
    assert isinstance(problem, Problem)
    assert problem.message == "this cannot be read: File name too long"


def test_error_of_the_disk_is_told() -> None:
    problem = refused("x.yaml", OSError(5, "Input/output error"))
    assert problem.message == "this cannot be read: Input/output error"


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="only Linux has such files")
def test_file_of_no_length_and_one_that_breaks_off() -> None:
    assert read_bytes("/proc/self/status", "x.yaml").startswith(b"Name:")  # type: ignore[union-attr]
    problem = read_bytes("/proc/self/mem", "x.yaml")
    assert isinstance(problem, Problem)
    assert problem.message == "this cannot be read: Input/output error"


def without_rights(work: Callable[[Path], object], path: Path) -> int | None:
    """Do work in a process that is not the superuser; give its exit code."""
    process = multiprocessing.get_context("fork").Process(target=_as_nobody, args=(work, path))
    process.start()
    process.join()
    return process.exitcode


def _as_nobody(work: Callable[[Path], object], path: Path) -> None:
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    work(path)


def _expect_no_permission(path: Path) -> None:
    problem = read_text(path, "x.yaml")
    assert isinstance(problem, Problem)
    assert problem.message == "no permission to read this"
    assert problem.hint == "allow reading it (chmod +r)"


@pytest.fixture
def public() -> Iterator[Path]:
    """Give a folder that everybody may enter, which pytest's own are not."""
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_file_without_permission(public: Path) -> None:
    (public / "x.yaml").touch(mode=0o000)
    assert without_rights(_expect_no_permission, public / "x.yaml") == 0


def test_file_in_a_folder_without_permission(public: Path) -> None:
    (public / "closed").mkdir()
    (public / "closed" / "x.yaml").touch(mode=0o644)
    (public / "closed").chmod(0o000)
    assert without_rights(_expect_no_permission, public / "closed" / "x.yaml") == 0
    (public / "closed").chmod(0o755)


def test_refused_permission_says_how_to_give_it() -> None:
    assert as_text(refused("x.yaml", PermissionError(13, "Permission denied"))) == snapshot("""\
x.yaml: error[unreadable-file] no permission to read this
    hint: allow reading it (chmod +r)\
""")


def test_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "x.yaml").open("wb") as file:
        file.truncate(100 * 2**20)  # sparse: takes no room on the disk
    problem = read_text(tmp_path / "x.yaml", "x.yaml")
    assert isinstance(problem, Problem)
    assert as_text(problem) == snapshot("""\
x.yaml: error[file-too-large] the file has 100 MB; at most 32 MB are read
    hint: one record a file; keep data and copies of documents elsewhere\
""")


def test_largest_file_is_read(tmp_path: Path) -> None:
    with (tmp_path / "x.yaml").open("wb") as file:
        file.truncate(LARGEST)
    assert read_bytes(tmp_path / "x.yaml", "x.yaml") == bytes(LARGEST)


# -- encodings -------------------------------------------------------------------------------


@pytest.mark.parametrize("content", ["", "a: b\n", "a: Größe – 茶 🍵\n", "\ufeff\ufeffa"])
def test_utf8_is_read_as_it_stands(tmp_path: Path, content: str) -> None:
    (tmp_path / "x.yaml").write_bytes(content.encode())
    assert read_text(tmp_path / "x.yaml", "x.yaml", keep_mark=True) == content
    assert read_text(tmp_path / "x.yaml", "x.yaml") == content.removeprefix("\ufeff")


def test_line_ends_are_kept(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_bytes(b"a\r\nb\rc\n")
    assert read_text(tmp_path / "x.yaml", "x.yaml") == "a\r\nb\rc\n"


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-16", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("utf-16-le", "UTF-16LE"),
        ("utf-16-be", "UTF-16BE"),
        ("utf-32-le", "UTF-32LE"),
        ("utf-32-be", "UTF-32BE"),
    ],
)
@pytest.mark.parametrize("text", ["id: tea\n", "id: té\nclaim: Größe\n"])
def test_wide_encoding_is_named(tmp_path: Path, encoding: str, named: str, text: str) -> None:
    assert told(text.encode(encoding), tmp_path).splitlines() == [
        f"x.yaml: error[wrong-encoding] the file seems to be {named}, not UTF-8",
        f"    hint: save the file again as UTF-8: iconv -f {named} -t UTF-8",
    ]


@pytest.mark.parametrize("mark", [b"\xfe\xff", b"\x00\x00\xfe\xff"])
def test_big_endian_mark_is_known(tmp_path: Path, mark: bytes) -> None:
    assert "error[wrong-encoding] the file seems to be UTF-" in told(mark, tmp_path)


def test_few_zero_bytes_are_left_to_the_reader_of_the_format(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_bytes(b"a: b\0\n")
    assert read_text(tmp_path / "x.yaml", "x.yaml") == "a: b\0\n"


def test_western_text_is_shown_so_that_a_person_can_judge(tmp_path: Path) -> None:
    content = "id: tea\nclaim: The “naïve” sleep 5 °C below.\n".encode("cp1252")
    assert told(content, tmp_path) == snapshot("""\
x.yaml:2:12: error[wrong-encoding] byte 0x93 is not UTF-8; shown as WINDOWS-1252
    claim: The “naïve” sleep 5 °C below.
               ^
    hint: save the file again as UTF-8: iconv -f WINDOWS-1252 -t UTF-8\
""")


@pytest.mark.parametrize("text", ["naïve", "5 °C", "à reculons très lentement, où ça", "5 ± 2"])
def test_latin_1_is_shown_as_written(tmp_path: Path, text: str) -> None:
    assert f"    a: {text}\n" in told(f"a: {text}\n".encode("latin-1"), tmp_path)


def test_cyrillic_text_is_shown_as_such(tmp_path: Path) -> None:
    assert told("id: tea\nlabel: чай и сон\n".encode("cp1251"), tmp_path) == snapshot("""\
x.yaml:2:8: error[wrong-encoding] byte 0xf7 is not UTF-8; shown as WINDOWS-1251
    label: чай и сон
           ^
    hint: save the file again as UTF-8: iconv -f WINDOWS-1251 -t UTF-8\
""")


def test_one_broken_character_in_utf8_is_not_a_reason_to_convert(tmp_path: Path) -> None:
    content = "\ufeffa: Größe\nb: Grö".encode() + b"\xc3e\nc: 5 \xc2\xb0C"
    assert told(content, tmp_path) == snapshot("""\
x.yaml:2:7: error[wrong-encoding] byte 0xc3 is not UTF-8
    b: Grö�e
          ^
    hint: write this character again\
""")


@given(content=st.binary(max_size=60))
@example(b"\xff")
@example(b"\x81\x8d\n")
@example(b"\xef\xbb\xbf\xff")
@example(b"a\xc3")
def test_any_bytes_give_text_or_a_problem(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(content)
    result = read_text(path, "any.yaml")
    if isinstance(result, Problem):
        assert result.code == "wrong-encoding"
        assert as_text(result)
    else:
        assert result == content.decode("utf-8-sig")
