"""What is as it was is neither checked nor built again; anything else is."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.cli import memory
from kb.cli.making import made_if_stale
from kb.cli.memory import Memory
from kb.corpus import load
from kb.problems import Problem
from kb.reading import known
from kb.reading.known import Known
from kb.reading.yaml_text import YamlText, read_yaml
from tests.command import run

CLAIM = Path("data", "claims", "wrist-pain.yaml")


@pytest.fixture(scope="module", autouse=True)
def no_ci() -> Iterator[None]:
    """Remember, also where these tests run in CI."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("CI", raising=False)
        yield


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a knowledge base that `kb build` built, only to be copied."""
    root = tmp_path_factory.mktemp("memory") / "kb"
    shutil.copytree(Path(__file__).parent / "corpus", root)
    assert run("build", "--root", root).output.startswith("built ")
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    """Give a copy of it: times and inodes are others, the bytes are not."""
    return shutil.copytree(made, tmp_path / "kb", copy_function=shutil.copyfile)


def test_what_is_as_it_was_is_not_built_again(root: Path) -> None:
    before = (root / "build" / "kb.db").stat()
    result = run("build", "--root", root)
    assert result.output == (
        f"{root}/build/kb.db is up to date: 6 claims, 20 statements, 11 numbers,"
        " 10 pieces of guidance, 1 study, 2 documents\n"
    )
    after = (root / "build" / "kb.db").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def _same_size(root: Path) -> None:
    text = (root / CLAIM).read_bytes()
    (root / CLAIM).write_bytes(text[::-1])


def _damaged(root: Path) -> None:
    path = root / "build" / "kb.db"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


CHANGES: dict[str, Callable[[Path], object]] = {
    "changed within its size": _same_size,
    "deleted": lambda root: (root / CLAIM).unlink(),
    "renamed": lambda root: (root / CLAIM).rename(root / CLAIM.parent / "other.yaml"),
    "astray": lambda root: (root / CLAIM.parent / "note.txt").touch(),
    "bibliography": lambda root: (root / "citations.bib").write_bytes(b""),
    "versions": lambda root: (root / "data" / "versions.jsonl").touch(),
    "forgotten": lambda root: shutil.rmtree(root / "build" / ".cache"),
    "undecodable memory": lambda root: (root / "build/.cache/built").write_bytes(b"\xff"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_changed_text_is_not_what_it_was(root: Path, change: str) -> None:
    CHANGES[change](root)
    assert not Memory(root).is_clean


def test_another_program_finds_out_for_itself(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_program", lambda: "later")
    assert not Memory(root).is_clean


def test_damage_of_one_bit_is_seen(root: Path) -> None:
    _damaged(root)
    found = Memory(root)
    assert (found.is_clean, found.is_built) == (True, False)


def test_file_that_was_built_elsewhere_of_this_text_is_taken(root: Path) -> None:
    shutil.rmtree(root / "build" / ".cache")
    assert made_if_stale(Memory(root), None, root / "build" / "kb.db") is None


def test_file_that_is_gone_is_not_up_to_date(root: Path) -> None:
    (root / "build" / "kb.db").unlink()
    assert not Memory(root).is_built


def test_documents_are_held_against_the_text_each_time(root: Path) -> None:
    found = Memory(root, root / "documents")
    found.note("digest")
    assert not found.is_clean
    assert Memory(root).is_built


def test_in_ci_nothing_is_believed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    assert not Memory(root).is_clean
    assert len(parsed(root, monkeypatch)) == len(list(root.glob("data/**/*.yaml")))
    assert run("build", "--root", root).output.startswith("built ")


def test_text_that_is_clean_again_after_a_mistake_was_checked(root: Path) -> None:
    right = (root / CLAIM).read_bytes()
    (root / CLAIM).write_bytes(right + b"kinds: effect\n")
    assert run("check", "--root", root).exit_code == 1
    (root / CLAIM).write_bytes(right)
    assert run("check", "--root", root).exit_code == 0
    assert Memory(root).is_built


def test_a_check_forgets_the_file_of_other_text_and_remembers_its_own(root: Path) -> None:
    (root / CLAIM).write_bytes((root / CLAIM).read_bytes() + b"# seen\n")
    assert run("check", "--root", root).exit_code == 0
    found = Memory(root)
    assert (found.is_clean, found.is_built) == (True, False)


def test_nothing_is_kept_where_nothing_was_built(made: Path, tmp_path: Path) -> None:
    shutil.copytree(made / "data", tmp_path / "data")
    Memory(tmp_path).note()
    assert {path.name for path in tmp_path.iterdir()} == {"data"}


def test_folder_that_cannot_be_written_to_is_no_fault(root: Path) -> None:
    shutil.rmtree(root / "build" / ".cache")
    (root / "build" / ".cache").touch()
    Memory(root).note()
    assert not Memory(root).is_clean


def test_only_the_text_that_changed_is_parsed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / CLAIM).write_bytes((root / CLAIM).read_bytes() + b"# seen\n")
    assert parsed(root, monkeypatch) == [CLAIM.as_posix()]
    (root / "data" / "kb.yaml").unlink()
    assert parsed(root, monkeypatch) == []


def test_what_is_known_of_the_texts_is_what_they_hold(root: Path) -> None:
    anew, known = load(root), load(root, tree=Memory(root).tree)
    assert [repr(known[0]), known[1]] == [repr(anew[0]), anew[1]]


def _flipped(content: bytes) -> bytes:
    """One bit of a text that is kept."""
    at = content.index(b"wrist-pain")
    return content[:at] + b"v" + content[at + 1 :]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "emptied": lambda _: b"",
    "another file": lambda _: b"{}",
    "cut short": lambda content: content[:5000],
    "one letter": _flipped,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_knowledge_of_texts_is_not_believed(
    root: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    path = root / "build" / ".cache" / "known"
    path.write_bytes(DAMAGES[damage](path.read_bytes()))
    anew, known = load(root), load(root, tree=Memory(root).tree)
    assert [repr(known[0]), known[1]] == [repr(anew[0]), anew[1]]
    assert parsed(root, monkeypatch) != []
    assert parsed(root, monkeypatch) == []


def test_where_another_process_writes_nothing_is_kept(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / CLAIM).write_bytes((root / CLAIM).read_bytes() + b"# seen\n")
    with closing(sqlite3.connect(root / "build" / ".cache" / "known")) as other:
        other.execute("begin exclusive")
        assert len(parsed(root, monkeypatch)) == len(list(root.glob("data/**/*.yaml")))
    assert parsed(root, monkeypatch) == [CLAIM.as_posix()]


def test_what_another_program_knew_is_not_believed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "_program", lambda: "later")
    assert len(parsed(root, monkeypatch)) == len(list(root.glob("data/**/*.yaml")))


def parsed(root: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Load, and give the files whose text was parsed."""
    found = []

    def read(text: str, file: str) -> tuple[YamlText | None, list[Problem]]:
        found.append(file)
        return read_yaml(text, file)

    with monkeypatch.context() as patch:
        for module in (known, memory):
            patch.setattr(module, "read_yaml", read)
        now = Memory(root)
        load(root, tree=now.tree)
        now.note_parsed()
    return found


YAML = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.lists(st.one_of(st.text(), YAML.map(json.dumps))))
def test_any_text_is_known_as_it_was_read(texts: list[str]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "known")
        first = Known(path, "program")
        anew = [first.read(text, "a.yaml") for text in texts]
        first.keep(())
        again = [Known(path, "program").read(text, "a.yaml") for text in texts]
        assert repr(again) == repr(anew)  # not a number differs from itself
        kept = [Known(path, "program").text(_digest(text), "a.yaml") for text in texts]
        assert [found is None for found in kept] == [found is None for found, _ in anew]


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
